import type { CountMention } from './count-mention.ts';
import type { DateMention } from './date-mention.ts';
import type { Numeral } from './numerals.ts';
import type { Match } from './phrase-index.ts';
import type { LocalNow } from './vi.ts';

/** What several readers need of one text: worked out when first asked for, and kept as long as its analysis. */
export interface Shared {
  /** The numeral at each token; `undefined` until somebody asked for it. */
  numerals: (Numeral | null | undefined)[];
  /** Codes named, by family. */
  codes: Map<string, readonly Match[]>;
  dates: { now: LocalNow; mentions: readonly DateMention[] }[];
  counts: { taken: readonly boolean[]; mentions: readonly CountMention[] }[];
}

/** Nothing is known yet of a text of so many tokens. */
export function nothingShared(tokenCount: number): Shared {
  return { numerals: new Array(tokenCount), codes: new Map(), dates: [], counts: [] };
}
