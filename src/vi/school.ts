import { type Analysis, findSure } from './analysis.ts';
import type { CountMention } from './count-mention.ts';

/** Pupils are children up to lower secondary school: the school or class named decides for "học sinh" and "em". */
export function bySchool(a: Analysis, mentions: CountMention[]): CountMention[] {
  if (!mentions.some(({ role }) => role === 'child' || role === 'em')) return mentions;
  const isLower = findSure(a, 'count.school.lower') !== null;
  const isUpper = findSure(a, 'count.school.upper') !== null;
  if (isLower === isUpper) return mentions;
  return mentions.map((mention) => {
    if (isLower) return mention.role === 'em' ? { ...mention, role: 'child' } : mention;
    return mention.role === 'child' && saysPupils(a, mention) ? { ...mention, role: 'older_pupil' } : mention;
  });
}

const PUPIL = ['hoc', 'sinh'] as const;

function saysPupils(a: Analysis, { from, to }: CountMention): boolean {
  return a.tokens.slice(from, to).some(({ spelling }, at) => {
    const next = a.tokens[from + at + 1]?.spelling.fold;
    return spelling.fold === PUPIL[0] && next === PUPIL[1];
  });
}
