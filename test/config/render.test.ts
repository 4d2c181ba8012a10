import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { renderConfigDocs, renderEnvExample } from '../../src/config/render.ts';
import { VARIABLE_NAMES } from '../../src/config/schema.ts';

const fileText = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('the rendered configuration pages', () => {
  it('.env.example is what the schema says (npm run render)', () => {
    expect(fileText('.env.example')).toBe(renderEnvExample());
  });

  it('docs/configuration.md is what the schema says (npm run render)', () => {
    expect(fileText('docs/configuration.md')).toBe(renderConfigDocs());
  });

  it('list every variable once', () => {
    for (const name of VARIABLE_NAMES) {
      expect(renderEnvExample().match(new RegExp(`^#${name}=`, 'gm')), name).toHaveLength(1);
      expect(renderConfigDocs().match(new RegExp(`^\\| \`${name}\``, 'gm')), name).toHaveLength(1);
    }
  });

  it('describe defaults that mean the same as leaving everything out', () => {
    const uncommented = renderEnvExample().replace(/^#(?=[A-Z_]+=)/gm, '');
    expect(loadConfig(parseEnv(uncommented))).toEqual(loadConfig({}));
  });
});
