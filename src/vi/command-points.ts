import { z } from 'zod';
import { type Analysis, isSure } from './analysis.ts';
import type { Command } from './vi.ts';

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

/** A hundred points are one step on the scale of chances (log odds). */
export const POINTS_PER_UNIT = 100;

/**
 * How much each sign of a message speaks for each command. A sign is a word (`u:`), two words in a row (`b:`, `^` and
 * `$` are the ends of the message), a phrase list of the lexicon (`g:`), the length (`n:`) or how many of the words are
 * not in the table (`o:`): who speaks of other things uses other words.
 */
export const commandPointsSchema = z.record(z.string(), z.partialRecord(z.enum(COMMANDS), z.int()));

export type CommandPointTable = z.infer<typeof commandPointsSchema>;

/** The table made ready: sign → points in the order of `COMMANDS`. */
export type CommandPoints = ReadonlyMap<string, Int16Array>;

/** What the signs of a message speak for, with the chance of each command (they add up to one). */
export interface Likely {
  command: Command;
  chance: number;
  chanceOf: (command: Command) => number;
}

/** Makes a table ready. */
export function readyCommandPoints(table: CommandPointTable): CommandPoints {
  return new Map(
    Object.entries(table).map(([sign, points]) => [
      sign,
      Int16Array.from(COMMANDS, (command) => points[command] ?? 0),
    ]),
  );
}

/** What the signs of a message add up to, or null where there is no table. Linear. */
export function likelyCommand(a: Analysis, points: CommandPoints): Likely | null {
  if (points.size === 0) return null;
  const sums = new Float64Array(COMMANDS.length);
  for (const sign of commandSigns(a, (word) => points.has(word))) {
    const own = points.get(sign);
    if (own) for (let n = 0; n < sums.length; n++) sums[n] = (sums[n] as number) + (own[n] as number);
  }
  let best = 0;
  for (let n = 1; n < sums.length; n++) if ((sums[n] as number) > (sums[best] as number)) best = n;
  const top = sums[best] as number;
  const odds = sums.map((sum) => Math.exp((sum - top) / POINTS_PER_UNIT));
  const whole = odds.reduce((sum, odd) => sum + odd, 0);
  const chanceOf = (command: Command) => (odds[COMMANDS.indexOf(command)] as number) / whole;
  return { command: COMMANDS[best] as Command, chance: 1 / whole, chanceOf };
}

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
 * Every sign of a message, each once.
 * @param isKnown - Whether the table knows a word, given as its sign.
 */
export function commandSigns(a: Analysis, isKnown: (wordSign: string) => boolean): Set<string> {
  const signs = new Set(['base']);
  let before = '^';
  let strange = 0;
  for (const { kind, raw, spelling } of a.tokens) {
    const word = kind === 'word' ? spelling.fold : kind === 'number' ? NUMBER : pause(kind, raw);
    if (word === null) continue;
    const sign = `u:${word}`;
    if (kind === 'word' && !signs.has(sign) && !isKnown(sign)) strange++;
    signs.add(sign).add(`b:${before} ${word}`);
    before = word;
  }
  signs.add(`b:${before} $`);
  for (const [tag, matches] of a.byTag) {
    if (TELLING.test(tag) && (a.halfBare || matches.some(isSure))) signs.add(`g:${tag}`);
  }
  signs.add(`o:${Math.min(MOST_STRANGE, strange)}`);
  return signs.add(`n:${Math.min(LONGEST_CLASS, Math.floor(2 * Math.log2(a.tokens.length + 1)))}`);
}

function pause(kind: string, raw: string): string | null {
  return kind === 'break' || PAUSES.has(raw) ? STOP : null;
}
