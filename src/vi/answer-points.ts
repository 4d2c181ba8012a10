import { z } from 'zod';
import type { Analysis } from './analysis.ts';
import { eachSign, questionKind, SIGN_LISTS, signName } from './answer-signs.ts';
import type { Asked } from './asked.ts';
import type { YesNoReading } from './vi.ts';

type Answer = YesNoReading['answer'];

/** What an answer can be, in the order of the points of a ready sign. */
export const ANSWERS: readonly Answer[] = ['yes', 'no', 'unclear'];

/**
 * How much each sign of an answer speaks for yes, no or neither. A sign is a word (`u:`), two words in a row (`b:`, `^`
 * and `$` are the ends of the message), a word of the first, the last or a middle clause (`c0:`, `c9:`, `c5:`), how that
 * clause begins (`o:`), a word with its accents (`a:`), a phrase list of the lexicon anywhere, at the beginning or at the
 * end (`g:`, `g0:`, `g$:`), the length in words and clauses (`n:`, `nc:`), a word of the question (`q:`), what the rules
 * read (`r:`, with the first word or, `rn:`, the clauses) or every answer (`all:`). Signs with the kind of question before
 * them (`done|b:…`) hold for it alone.
 */
export const answerPointsSchema = z.record(z.string(), z.partialRecord(z.enum(ANSWERS), z.int()));

export type AnswerPointTable = z.infer<typeof answerPointsSchema>;

/** The rows of the signs of one list: of a word, or of a pair by its first word. */
interface SignList {
  of: Map<string, number>;
  pairs: Map<string, Map<string, number>>;
}

/** A table made ready for looking up: the lists of all questions and of each kind of question, as `SIGN_LISTS` names them. */
export interface AnswerPoints {
  lists: readonly SignList[];
  byKind: ReadonlyMap<string, readonly SignList[]>;
  /** The points row by row, in the order of `ANSWERS`. */
  rows: Int16Array;
  /** 1 for each row that the answer being read has counted; nothing else runs meanwhile. */
  counted: Uint8Array;
}

/** Makes a table ready. */
export function readyAnswerPoints(table: AnswerPointTable): AnswerPoints {
  const lists = emptyLists();
  const byKind = new Map<string, SignList[]>();
  const signs = Object.entries(table);
  for (const [row, [sign]] of signs.entries()) {
    const bar = sign.indexOf('|');
    const kind = sign.slice(0, Math.max(0, bar));
    if (bar >= 0 && !byKind.has(kind)) byKind.set(kind, emptyLists());
    const [list = '', name = ''] = splitAt(sign.slice(bar + 1), ':');
    const own = (bar < 0 ? lists : byKind.get(kind))?.[placeOf(list)];
    const [first = '', second] = splitAt(name, ' ');
    if (second === undefined) own?.of.set(name, row);
    else own?.pairs.set(first, (own.pairs.get(first) ?? new Map()).set(second, row));
  }
  const rows = Int16Array.from(signs.flatMap(([, points]) => ANSWERS.map((answer) => points[answer] ?? 0)));
  return { lists, byKind, rows, counted: new Uint8Array(signs.length) };
}

function placeOf(list: string): number {
  return (SIGN_LISTS as readonly string[]).indexOf(list);
}

function emptyLists(): SignList[] {
  return SIGN_LISTS.map(() => ({ of: new Map(), pairs: new Map() }));
}

function splitAt(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** The sign that speaks most for one of the answers and the tokens `[from, to)` it stands at. */
export interface TellingSign {
  sign: string;
  from: number;
  to: number;
}

/** What the signs of an answer add up to, in the order of `ANSWERS`; each sign counts once. */
export function sumOfSigns(a: Analysis, asked: Asked, byRules: Answer, points: AnswerPoints): number[] {
  const sums = ANSWERS.map(() => 0);
  const { rows, counted } = points;
  const seen: number[] = [];
  eachRow(a, asked, byRules, points, (row) => {
    if (counted[row] === 1) return;
    counted[row] = 1;
    seen.push(row);
    const from = row * ANSWERS.length;
    for (let n = 0; n < sums.length; n++) sums[n] = (sums[n] as number) + (rows[from + n] as number);
  });
  for (const row of seen) counted[row] = 0;
  return sums;
}

/** The sign that stands somewhere and speaks most for an answer, or null. */
export function strongestSign(
  a: Analysis,
  asked: Asked,
  byRules: Answer,
  points: AnswerPoints,
  wanted: Answer,
): TellingSign | null {
  const column = ANSWERS.indexOf(wanted);
  let best: TellingSign | null = null;
  let most = 0;
  eachRow(a, asked, byRules, points, (row, list, name, second, from, to) => {
    const own = points.rows[row * ANSWERS.length + column] as number;
    if (own <= most || to === from) return;
    most = own;
    best = { sign: signName(list, name, second), from, to };
  });
  return best;
}

type TakeRow = (
  row: number,
  list: number,
  name: string,
  second: string | null,
  from: number,
  to: number,
) => void;

function eachRow(a: Analysis, asked: Asked, byRules: Answer, points: AnswerPoints, take: TakeRow): void {
  const { lists } = points;
  const ofKind = points.byKind.get(questionKind(asked));
  eachSign(a, asked, byRules, (list, name, second, both, from, to) => {
    const row = rowIn(lists[list], name, second);
    if (row !== undefined) take(row, list, name, second, from, to);
    const kindRow = both ? rowIn(ofKind?.[list], name, second) : undefined;
    if (kindRow !== undefined) take(kindRow, list, name, second, from, to);
  });
}

function rowIn(list: SignList | undefined, name: string, second: string | null): number | undefined {
  return second === null ? list?.of.get(name) : list?.pairs.get(name)?.get(second);
}
