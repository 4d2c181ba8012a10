import { type Analysis, findSure, matchAt } from './analysis.ts';
import type { CountMention } from './count-mention.ts';
import { numeralAt } from './numerals.ts';
import type { Token } from './tokens.ts';

/** Pupils are children up to lower secondary school: the school or class named decides for "học sinh" and "em". */
export function bySchool(a: Analysis, all: CountMention[]): CountMention[] {
  if (!all.some(isPupils)) return all;
  const mentions = addClasses(a, all).map((mention) => (isGrown(a, mention) ? grown(mention) : mention));
  const isLower = findSure(a, 'count.school.lower') !== null;
  const isUpper = findSure(a, 'count.school.upper') !== null;
  if (isLower === isUpper) return mentions;
  return mentions.map((mention) => {
    if (isLower) return mention.role === 'em' ? { ...mention, role: 'child' } : mention;
    return mention.role === 'child' && saysPupils(a, mention) ? { ...mention, role: 'older_pupil' } : mention;
  });
}

/** "25 đứa 16-18 tuổi": from sixteen on nobody is counted as a child, nor are "thanh niên 33 đứa". */
function isGrown(a: Analysis, { role, to, numberFrom }: CountMention): boolean {
  if (role === 'child' && a.tokens[numberFrom - 1]?.spelling.fold === 'nien')
    return a.tokens[numberFrom - 2]?.spelling.fold === 'thanh';
  const at = a.tokens[to]?.raw === '(' ? to + 1 : to;
  const from = role === 'child' ? matchAt(a, at, 'count.from_age') : null;
  const age = role === 'child' ? numeralAt(a, from ? from.to : at) : null;
  return age !== null && age.value >= GROWN_AGE && a.tokens.slice(age.to, age.to + AGE_REACH).some(isYears);
}

const GROWN_AGE = 16;
/** "16-18 tuổi" */
const AGE_REACH = 3;

function isYears({ spelling }: Token): boolean {
  return spelling.fold === 'tuoi';
}

function grown(mention: CountMention): CountMention {
  return { ...mention, role: 'older_pupil' };
}

function isPupils({ role }: CountMention): boolean {
  return role === 'child' || role === 'em';
}

/** "8A 40 em, 8B 38 em": the classes are added up. */
function addClasses(a: Analysis, mentions: CountMention[]): CountMention[] {
  const ofClasses = mentions.filter(
    (mention, at) =>
      isPupils(mention) && (isClass(a, mentions[at - 1]) || isOfClass(a, mention, mentions[at + 1])),
  );
  const [first, second] = ofClasses;
  if (!first || !second || ofClasses.length < mentions.filter(isPupils).length) return mentions;
  const value = ofClasses.reduce((sum, mention) => sum + mention.value, 0);
  return mentions.flatMap((mention) => {
    if (mention === first) return [{ ...first, value, to: ofClasses.at(-1)?.to ?? first.to }];
    return ofClasses.includes(mention) ? [] : [mention];
  });
}

/** "8A", "lớp 8" */
function isClass(a: Analysis, mention: CountMention | undefined): boolean {
  if (mention?.role !== 'other') return false;
  const letter = a.tokens[mention.numberFrom + 1];
  const isLettered = letter?.glued === true && /^[A-Ea-e]$/.test(letter.raw);
  return isLettered || CLASS.has(a.tokens[mention.numberFrom - 1]?.spelling.fold ?? '');
}

/** "37 hs lớp 6" */
function isOfClass(a: Analysis, mention: CountMention, next: CountMention | undefined): boolean {
  return next?.role === 'other' && next.numberFrom - mention.to === 1 && isClass(a, next);
}

const CLASS = new Set(['lop', 'khoi']);

const PUPIL = ['hoc', 'sinh'] as const;

function saysPupils(a: Analysis, { from, to }: CountMention): boolean {
  return a.tokens.slice(from, to).some(({ spelling }, at) => {
    const next = a.tokens[from + at + 1]?.spelling.fold;
    return spelling.fold === PUPIL[0] && next === PUPIL[1];
  });
}
