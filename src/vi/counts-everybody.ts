import { type Analysis, isSure, matchAt, matchBefore, matchesOf } from './analysis.ts';
import type { CountMention } from './count-mention.ts';
import type { Match } from './phrase-index.ts';

const MOST_WORDS_TO_GROUP = 3;

/** "toàn nữ", "100% là người Raglai", "nữ hết": everybody is of that group. */
export function everybody(
  a: Analysis,
  group: 'female' | 'male' | 'dtts' | 'child',
  total: number | null,
): number | null {
  if (total === null || (group === 'dtts' && isMajorityCounted(a))) return null;
  for (const all of matchesOf(a, 'count.all')) {
    // "an toàn giao thông nha chị" speaks of no women.
    if (a.tokens[all.from - 1]?.spelling.key === 'an' || isRest(a, all.from - 1)) continue;
    for (let at = all.to; at <= all.to + MOST_WORDS_TO_GROUP; at++) {
      if (isGroupAt(a, at, group) || (group === 'dtts' && isNounOfAll(a, all, at))) return total;
      // "chỉ có đàn ông đi"
      if (a.tokens[at]?.kind !== 'word' || isOtherSexAt(a, at, group)) break;
    }
  }
  for (const all of matchesOf(a, 'count.all_after')) {
    const from = beforeSmallWords(a, all.from);
    const label =
      matchBefore(a, from, `unit.${group}`) ??
      (group in NOUNS ? matchBefore(a, from, NOUNS[group] as string) : null);
    if (label && (label.quality >= 2 || a.bare) && a.tokens[label.from - 1]?.kind !== 'number') return total;
  }
  return null;
}

/** "còn lại toàn mấy bà" */
function isRest(a: Analysis, at: number): boolean {
  return a.tokens[at]?.spelling.fold === 'lai' && a.tokens[at - 1]?.spelling.fold === 'con';
}

/** "3 người Kinh, còn lại đồng bào hết": not everybody is. */
function isMajorityCounted(a: Analysis): boolean {
  return a.tokens.some(
    ({ kind, spelling }, at) =>
      kind === 'word' &&
      spelling.fold === 'kinh' &&
      (a.tokens[at - 1]?.kind === 'number' ||
        (a.tokens[at - 2]?.kind === 'number' && a.tokens[at - 1]?.spelling.fold === 'nguoi')),
  );
}

/** "ai cũng là đồng bào"; "tất cả đồng bào" are only all people. */
function isNounOfAll(a: Analysis, all: Match, at: number): boolean {
  const first = a.tokens[all.from]?.spelling.fold ?? '';
  const noun = at === all.to && ALL_ARE.has(first) ? matchAt(a, at, 'count.dtts_noun', a.bare ? 1 : 2) : null;
  return noun !== null && !isLabelled(a, noun.to);
}

const ALL_ARE: ReadonlySet<string> = new Set(['ai', 'deu', 'toan', 'thuan', 'rat']);

function isOtherSexAt(a: Analysis, at: number, group: string): boolean {
  const other = group === 'female' ? 'unit.male' : group === 'male' ? 'unit.female' : null;
  const found = other ? matchAt(a, at, other) : null;
  return found !== null && found.to - found.from > 1;
}

/** Words that name a group only where all are meant. */
const NOUNS: Readonly<Record<string, string>> = { female: 'unit.woman_word', dtts: 'count.dtts_noun' };

/** "đồng bào mình hết", "DTTS: 100%" */
function beforeSmallWords(a: Analysis, to: number): number {
  const before = a.tokens[to - 1];
  return before?.raw === ':' || OURS.has(before?.spelling.fold ?? '') ? to - 1 : to;
}

const OURS: ReadonlySet<string> = new Set(['minh', 'ca', 'deu']);

function isGroupAt(a: Analysis, at: number, group: string): boolean {
  const found = matchAt(a, at, `unit.${group}`) ?? (group === 'female' ? womanAt(a, at) : null);
  if (!found || isLabelled(a, found.to)) return false;
  return found.to - found.from > 1 || found.quality >= 2 || a.bare;
}

function womanAt(a: Analysis, at: number) {
  const found = matchAt(a, at, 'unit.woman_word');
  // "deu co hop" is no cô.
  if (found && found.quality < 2 && found.to - found.from === 1 && a.tokens[at]?.spelling.fold === 'co')
    return null;
  // "… nha chị!!" speaks to somebody.
  if (matchBefore(a, at, 'answer.filler', 3)) return null;
  // "toàn bà con Raglai" says nothing of women.
  const longer = matchAt(a, at, 'unit.person');
  if (found && longer && longer.to > found.to) return null;
  return found && a.tokens[found.to - 1]?.spelling.key !== 'viên' ? found : null;
}

function isLabelled(a: Analysis, at: number): boolean {
  const mark = a.tokens[at]?.raw === ':' ? at + 1 : at;
  return a.tokens[mark]?.kind === 'number';
}

/** "không có trẻ em", "nam không có ai" */
export function nobodyOf(a: Analysis, group: 'female' | 'male' | 'dtts' | 'child'): number | null {
  for (const none of matchesOf(a, 'count.none_of', (match) => isSure(match) || a.bare)) {
    const noun = matchAt(a, none.to, `unit.${group}`);
    if (noun && none.to - none.from > 1 && (noun.quality >= 2 || a.bare)) return 0;
    const label =
      matchBefore(a, none.from, `unit.${group}`) ?? matchBefore(a, none.from - 1, `unit.${group}`);
    const next = a.tokens[none.to];
    const closed =
      next?.kind !== 'word' ||
      matchAt(a, none.to, 'count.filler', a.halfBare ? 1 : 2) !== null ||
      next.spelling.fold === 'ai';
    if (label && closed && (label.quality >= 2 || a.bare)) return 0;
  }
  return null;
}

export function saysNobody(a: Analysis, mentions: readonly CountMention[]): boolean {
  return mentions.every((mention) => mention.role === 'other') && saysZero(a);
}

/** "không có ai tới": nobody came; in "không ai hỏi gì" and "chưa ai trả lời" those who came did something else. */
export function saysZero(a: Analysis): boolean {
  return matchesOf(a, 'count.zero', isSure).some((zero) => {
    const next = a.tokens[zero.to];
    if (next?.kind !== 'word' || !NOBODY.has(a.tokens[zero.to - 1]?.spelling.fold ?? '')) return true;
    return BEHIND_NOBODY.some((tag) => matchAt(a, zero.to, tag, a.halfBare ? 1 : 2) !== null);
  });
}

/** ai, người nào, không có người */
const NOBODY: ReadonlySet<string> = new Set(['ai', 'nao', 'nguoi']);
const BEHIND_NOBODY = ['count.came', 'count.attended', 'count.filler', 'answer.filler', 'answer.polite'];
