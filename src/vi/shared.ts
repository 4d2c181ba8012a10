import type { Clause } from './clauses.ts';
import type { CountMention } from './count-mention.ts';
import type { DateMention } from './date-mention.ts';
import type { LikelyCodes } from './likely.ts';
import type { Numeral } from './numerals.ts';
import type { Match } from './phrase-index.ts';
import type { CodesReading, CountsReading, LocalNow } from './vi.ts';

/** What several readers need of one text: worked out when first asked for, and kept as long as its analysis. */
export interface Shared {
  /** The numeral at each token; `undefined` until somebody asked for it. */
  numerals: (Numeral | null | undefined)[];
  /** Codes named, by family. */
  codes: Map<string, readonly Match[]>;
  dates: { now: LocalNow; mentions: readonly DateMention[] }[];
  counts: SharedCounts[];
  /** Its clauses; `undefined` until somebody asked for them. */
  clauses: readonly Clause[] | undefined;
  /** Everything said of one family, by family. */
  codeReadings: Map<string, CodesReading>;
  /** What all its words speak for; `undefined` until somebody asked for it. */
  likely: LikelyCodes | undefined;
}

/** What was counted where some tokens belong to days and clock times. */
export interface SharedCounts {
  taken: readonly boolean[];
  mentions: readonly CountMention[];
  reading: CountsReading | null;
}

/** Nothing is known yet of a text of so many tokens. */
export function nothingShared(tokenCount: number): Shared {
  return {
    numerals: new Array(tokenCount),
    codes: new Map(),
    dates: [],
    counts: [],
    clauses: undefined,
    codeReadings: new Map(),
    likely: undefined,
  };
}
