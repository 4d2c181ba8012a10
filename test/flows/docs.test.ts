import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { factNeedSchema } from '../../src/flows/fact-needs.ts';
import { loadFlow } from '../../src/flows/load.ts';
import { loadTalk } from '../../src/flows/load-talk.ts';
import { SCOPE_NAMES } from '../../src/flows/scope.ts';
import { flowSchema } from '../../src/flows/spec.ts';
import { STEP_TYPES } from '../../src/flows/steps/index.ts';
import { SPECIAL_TARGETS } from '../../src/flows/target.ts';
import { FILTERS } from '../../src/flows/template.ts';

const page = readFileSync('docs/writing-flows.md', 'utf8');
const blocks = Array.from(page.matchAll(/```yaml\n(.*?)```/gs), ([, code = '']) => code);

describe('docs/writing-flows.md', () => {
  it.each(STEP_TYPES.map((step) => [step.type, step] as const))('shows %s with its example', (type, step) => {
    expect(page).toContain(`### \`${type}\``);
    expect(blocks).toContain(`${step.example.trim()}\n`);
  });

  it('names every filter, every name in scope, every target, every fact and every key of a flow', () => {
    const names = [
      ...Object.keys(FILTERS).map((name) => `\\| ${name}`),
      ...[...SCOPE_NAMES, ...SPECIAL_TARGETS].map((name) => `\`${name}\``),
      ...factNeedSchema.options.map(({ shape }) => `\`${shape.fact.value}\``),
      ...Object.keys(flowSchema.shape).map((key) => `\`${key}`),
    ];
    expect(names.filter((name) => !page.includes(name))).toEqual([]);
  });

  it('shows a flow and a talk that can be read', () => {
    const flow = blocks.find((block) => block.includes('flow: gop-y')) ?? '';
    expect(loadFlow({ path: 'flows/gop-y/flow.yaml', text: flow }).issues).toEqual([]);
    const talk = blocks.find((block) => block.includes('talk:')) ?? '';
    expect(loadTalk({ path: 'a.talk.yaml', text: talk }).issues).toEqual([]);
  });
});
