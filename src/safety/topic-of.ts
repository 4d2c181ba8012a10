import type { Evidence, RatedFind } from './evidence.ts';
import { type SafetyTopic, TOPICS } from './lexicon.ts';
import type { Reading } from './reading.ts';
import type { SafetyLevel } from './safety.ts';

/** Word classes that tell what a text is about where no rule does. */
const CLASS_TOPICS: readonly (readonly [SafetyTopic, readonly string[]])[] = [
  ['suicide', ['death.', 'gone_then', 'swallow', 'theme.suicide']],
  ['trafficking', ['going.abroad', 'act.sell', 'act.slave', 'kidnap', 'carried_off', 'theme.trafficking']],
];

/** What the deciding finds are about. A child in the text makes violence a matter of the children's line. */
export function topicOf(
  decided: readonly RatedFind[],
  { reading }: Evidence,
  level: SafetyLevel,
): SafetyTopic | null {
  if (level === 'none') return null;
  const found = new Set(decided.map((find) => find.rule.topic));
  if (found.size === 0) found.add(topicByClasses(reading));
  if (found.has('violence') && hasTag(reading, ['child.'])) found.add('child');
  return TOPICS.find((topic) => found.has(topic)) ?? null;
}

function topicByClasses(reading: Reading): SafetyTopic {
  return CLASS_TOPICS.find(([, tags]) => hasTag(reading, tags))?.[0] ?? 'violence';
}

function hasTag(reading: Reading, beginnings: readonly string[]): boolean {
  for (const tag of reading.byTag.keys()) {
    if (beginnings.some((beginning) => tag.startsWith(beginning))) return true;
  }
  return false;
}
