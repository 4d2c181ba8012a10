import { type Analysis, matchAt, whyOf } from './analysis.ts';
import { type Asked, POINTING } from './asked.ts';
import type { Spelling } from './spelling.ts';
import type { YesNoReading } from './vi.ts';

/** "giữ lại nha" to "1 Xóa · 2 Giữ lại": an option by its title and no other word, or null. */
export function titledOption(a: Analysis, asked: Asked): YesNoReading | null {
  if (asked.titles.length !== 2 || !asked.titles.some((title) => holds(a, title[0]))) return null;
  const said = wordsSaid(a);
  if (said.length === 0 || isAskedBack(a)) return null;
  const chosen = asked.titles.findIndex((title) => said.every((at, n) => isWord(a, at, title[n])));
  if (chosen < 0) return null;
  return { answer: chosen === 0 ? 'yes' : 'no', why: [whyOf(a, 'option', ...spanOf(said))] };
}

/** "nhắc dùm chị" to "có muốn em nhắc lại không?": the words of the question and no others, or null. */
export function echoOf(a: Analysis, asked: Asked): YesNoReading | null {
  if (asked.consent || isAskedBack(a)) return null;
  const kept = REMOVALS.some((word) => asked.words.has(word)) && a.byTag.get('answer.keep')?.[0];
  if (kept) return { answer: 'no', why: [whyOf(a, kept.tag, kept.from, kept.to)] };
  const said = wordsSaid(a);
  // "phát ít thôi" to "có phát tờ rơi không?"
  if (asked.exists && asked.deed !== null && keyAt(a, said[0] ?? -1) === asked.deed.key)
    return { answer: 'yes', why: [whyOf(a, 'echo', ...spanOf(said.slice(0, 1)))] };
  if (asked.done || asked.exists) return null;
  const isAsked = (at: number) => asked.words.has(keyAt(a, at));
  if (!said.some(isAsked) || !said.every((at) => isAsked(at) || POINTING.has(keyAt(a, at)))) return null;
  return { answer: 'yes', why: [whyOf(a, 'echo', ...spanOf(said))] };
}

/** "giữ lại" answers whether it shall be deleted or withdrawn. */
const REMOVALS = ['xoa', 'rut'];

/** "còn 1 buổi nữa" and "hết rồi" where the bot asked for more, or null. */
export function moreOf(a: Analysis, asked: Asked): YesNoReading | null {
  if (!asked.more || isAskedBack(a)) return null;
  const enough = a.byTag.get('answer.enough')?.[0];
  if (enough) return { answer: 'no', why: [whyOf(a, enough.tag, enough.from, enough.to)] };
  const still = a.tokens.findIndex(({ spelling: { key } }) => STILL.has(key));
  return still < 0 ? null : { answer: 'yes', why: [whyOf(a, 'more', still, still + 1)] };
}

const STILL = new Set(['con2', 'con']);

function isAskedBack(a: Analysis): boolean {
  return a.tokens.at(-1)?.raw === '?';
}

/** The words that say something, manners left out. */
export function wordsSaid(a: Analysis): number[] {
  const said: number[] = [];
  for (const [at, token] of a.tokens.entries()) {
    if (token.kind === 'mark' || token.kind === 'break' || PARTICLES.has(keyAt(a, at))) continue;
    if (matchAt(a, at, 'answer.filler') === null && matchAt(a, at, 'answer.polite') === null) said.push(at);
  }
  return said;
}

const PARTICLES: ReadonlySet<string> = new Set(
  'đi dum2 luôn giup1 lai5 cư1 vân4 nưa4 di dum luon giup lai cu van nua'.split(' '),
);

function holds(a: Analysis, word: Spelling | undefined): boolean {
  for (let at = 0; at < a.tokens.length; at++) if (isWord(a, at, word)) return true;
  return false;
}

/** The word as it is spelled, or without any marks. */
function isWord(a: Analysis, at: number, word: Spelling | undefined): boolean {
  const key = keyAt(a, at);
  return word !== undefined && (key === word.key || key === word.fold);
}

function keyAt(a: Analysis, at: number): string {
  return a.tokens[at]?.spelling.key ?? '';
}

function spanOf(said: readonly number[]): [number, number] {
  return [said[0] ?? 0, (said.at(-1) ?? 0) + 1];
}
