import { type Analysis, whyOf } from './analysis.ts';
import { codeMatches } from './codes.ts';
import { type CommandPoints, likelyCommand } from './command-points.ts';
import type { Command, CommandReading } from './vi.ts';

/** The chance from which the words alone make a command of a message that no rule knows. */
const SURE_CHANCE = 0.6;
/** What would be hard to bear by mistake needs more: messages no longer sent, data erased. */
const SURER_CHANCE = 0.8;
const GRAVE: ReadonlySet<Command> = new Set(['stop', 'delete_data']);
/** Below this chance a rule is taken to have read the message wrongly. */
const UNLIKELY_CHANCE = 0.03;

/** What no rule knows, or a rule reads against nearly all the words, is decided by what the words add up to. */
export function withPoints(a: Analysis, byRules: CommandReading, points: CommandPoints): CommandReading {
  const likely = likelyCommand(a, points);
  if (!likely || likely.command === byRules.command) return byRules;
  if (likely.chance < (GRAVE.has(likely.command) ? SURER_CHANCE : SURE_CHANCE)) return byRules;
  if (byRules.command !== 'none' && likely.chanceOf(byRules.command) >= UNLIKELY_CHANCE) return byRules;
  const topic = likely.command === 'content' ? topicOf(a) : null;
  return { command: likely.command, topic, whole: false, why: [whyOf(a, 'words', 0, a.tokens.length)] };
}

/** The theme asked about: a law on a theme is that theme. */
export function topicOf(a: Analysis): string | null {
  const codes = codeMatches(a, 'theme').map((match) => match.tag.slice('theme.'.length));
  return codes.find((code) => !LOOSE_TOPICS.has(code)) ?? codes[0] ?? null;
}

const LOOSE_TOPICS = new Set(['phap_luat', 'khac']);
