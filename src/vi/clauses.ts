import { type Analysis, matchAt } from './analysis.ts';
import { heard } from './asked-back.ts';

/** What a clause has to do with the one before it. */
export type Opener = 'start' | 'pause' | 'but' | 'so' | 'because' | 'now';

/** A part of a message that says one thing: tokens `[from, to)`, its conjunction included, the pause before it not. */
export interface Clause {
  from: number;
  to: number;
  opener: Opener;
}

/** Cuts a message into clauses at pauses and conjunctions. Linear. */
export function clausesOf(a: Analysis): readonly Clause[] {
  a.shared.clauses ??= cutClauses(a);
  return a.shared.clauses;
}

function cutClauses(a: Analysis): Clause[] {
  const clauses: Clause[] = [];
  let open: Clause = { from: 0, to: 0, opener: 'start' };
  for (let at = 0; at < a.tokens.length; at++) {
    const isPause = a.tokens[at]?.kind === 'break' || PAUSES.has(a.tokens[at]?.raw ?? '');
    const opener = isPause ? 'pause' : openerAt(a, at);
    if (opener === null || (!isPause && at === open.from && open.opener !== 'start')) {
      // "rồi, nhưng …": the conjunction says more than the pause.
      continue;
    }
    if (at > open.from) clauses.push({ ...open, to: at });
    const from = isPause ? at + 1 : at;
    open = { from, to: from, opener: isPause ? (openerAt(a, from) ?? 'pause') : opener };
  }
  if (open.from < a.tokens.length) clauses.push({ ...open, to: a.tokens.length });
  return clauses;
}

const PAUSES: ReadonlySet<string> = new Set([',', '.', ';', '!', ':', '-', '–', '…', '(', ')']);

function openerAt(a: Analysis, at: number): Opener | null {
  const word = heard(a, at);
  const opener = OPENERS.get(word);
  if (!opener || at + 1 >= a.tokens.length) return null;
  // "vậy đó mà", "đúng chứ": a particle at the end opens nothing, nor does "mà thôi".
  if (opener === 'but' && endsBehind(a, at + 1)) return null;
  if (word === 'ai') return DE.has(heard(a, at + 1)) ? 'but' : null;
  if (word === 'con2' || word === 'con') return matchAt(a, at + 1, 'answer.own') ? 'but' : null;
  if (opener === 'now' && a.tokens[at - 1]?.kind === 'number') return null;
  return opener;
}

const MOST_PARTICLES = 6;

/** Whether only manners follow. */
function endsBehind(a: Analysis, from: number): boolean {
  for (let at = from; at < a.tokens.length; at++) {
    if (at - from >= MOST_PARTICLES) return false;
    const token = a.tokens[at];
    if (token?.kind === 'mark' || token?.kind === 'break') return true;
    if (matchAt(a, at, 'answer.filler') === null && !ONLY.has(heard(a, at))) return false;
  }
  return true;
}

const ONLY: ReadonlySet<string> = new Set(['thôi', 'thoi', 'sao', 'lai5', 'lai']);
const DE: ReadonlySet<string> = new Set(['de2', 'de']);

const OPENERS: ReadonlyMap<string, Opener> = new Map([
  ['nhưng', 'but'],
  ['nhung', 'but'],
  ['ma2', 'but'],
  ['ma', 'but'],
  ['chư1', 'but'],
  ['chơ1', 'but'],
  ['chu', 'but'],
  ['con2', 'but'],
  ['con', 'but'],
  ['ai', 'but'],
  ['nên', 'so'],
  ['nen', 'so'],
  ['vi2', 'because'],
  ['vi', 'because'],
  ['tai5', 'because'],
  ['bơi3', 'because'],
  ['giơ2', 'now'],
]);
