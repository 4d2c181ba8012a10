import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FILE_SUFFIX } from '../../src/config/read-environment.ts';
import { ROLES } from '../../src/config/role.ts';
import { VARIABLE_NAMES } from '../../src/config/schema.ts';
import { createMetrics } from '../../src/services/metrics.ts';
import { requires } from '../support/require.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Service {
  command?: string[];
  image: string;
  user?: string;
  read_only?: boolean;
  environment?: Record<string, string>;
  volumes?: string[];
  networks?: string[];
  secrets?: string[];
  healthcheck?: object;
  ports?: string[];
  deploy?: { resources?: { limits?: { cpus?: string; memory?: string } } };
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
  volumes: Record<string, unknown>;
  networks: Record<string, { internal?: boolean } | null>;
};
const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image === 'loa-thon');

const known = new Set<string>([...VARIABLE_NAMES, ...VARIABLE_NAMES.map((name) => `${name}${FILE_SUFFIX}`)]);

/** Names in `${NAME…}` and `{$NAME…}`. */
const interpolated = (text: string) =>
  Array.from(text.matchAll(/(?:\$\{|\{\$)([A-Z][A-Z0-9_]*)/g), (match) => match[1] as string);

describe('docker-compose.yml', () => {
  it('runs two web and two worker processes, each with a role that exists', () => {
    const roles = ours.map(([, { command }]) => command?.[1]);
    expect(roles.sort()).toEqual(['web', 'web', 'worker', 'worker']);
    for (const role of roles) expect(ROLES).toContain(role);
  });

  it('sets only variables that the server reads', () => {
    for (const [name, { environment = {} }] of services) {
      expect(
        Object.keys(environment).filter((variable) => !known.has(variable)),
        name,
      ).toEqual([]);
    }
    expect(interpolated(read('docker-compose.yml')).filter((name) => !known.has(name))).toEqual([]);
    expect(interpolated(read('deploy/Caddyfile')).filter((name) => !known.has(name))).toEqual([]);
  });

  it('asks browsers that came by https to stay with it', () => {
    expect(read('deploy/Caddyfile')).toMatch(/header Strict-Transport-Security "max-age=\d+"/);
  });

  it('gives every secret by a file that is declared and named in the instructions', () => {
    const instructions = read('deploy/secrets/README.md');
    for (const [, { environment = {}, secrets = [] }] of ours) {
      const mounted = Object.entries(environment)
        .filter(([variable]) => variable.endsWith(FILE_SUFFIX))
        .map(([, path]) => path.replace('/run/secrets/', ''));
      expect(mounted.sort()).toEqual([...secrets].sort());
      const plain = Object.keys(environment).filter((name) => /SECRET|TOKEN/.test(name));
      expect(plain.filter((variable) => !variable.endsWith(FILE_SUFFIX))).toEqual([]);
    }
    for (const [name, { file }] of Object.entries(compose.secrets)) {
      expect(file).toBe(`./deploy/secrets/${name}`);
      expect(instructions).toContain(name);
    }
  });

  it('mounts only files that exist and volumes that are declared', () => {
    for (const [, { volumes = [] }] of services) {
      for (const volume of volumes) {
        const source = volume.split(':')[0] as string;
        if (source.startsWith('.')) expect(existsSync(join(ROOT, source)), source).toBe(true);
        else expect(compose.volumes).toHaveProperty(source);
      }
    }
  });

  it('limits what each service may use, and checks those that others wait for', () => {
    for (const [name, { deploy }] of services) {
      expect(deploy?.resources?.limits, name).toMatchObject({
        cpus: expect.any(String),
        memory: expect.any(String),
      });
    }
    expect(compose.services.mongo?.healthcheck).toBeDefined();
    expect(compose.services.redis?.healthcheck).toBeDefined();
    expect(read('Dockerfile')).toMatch(/^HEALTHCHECK /m);
  });

  it('opens nothing to the world but the proxy', () => {
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['proxy']);
    expect(compose.networks.inside).toMatchObject({ internal: true });
    for (const name of ['mongo', 'redis']) expect(compose.services[name]?.networks).toEqual(['inside']);
  });

  it('writes nowhere but into volumes', () => {
    for (const [name, { read_only }] of ours) expect(read_only, name).toBe(true);
  });

  const program = requires('docker-compose');
  it.skipIf(!program)('is what Docker Compose takes', () => {
    const output = execFileSync(program as string, ['-f', 'docker-compose.yml', 'config'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const resolved = parse(output) as { services: Record<string, unknown> };
    expect(Object.keys(resolved.services).sort()).toEqual(services.map(([name]) => name).sort());
  });
});

describe('the Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const sources = lines
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(' ').slice(1, -1));

  it('copies what exists, and .dockerignore lets it through', () => {
    const allowed = new Set(
      read('.dockerignore')
        .split('\n')
        .filter((line) => line.startsWith('!'))
        .map((line) => line.slice(1)),
    );
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      expect(existsSync(join(ROOT, source)), source).toBe(true);
      expect(allowed.has(source.replace(/^\.\//, '')), source).toBe(true);
    }
  });

  it('runs without rights, and sets only variables that the server reads', () => {
    expect(lines).toContain('USER node');
    const set = Array.from(read('Dockerfile').matchAll(/^(?:ENV| {4}) ?([A-Z_]+)=/gm), (match) => match[1]);
    expect(set.filter((name) => name !== 'NODE_ENV' && !known.has(name as string))).toEqual([]);
  });
});

describe('the alert rules', () => {
  const rules = parse(read('deploy/prometheus-alerts.yml')) as {
    groups: { rules: { alert: string; expr: string; annotations: { summary: string; todo: string } }[] }[];
  };
  const all = rules.groups.flatMap((group) => group.rules);

  it('name only metrics that exist', async () => {
    const metrics = createMetrics().registry.getMetricsAsArray();
    const names = new Set(metrics.map(({ name }) => name));
    const mentioned = all.flatMap(({ expr }) =>
      Array.from(expr.matchAll(/\bloa_[a-z_]+/g), ([name]) => name),
    );
    expect(mentioned.length).toBeGreaterThan(10);
    expect(mentioned.filter((name) => !names.has(name.replace(/_bucket$/, '')))).toEqual([]);
  });

  it('say what happened and what to do, each under its own name', () => {
    expect(new Set(all.map(({ alert }) => alert)).size).toBe(all.length);
    for (const { annotations } of all) {
      expect(annotations.summary).toMatch(/\.$/);
      expect(annotations.todo).toMatch(/\.$/);
    }
  });
});
