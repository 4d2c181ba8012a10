import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { FlowValue } from '../../src/domain/flow-state.ts';
import { flowLibrary } from '../../src/flows/library.ts';
import { compileFlow, flowSchema } from '../../src/flows/spec.ts';
import { STEP_TYPES } from '../../src/flows/steps/index.ts';
import { worldSchema } from '../../src/flows/talk-spec.ts';
import { FLOWS, MONDAY, player } from './support.ts';

/** One case: a step `x` between a beginning and an end that waits, so that what was saved can be seen. */
const caseSchema = z.strictObject({
  name: z.string(),
  step: z.record(z.string(), z.unknown()),
  others: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  facts: z.record(z.string(), z.unknown()).default({}),
  answers: z.record(z.string(), z.unknown()).default({}),
  opening: z.string().optional(),
  world: worldSchema.prefault({}),
  /** What the person then says; `tap:<title>` taps. */
  given: z.array(z.string()).default([]),
  /** The edge by which `x` is left; null while it still asks. */
  edge: z.string().nullable(),
  saves: z.record(z.string(), z.unknown()).optional(),
  /** Part of the last message. */
  says: z.string().optional(),
  effects: z.array(z.record(z.string(), z.unknown())).optional(),
});

type Case = z.infer<typeof caseSchema>;

const casesOf = (type: string) => `test/flows/steps/${type}.cases.yaml`;

describe.each(STEP_TYPES.map(({ type }) => type))('step type %s', (type) => {
  const path = casesOf(type);

  it('has a file of cases', () => {
    expect(existsSync(path), `write ${path}`).toBe(true);
  });

  if (!existsSync(path)) return;
  const cases = z.array(caseSchema).parse(parse(readFileSync(path, 'utf8')));
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => check(type, one));
});

describe('the examples of step types', () => {
  it.each(STEP_TYPES.map((step) => [step.type, step] as const))(
    '%s can be read as it is written',
    (_, step) => {
      const parsed = step.schema.safeParse(parse(step.example));
      expect(parsed.error?.issues ?? []).toEqual([]);
    },
  );
});

function check(type: string, one: Case): void {
  const edges: string[] = [];
  const hold = { type: 'ask-text', text: 'HẾT', save: 'hold', next: 'end' };
  const go = { type: 'choose', text: '?', options: [{ value: 'go', title: 'Đi', next: 'x' }] };
  const flow = compileFlow(
    flowSchema.parse({
      flow: 'probe',
      spec: 1,
      title: 'thử',
      access: 'anyone',
      form: true,
      start: one.opening === undefined ? 'begin' : 'x',
      facts: one.facts,
      steps: { begin: go, x: { type, ...one.step }, hold, ...one.others },
    }),
  );
  const menu = FLOWS.filter(({ slug }) => slug === 'menu').map((real) => ({
    ...real,
    commands: { report: 'probe' },
  }));
  const talk = player({
    world: one.world,
    flows: flowLibrary([flow, ...menu, ...FLOWS.filter(({ slug }) => slug !== 'menu')]),
    tools: { onEdge: (slug, step, edge) => slug === 'probe' && step === 'x' && edges.push(edge) },
  });
  if (one.opening === undefined) {
    const run = { id: 'run', flow: 'probe', hash: flow.hash, step: 'begin', question: 1, returnTo: [] };
    const startedAtMs = Date.parse(`${MONDAY}:00+07:00`);
    const answers = one.answers as Record<string, FlowValue>;
    talk.state.active = { ...run, answers, startedAtMs, touchedAtMs: startedAtMs };
  }
  let turn = talk.say({ them: one.opening ?? '1' });
  const effects = [...turn.effects];
  for (const text of one.given) {
    turn = talk.say(text.startsWith('tap:') ? { tap: text.slice(4) } : { them: text });
    effects.push(...turn.effects);
  }
  expect(edges.at(-1) ?? null).toBe(one.edge);
  if (one.says) expect(turn.says.at(-1)).toContain(one.says);
  if (one.saves) expect(talk.state.active?.answers).toMatchObject(one.saves);
  if (one.effects) expect(effects.filter((effect) => effect.type !== 'send')).toMatchObject(one.effects);
}
