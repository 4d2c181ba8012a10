import { type Analysis, findSure } from './analysis.ts';
import type { CountMention } from './count-mention.ts';

/** Pupils are children up to lower secondary school: the school or class named decides for "học sinh" and "em". */
export function bySchool(a: Analysis, all: CountMention[]): CountMention[] {
  if (!all.some(isPupils)) return all;
  const mentions = addClasses(a, all).map((mention) => (isGrown(a, mention) ? grown(mention) : mention));
  const isLower = findSure(a, 'count.school.lower') !== null || isForChildren(a);
  const isUpper = findSure(a, 'count.school.upper') !== null;
  if (isLower === isUpper) return mentions;
  return mentions.map((mention) => {
    if (isLower) return mention.role === 'em' ? { ...mention, role: 'child' } : mention;
    return mention.role === 'child' && saysPupils(a, mention) ? { ...mention, role: 'older_pupil' } : mention;
  });
}

/** "tổ chức cho trẻ em vẽ tranh, 29 em" */
function isForChildren(a: Analysis): boolean {
  return a.byTag.get('count.for_children')?.some(({ quality }) => quality >= 2 || a.bare) ?? false;
}

/** "thanh niên 33 đứa": nobody of them is counted as a child. */
function isGrown(a: Analysis, { role, numberFrom }: CountMention): boolean {
  if (role !== 'child' || a.tokens[numberFrom - 1]?.spelling.fold !== 'nien') return false;
  return a.tokens[numberFrom - 2]?.spelling.fold === 'thanh';
}

function grown(mention: CountMention): CountMention {
  return { ...mention, role: 'older_pupil' };
}

function isPupils({ role }: CountMention): boolean {
  return role === 'child' || role === 'em';
}

/** "8A 40 em, 8B 38 em": the classes are added up; of "10 em lớp 6, 12 em lớp 10" some are children. */
function addClasses(a: Analysis, mentions: CountMention[]): CountMention[] {
  const classes = new Map<CountMention, number>();
  let isBefore: boolean | null = null;
  for (const [at, mention] of mentions.entries()) {
    if (!isPupils(mention)) continue;
    const [before, after] = [mentions[at - 1], mentions[at + 1]];
    isBefore ??= isClass(a, before);
    const named = isBefore ? isClass(a, before) : isOfClass(a, mention, after);
    const grade = (isBefore ? before : after)?.value;
    if (named && grade !== undefined) classes.set(mention, grade);
  }
  const ofClasses = [...classes.keys()];
  const [first, second] = ofClasses;
  if (!first || !second || ofClasses.length < mentions.filter(isPupils).length) return mentions;
  const all = { ...first, value: sumOf(ofClasses), to: ofClasses.at(-1)?.to ?? first.to };
  const young = ofClasses.filter((mention) => (classes.get(mention) ?? 0) <= LAST_OF_CHILDREN);
  const isMixed = young.length > 0 && young.length < ofClasses.length;
  const sums: CountMention[] = isMixed
    ? [
        { ...all, role: 'em' },
        { ...all, role: 'child', value: sumOf(young) },
      ]
    : [all];
  return mentions.flatMap((mention) => {
    if (mention === first) return sums;
    return classes.has(mention) ? [] : [mention];
  });
}

/** The last class of lower secondary school. */
const LAST_OF_CHILDREN = 9;

function sumOf(mentions: readonly CountMention[]): number {
  return mentions.reduce((sum, { value }) => sum + value, 0);
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
