import { z } from 'zod';
import { type Analysis, isSure } from './analysis.ts';
import { chancesOf } from './chances.ts';
import type { Command, CommandReading } from './vi.ts';

/** Every label a message with no step open can get, in the order of the points of a ready sign. */
export const COMMANDS: readonly Command[] = [
  'report',
  'confirm_quarter',
  'content',
  'menu',
  'help',
  'stop',
  'resume',
  'my_data',
  'delete_data',
  'cancel',
  'edit',
  'join',
  'greeting',
  'none',
];

/**
 * How much each sign of a message speaks for each command. A sign is a word (`u:`), two words in a row (`b:`, `^` and
 * `$` are the ends of the message), a phrase list of the lexicon (`g:`), the length (`n:`), how many of the words are
 * not in the table (`o:`): who speaks of other things uses other words; or what the rules read (`r:`, with the rule).
 */
export const commandPointsSchema = z.record(z.string(), z.partialRecord(z.enum(COMMANDS), z.int()));

export type CommandPointTable = z.infer<typeof commandPointsSchema>;

/** A table made ready for looking up, by kind of sign, pairs by their first word: each has the number of a row. */
export interface CommandPoints {
  words: ReadonlyMap<string, number>;
  pairs: ReadonlyMap<string, ReadonlyMap<string, number>>;
  lists: ReadonlyMap<string, number>;
  /** The sign that every message has, the length, the strange words and what the rules read. */
  others: ReadonlyMap<string, number>;
  /** The points row by row, in the order of `COMMANDS`. */
  rows: Int16Array;
  /** 1 for each row that the message being read has counted; nothing else runs meanwhile. */
  counted: Uint8Array;
}

/** What the signs of a message speak for, with the chance of each command (they add up to one). */
export interface Likely {
  command: Command;
  chance: number;
  chanceOf: (command: Command) => number;
}

/** Makes a table ready. */
export function readyCommandPoints(table: CommandPointTable): CommandPoints {
  const words = new Map<string, number>();
  const lists = new Map<string, number>();
  const others = new Map<string, number>();
  const pairs = new Map<string, Map<string, number>>();
  const signs = Object.entries(table);
  for (const [row, [sign]] of signs.entries()) {
    const name = sign.slice('u:'.length);
    const [first = '', second = ''] = name.split(' ');
    if (sign.startsWith('u:')) words.set(name, row);
    else if (sign.startsWith('g:')) lists.set(name, row);
    else if (sign.startsWith('b:')) pairs.set(first, (pairs.get(first) ?? new Map()).set(second, row));
    else others.set(sign, row);
  }
  const rows = Int16Array.from(
    signs.flatMap(([, points]) => COMMANDS.map((command) => points[command] ?? 0)),
  );
  return { words, pairs, lists, others, rows, counted: new Uint8Array(signs.length) };
}

/** What the signs of a message add up to, what the rules read among them, or null where there is no table. Linear. */
export function likelyCommand(a: Analysis, byRules: CommandReading, points: CommandPoints): Likely | null {
  if (points.words.size === 0) return null;
  const sums: number[] = COMMANDS.map(() => 0);
  const counted: number[] = [];
  /** Each sign is counted once. */
  const count = (row: number | undefined) => {
    if (row === undefined || points.counted[row] === 1) return;
    points.counted[row] = 1;
    counted.push(row);
    const from = row * COMMANDS.length;
    for (let n = 0; n < sums.length; n++) sums[n] = (sums[n] as number) + (points.rows[from + n] as number);
  };
  const strange = new Set<string>();
  count(points.others.get('base'));
  let after = points.pairs.get(START);
  eachWord(a, (word, isWord) => {
    const own = points.words.get(word);
    if (own === undefined && isWord) strange.add(word);
    count(own);
    count(after?.get(word));
    after = points.pairs.get(word);
  });
  count(after?.get(END));
  for (const [tag, matches] of a.byTag) {
    const own = points.lists.get(tag);
    if (own !== undefined && (a.halfBare || matches.some(isSure))) count(own);
  }
  count(points.others.get(strangeSign(strange.size)));
  count(points.others.get(lengthSign(a)));
  for (const sign of ruleSigns(byRules)) count(points.others.get(sign));
  for (const row of counted) points.counted[row] = 0;
  return mostLikely(sums);
}

function mostLikely(sums: readonly number[]): Likely {
  const chances = chancesOf(sums);
  const chance = Math.max(...chances);
  const chanceOf = (command: Command) => chances[COMMANDS.indexOf(command)] as number;
  return { command: COMMANDS[chances.indexOf(chance)] as Command, chance, chanceOf };
}

const START = '^';
const END = '$';
const NUMBER = '#';
const STOP = '.';
const PAUSES = new Set(['.', ',', ';', '?', '!']);
/** Lists of the lexicon that say what a message is about. */
const TELLING = /^(cue|command|theme|form|unit|date)\./;
/** Lengths are told apart by halves of doublings, up to this many. */
const LONGEST_CLASS = 6;

/** From so many strange words on a message is simply strange. */
const MOST_STRANGE = 3;

/**
 * The names of all signs of a message, as the table lists them: for working the points out.
 * @param isKnown - Whether the table knows a word, given as its sign.
 */
export function commandSigns(a: Analysis, isKnown: (wordSign: string) => boolean): Set<string> {
  const signs = new Set(['base']);
  const strange = new Set<string>();
  let before = START;
  eachWord(a, (word, isWord) => {
    if (isWord && !isKnown(`u:${word}`)) strange.add(word);
    signs.add(`u:${word}`).add(`b:${before} ${word}`);
    before = word;
  });
  signs.add(`b:${before} ${END}`);
  for (const [tag, matches] of a.byTag) {
    if (TELLING.test(tag) && (a.halfBare || matches.some(isSure))) signs.add(`g:${tag}`);
  }
  return signs.add(strangeSign(strange.size)).add(lengthSign(a));
}

/** The names of the signs of what the rules read: the command, and the command with the rule that read it. */
export function ruleSigns({ command, why }: CommandReading): string[] {
  const rule = why[0]?.rule;
  return rule === undefined ? [`r:${command}`] : [`r:${command}`, `r:${command} ${rule}`];
}

function strangeSign(words: number): string {
  return `o:${Math.min(MOST_STRANGE, words)}`;
}

function lengthSign({ tokens }: Analysis): string {
  return `n:${Math.min(LONGEST_CLASS, Math.floor(2 * Math.log2(tokens.length + 1)))}`;
}

/** Numbers are one word, pauses another; other marks say nothing. */
function eachWord({ tokens }: Analysis, take: (word: string, isWord: boolean) => void): void {
  for (const { kind, raw, spelling } of tokens) {
    if (kind === 'word') take(spelling.fold, true);
    else if (kind === 'number') take(NUMBER, false);
    else {
      const word = pause(kind, raw);
      if (word !== null) take(word, false);
    }
  }
}

function pause(kind: string, raw: string): string | null {
  return kind === 'break' || PAUSES.has(raw) ? STOP : null;
}
