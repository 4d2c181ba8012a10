import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { tally } from '../../src/services/tally.ts';

it('gives each pair of labels its count, as often as the page is read', async () => {
  const registry = new Registry();
  const { add } = tally(['channel', 'status'], {
    name: 'loa_tried_total',
    help: 'Tries.',
    registers: [registry],
  });
  add('zalo', 200);
  add('zalo', 200);
  add('zalo', 401);
  add('messenger', 200);
  const lines = [
    'loa_tried_total{channel="zalo",status="200"} 2',
    'loa_tried_total{channel="zalo",status="401"} 1',
    'loa_tried_total{channel="messenger",status="200"} 1',
  ];
  const page = await registry.metrics();
  for (const line of lines) expect(page).toContain(line);
  expect(await registry.metrics()).toBe(page);
  add('messenger', 200);
  expect(await registry.metrics()).toContain('loa_tried_total{channel="messenger",status="200"} 2');
});
