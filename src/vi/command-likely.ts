import { type Analysis, whyOf } from './analysis.ts';
import { codeMatches } from './codes.ts';
import { type CommandPoints, likelyCommand } from './command-points.ts';
import { deniedThemes } from './themes.ts';
import type { Command, CommandReading } from './vi.ts';

/** The chance from which all words together decide, with what the rules read as one sign among them. */
const SURE_CHANCE = 0.5;
/** What would be hard to bear by mistake needs more: messages no longer sent, data erased. */
const SURER_CHANCE = 0.8;
const GRAVE: ReadonlySet<Command> = new Set(['stop', 'delete_data']);
/** Below this chance a rule is taken to have read the message wrongly, even where nothing else is sure. */
const UNLIKELY_CHANCE = 0.1;

/** What all words of a message add up to, with what the rules read as one sign among them. */
export function withPoints(a: Analysis, byRules: CommandReading, points: CommandPoints): CommandReading {
  const decided = (command: Command): CommandReading => {
    const topic = command === 'content' ? topicOf(a) : null;
    return { command, topic, whole: false, why: [whyOf(a, 'words', 0, a.tokens.length)] };
  };
  const likely = likelyCommand(a, byRules, points);
  if (!likely || likely.command === byRules.command) return byRules;
  if (likely.chance < (GRAVE.has(likely.command) ? SURER_CHANCE : SURE_CHANCE))
    return likely.chanceOf(byRules.command) >= UNLIKELY_CHANCE ? byRules : decided('none');
  return decided(likely.command);
}

/** The theme asked about: a law on a theme is that theme, and one that is not wanted is none. */
export function topicOf(a: Analysis): string | null {
  const named = codeMatches(a, 'theme').map((match) => match.tag.slice('theme.'.length));
  const denied = deniedThemes(a);
  const codes = named.filter((code) => !denied.has(code));
  return codes.find((code) => !LOOSE_TOPICS.has(code)) ?? codes[0] ?? null;
}

const LOOSE_TOPICS = new Set(['phap_luat', 'khac']);
