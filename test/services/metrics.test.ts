import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createMetrics } from '../../src/services/metrics.ts';

interface Registered {
  name: string;
  help: string;
  type: unknown;
  labelNames?: readonly string[];
}

const PAGE = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8');

it('docs/metrics.md lists every metric with its kind, labels and meaning, and no other', () => {
  const { registry } = createMetrics();
  const expected = registry.getMetricsAsArray().map((metric) => {
    const { name, help, type, labelNames = [] } = metric as unknown as Registered;
    const labels = labelNames.map((label) => `\`${label}\``).join(', ') || '–';
    return `| \`${name}\` | ${type} | ${labels} | ${help} |`;
  });
  const listed = PAGE.split('\n').filter((line) => line.startsWith('| `'));
  expect(listed.sort()).toEqual(expected.sort());
});

it('no label could hold a person or a text', () => {
  const { registry } = createMetrics();
  const labels = registry
    .getMetricsAsArray()
    .flatMap((metric) => (metric as unknown as Registered).labelNames ?? []);
  const allowed = [
    'channel',
    'kind',
    'lane',
    'outcome',
    'queue',
    'reason',
    'result',
    'source',
    'state',
    'status',
  ];
  for (const label of labels) expect(allowed).toContain(label);
});
