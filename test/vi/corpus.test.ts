import { describe, expect, it } from 'vitest';
import { corpusRows, projectReaders, tally } from '../../scripts/score.ts';
import type { UnderstandKind } from '../../src/services/understand.ts';

const readers = projectReaders();

/** Least share of right rows, per corpus. A change that falls below is a step back. */
const FLOORS: [UnderstandKind, { dev: number; seen: number; unseen: number }][] = [
  ['dates', { dev: 0.97, seen: 0.98, unseen: 0.95 }],
  ['numbers', { dev: 0.97, seen: 0.98, unseen: 0.97 }],
  ['yesno', { dev: 0.96, seen: 0.98, unseen: 0.97 }],
  ['commands', { dev: 0.95, seen: 0.98, unseen: 0.92 }],
  ['reports', { dev: 0.95, seen: 0.96, unseen: 0.92 }],
  ['names-units', { dev: 0.95, seen: 0.98, unseen: 0.97 }],
];

describe.each(FLOORS)('the labelled %s', (kind, floors) => {
  it.each(['seen', 'unseen'] as const)('are read at least as well as before: %s', (corpus) => {
    const sum = tally(kind, corpusRows(corpus, kind), readers);
    expect(sum.rows).toBeGreaterThan(100);
    expect(sum.right / sum.rows).toBeGreaterThanOrEqual(floors[corpus]);
  });

  it('of the shared development corpus too, where it is at hand', () => {
    const sum = tally(kind, corpusRows('dev', kind), readers);
    expect(sum.right).toBeGreaterThanOrEqual(sum.rows * floors.dev);
  });
});
