import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectSafety } from '../../scripts/score-safety.ts';
import { raisesCard } from '../../src/safety/safety.ts';

const safety = projectSafety();

/** What the bot says of itself, with a name where a template stands; keys, conditions and single words are left out. */
const SPOKEN = new Set(['text', 'title', 'caption', 'again', 'retry', 'nothing', 'empty', 'summary']);

function spokenIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return SPOKEN.has(key) ? [value.replace(/\{\{.*?\}\}/g, 'Mẫu 01')] : [];
  if (Array.isArray(value)) return value.flatMap((item) => spokenIn(item, key));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, item]) => spokenIn(item, name));
}

function filesNamed(folder: string, ending: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => join(folder, file));
}

function raisedBy(text: string): string[] {
  const raised = Object.entries(safety.screen(text)).filter(([, level]) => raisesCard(level));
  return raised.length === 0 ? [] : [`${text} (${raised.map(([step]) => step).join(', ')})`];
}

describe('what the bot says, sent back to it', () => {
  const texts = filesNamed('flows', 'flow.yaml').flatMap((file) =>
    spokenIn(parse(readFileSync(file, 'utf8'))),
  );

  it('is read from the real flows', () => {
    expect(texts.length).toBeGreaterThan(150);
  });

  it('raises no card, whatever step is open', () => {
    expect(texts.flatMap(raisedBy)).toEqual([]);
  });
});

describe('the leaflets, sent back to the bot', () => {
  const leaflets = filesNamed('content/leaflets', '.md').map((file) => readFileSync(file, 'utf8'));

  it('are there', () => {
    expect(leaflets.length).toBeGreaterThan(1);
  });

  it('raise no card as a whole; a heading like "Em đang bị ép cưới" alone is a call for help', () => {
    expect(leaflets.flatMap(raisedBy)).toEqual([]);
  });
});
