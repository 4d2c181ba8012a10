import { describe, expect, it } from 'vitest';
import { flowTexts, leafletFiles, leafletParts } from '../../scripts/own-texts.ts';
import { projectSafety } from '../../scripts/score-safety.ts';
import { raisesCard } from '../../src/safety/safety.ts';

const safety = projectSafety();

function raisedBy(text: string): string[] {
  const raised = Object.entries(safety.screen(text)).filter(([, level]) => raisesCard(level));
  return raised.length === 0 ? [] : [`${text} (${raised.map(([step]) => step).join(', ')})`];
}

describe('what the bot says, sent back to it', () => {
  const texts = flowTexts();

  it('is read from the real flows', () => {
    expect(texts.length).toBeGreaterThan(150);
  });

  it('raises no card, whatever step is open', () => {
    expect(texts.flatMap(raisedBy)).toEqual([]);
  });
});

describe('the leaflets, sent back to the bot', () => {
  const parts = leafletParts();

  it('are there', () => {
    expect(leafletFiles().length).toBeGreaterThan(1);
    expect(parts.length).toBeGreaterThan(40);
  });

  it('raise no card as a whole; a heading like "Em đang bị ép cưới" alone is a call for help', () => {
    expect(leafletFiles().flatMap(raisedBy)).toEqual([]);
  });

  it('raise no card part by part', () => {
    expect(parts.flatMap(raisedBy)).toEqual([]);
  });
});
