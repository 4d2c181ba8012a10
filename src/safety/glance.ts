import type { Match } from '../vi/phrase-index.ts';
import type { Token } from '../vi/tokens.ts';
import type { KnownWord } from './known-words.ts';
import { SPEAKING_CLASS_POINTS, SPEAKING_POINTS, sumOf } from './points.ts';
import { isWrittenOut, readable } from './reading.ts';
import type { Rulebook } from './rulebook.ts';
import { pointsMayRaise, RAISING_WORDS } from './weigh.ts';

/**
 * Whether these words could raise the card at all: `false` only when no rule and no sum of points can, whatever the
 * full reading would find. Most texts end here. It looks for every class a word or phrase could have, those included that
 * a mask or a longer phrase would take out, so it errs towards reading on.
 */
export function mayRaise(words: readonly KnownWord[], book: Rulebook): boolean {
  const classes = classesOf(words, book);
  return book.alarms.mayFind(classes) || (manySpeak(words, classes, book) && mayAddUp(words, classes, book));
}

function classesOf(words: readonly KnownWord[], book: Rulebook): string[] {
  const classes: string[] = [];
  const writtenOut = isWrittenOut(shareOfMarked(words));
  let tokens: Token[] | null = null;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as KnownWord;
    for (const tag of writtenOut ? word.classes : word.bareClasses) add(tag, classes);
    if (word.token.capital && words[at - 1]?.token.kind === 'word') add('name', classes);
    if (word.followers === null) continue;
    const next = words[at + 1];
    if (!next || !word.followers.has(next.token.spelling.fold)) continue;
    tokens ??= words.map((one) => one.token);
    const matches: Match[] = readable(book.raisingIndex.matchesAt(tokens, at), tokens, writtenOut);
    for (const { tag } of matches) add(tag, classes);
  }
  return classes;
}

/** A text has few classes: looking through them is quicker than a set. */
function add(tag: string, classes: string[]): void {
  if (!classes.includes(tag)) classes.push(tag);
}

function shareOfMarked(words: readonly KnownWord[]): number {
  let counted = 0;
  let marked = 0;
  for (const word of words) {
    if (word.counted) counted++;
    if (word.marked) marked++;
  }
  return counted === 0 ? 0 : marked / counted;
}

/** Whether enough different words speak for danger, one of them perhaps a class. */
function manySpeak(words: readonly KnownWord[], classes: readonly string[], { points }: Rulebook): boolean {
  const speaking: string[] = [];
  let before: KnownWord | null = null;
  for (const word of words) {
    if (word.sign === null) continue;
    const own = word.ownDanger + (before?.points?.before?.get(word.sign)?.danger ?? 0);
    before = word;
    if (own >= SPEAKING_POINTS) add(word.sign, speaking);
    if (speaking.length >= RAISING_WORDS) return true;
  }
  if (speaking.length < RAISING_WORDS - 1) return false;
  return classes.some((tag) => (points.classes.get(tag)?.danger ?? 0) > SPEAKING_CLASS_POINTS);
}

/** Classes that speak against danger may be taken out of the text yet, so only those that speak for it are counted. */
function mayAddUp(words: readonly KnownWord[], classes: readonly string[], { points }: Rulebook): boolean {
  const speaking = classes.filter((tag) => (points.classes.get(tag)?.danger ?? 0) > 0);
  return pointsMayRaise(sumOf(words, speaking, points), points);
}
