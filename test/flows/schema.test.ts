import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { flowJsonSchema, talkJsonSchema } from '../../src/flows/json-schema.ts';
import { FILES } from './support.ts';

describe('the published schemas', () => {
  it('are current (npx tsx scripts/render-flow-schema.ts)', () => {
    expect(readFileSync('flows/flow.schema.json', 'utf8')).toBe(flowJsonSchema());
    expect(readFileSync('flows/talk.schema.json', 'utf8')).toBe(talkJsonSchema());
  });

  it('are named at the top of every flow and talk, so that editors use them', () => {
    for (const { path, text } of FILES.flows) {
      expect(text, path).toMatch(/^# yaml-language-server: \$schema=\.\.\/flow\.schema\.json\n/);
    }
    for (const { path, text } of FILES.talks) {
      expect(text, path).toMatch(/^# yaml-language-server: \$schema=\.\.\/talk\.schema\.json\n/);
    }
  });
});
