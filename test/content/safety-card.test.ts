import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSafetyCard } from '../../src/content/safety-card.ts';
import { tempDir } from '../support/temp-dir.ts';

const SHIPPED = 'content/safety/card.yaml';

function changed(change: (text: string) => string): string {
  const path = join(tempDir(), 'card.yaml');
  writeFileSync(path, change(readFileSync(SHIPPED, 'utf8')));
  return path;
}

describe('the texts of the safety card', () => {
  it('exist in Vietnamese in full', () => {
    expect(Object.keys(loadSafetyCard(SHIPPED).languages.vi)).toEqual(
      expect.arrayContaining(['taps', 'disclosure', 'imminent', 'help', 'other', 'back', 'voice_note']),
    );
  });

  it('are NFC whatever keyboard wrote them', () => {
    const path = changed((text) => text.normalize('NFD'));
    expect(loadSafetyCard(path)).toEqual(loadSafetyCard(SHIPPED));
  });

  it('are refused with file and line when they lack the numbers', () => {
    const path = changed((text) => text.replace('  {hotlines}\n', ''));
    expect(() => loadSafetyCard(path)).toThrow(/card\.yaml:\d+: .*needs \{hotlines\}/);
  });

  it('are refused when too long for one message', () => {
    const path = changed((text) => text.replace('Dạ, cảm ơn', `Dạ, ${'rất '.repeat(200)}cảm ơn`));
    expect(() => loadSafetyCard(path)).toThrow(/card\.yaml:\d+: languages\.vi\.back\.text/);
  });

  it('are refused when a recording is not there', () => {
    const path = changed((text) => `${text}  rog:\n    name: Raglai\n    help: { audio: rog/help.mp3 }\n`);
    expect(() => loadSafetyCard(path)).toThrow(/card\.yaml:\d+: .*rog\/help\.mp3 is not there/);
  });

  it('may come as a recording alone in another language', () => {
    const path = changed((text) => `${text}  rog:\n    name: Raglai\n    help: { audio: card.yaml }\n`);
    expect(loadSafetyCard(path, dirname(path)).languages.rog?.help).toEqual({ audio: 'card.yaml' });
  });
});
