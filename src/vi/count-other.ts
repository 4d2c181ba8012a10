import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import { codeMatches } from './codes.ts';
import type { Amount } from './count-amount.ts';
import { MOST_PEOPLE } from './count-mention.ts';
import { numeralAt } from './numerals.ts';
import type { Match } from './phrase-index.ts';

const MOST_NAME_WORDS = 3;
/** Villages, groups and classes are not numbered higher. */
const HIGHEST_NAME_NUMBER = 30;

const MONTHS = 12;

const MORE = new Set([
  'nhiêu2',
  'đông',
  'chiêm1',
  'it1',
  'hơn',
  'chưa',
  'không',
  'la2',
  'co1',
  'nhiêu',
  'đêu2',
  'nhieu',
  'dong',
  'it',
]);

export function saysMore(a: Analysis, at: number): boolean {
  return MORE.has(a.tokens[at]?.spelling.key ?? '');
}

/** True when the word before a further number labels that number ("nữ 30 nam 20"). */
export function isLabelOfNext(a: Analysis, unit: Match): boolean {
  let at = unit.to;
  for (let step = 0; step < 2; step++) {
    const helper = matchAt(a, at, 'count.link') ?? matchAt(a, at, 'count.rough');
    // "ba mươi lăm phụ nữ và mười lăm nam giới": the figure after "và" has a unit of its own.
    if (helper && AND.has(a.tokens[at]?.spelling.fold ?? '')) return !hasUnit(a, helper.to);
    if (helper) at = helper.to;
    else if (a.tokens[at]?.raw === ':') at++;
  }
  const number = numeralAt(a, at);
  return number !== null && a.tokens[unit.to]?.kind !== 'break' && !isAge(a, number.to);
}

/** "50 người nam nữ", "50 nam và nữ": where the other sex ends that is counted with `sex`, or null. */
export function bothSexesTo(a: Analysis, at: number, sex: 'female' | 'male'): number | null {
  const from = AND.has(a.tokens[at]?.spelling.fold ?? '') ? at + 1 : at;
  const other = matchAt(a, from, sex === 'female' ? 'unit.male' : 'unit.female', a.bare ? 1 : 2);
  return other && !isLabelOfNext(a, other) ? other.to : null;
}

/** "cả nam và nữ 30 người": the label ends a pair of both sexes, so that the figure counts everybody. */
export function endsBothSexes(a: Analysis, { tag, from }: Match): boolean {
  const other = OTHER_SEX.get(tag);
  if (other === undefined || !AND.has(a.tokens[from - 1]?.spelling.fold ?? '')) return false;
  const before = matchBefore(a, from - 1, other);
  return before !== null && a.tokens[before.from - 1]?.kind !== 'number';
}

const OTHER_SEX: ReadonlyMap<string, string> = new Map([
  ['count.label.female', 'count.label.male'],
  ['count.label.male', 'count.label.female'],
]);
const AND: ReadonlySet<string> = new Set(['va', 'voi', 'cung', 'lan']);

function hasUnit(a: Analysis, at: number): boolean {
  const number = numeralAt(a, at);
  return number === null || matchAt(a, number.to, 'unit') !== null;
}

/** "25 đứa 16-18 tuổi" */
function isAge(a: Analysis, at: number): boolean {
  const range = a.tokens[at]?.raw === '-' ? numeralAt(a, at + 1) : null;
  return a.tokens[range ? range.to : at]?.spelling.key === 'tuôi3';
}

/** Percentages, decimals, codes, classes ("8A") and long figures. */
export function isFigureOfSomethingElse(a: Analysis, amount: Amount, unit: Match | null): boolean {
  const next = a.tokens[amount.to];
  const before = a.tokens[amount.from - 1];
  if (next?.raw === '%' || amount.value > MOST_PEOPLE) return true;
  // "cuối tháng 10 em quên gửi"
  if (amount.value <= MONTHS && before?.spelling.fold === 'thang' && unit?.tag === 'unit.em') return true;
  const decimal = (mark: typeof next, digit: typeof next) =>
    (mark?.raw === ',' || mark?.raw === '.') && mark.glued && digit?.kind === 'number' && digit.glued;
  if (decimal(next, a.tokens[amount.to + 1]) || isClassLetter(a, amount)) return true;
  if (
    before?.kind === 'mark' &&
    decimal(before, a.tokens[amount.from]) &&
    a.tokens[amount.from - 2]?.kind === 'number'
  )
    return true;
  if (before?.glued && INSIDE_CODES.test(before.raw) && a.tokens[amount.from]?.glued) return true;
  if (
    next?.kind === 'word' &&
    next.glued &&
    /^(?:[A-Z]|[abc])$/.test(next.raw) &&
    (next.capital || isClassName(before))
  )
    return true;
  if (
    before?.raw === '-' &&
    before.glued &&
    a.tokens[amount.from - 2]?.kind === 'word' &&
    a.tokens[amount.from - 2]?.capital
  ) {
    return a.tokens[amount.from]?.glued === true;
  }
  if (unit && unit.tag !== 'unit.other') return false;
  if (!unit && isListNumber(a, amount)) return true;
  if (!unit && YEAR.test(a.tokens[amount.from]?.raw ?? '')) return true;
  return isNameNumber(a, amount);
}

/** "(1) nam 19 (2) nữ 26", but in "nữ (3), nam (20)" the figures count. */
function isListNumber(a: Analysis, { from, to, value }: Amount): boolean {
  const isInBrackets = a.tokens[from - 1]?.raw === '(' && a.tokens[to]?.raw === ')';
  return isInBrackets && value <= LAST_OF_LIST && matchBefore(a, from - 1, 'count.label') === null;
}

const LAST_OF_LIST = 4;

/** "Luật … 2024" */
const YEAR = /^20[0-3]\d$/;

/** "1tr2", "2k5", "6a1" */
const INSIDE_CODES = /^(?:tr|k|m|tỷ|triệu|[a-e])$/i;

/** "18 giờ 30" */
export function isMinutes(a: Analysis, amount: Amount): boolean {
  const clock = amount.value < MINUTES_OF_HOUR ? matchBefore(a, amount.from, 'date.clock') : null;
  const hour = clock ? a.tokens[clock.from - 1] : undefined;
  return hour?.kind === 'number' && Number(hour.raw) <= HOURS_OF_DAY;
}

const MINUTES_OF_HOUR = 60;
const HOURS_OF_DAY = 24;

const LAST_CLASS = 12;
const WORDS_TO_CLASS = 8;

/** "lớp 4a 4b 4c" */
function isClassLetter(a: Analysis, amount: Amount): boolean {
  const letter = a.tokens[amount.to];
  if (letter?.kind !== 'word' || !letter.glued || !/^[a-e]$/.test(letter.raw) || amount.value > LAST_CLASS)
    return false;
  const from = Math.max(0, amount.from - WORDS_TO_CLASS);
  return a.tokens.slice(from, amount.from).some(isClassName);
}

function isClassName(before: Analysis['tokens'][number] | undefined): boolean {
  return before?.spelling.fold === 'lop';
}

/** "thôn 3", "thôn Mẫu 02", "lớp 8", "tổng đài 111" */
export function isNameNumber(a: Analysis, amount: Amount): boolean {
  if (amount.inWords && amount.value > HIGHEST_NAME_NUMBER) return false;
  const head = matchBefore(a, amount.from, 'name_head');
  const label = matchBefore(a, amount.from, 'count.label');
  if (label && (!head || label.from <= head.from)) return false;
  if (head && (head.quality >= 2 || a.halfBare) && !isOverVillages(a, head, amount.value)) return true;
  if (isFurtherClass(a, amount.from) || isFurtherAge(a, amount) || isSisterVillage(a, amount)) return true;
  if (amount.value > HIGHEST_NAME_NUMBER) return false;
  for (let words = 1; words <= MOST_NAME_WORDS; words++) {
    const at = amount.from - words;
    const token = a.tokens[at];
    if (token?.kind !== 'word') return false;
    const place = matchBefore(a, at, 'place_head');
    if (place && (place.quality >= 2 || a.bare))
      return !endsInVerb(a, amount.from) && !isOwn(a, amount.from - 1);
  }
  return false;
}

/** "họp thôn 49": no village has such a number. */
function isOverVillages(a: Analysis, head: Match, value: number): boolean {
  return value > HIGHEST_NAME_NUMBER && VILLAGE_HEADS.has(a.tokens[head.to - 1]?.spelling.fold ?? '');
}

const VILLAGE_HEADS: ReadonlySet<string> = new Set(['thon', 'xom', 'lang', 'buon']);

/** "thôn em 30": whose village it is, not which. */
function isOwn(a: Analysis, at: number): boolean {
  return OWN.has(a.tokens[at]?.spelling.key ?? '');
}

const OWN: ReadonlySet<string> = new Set(['em', 'minh2', 'tui', 'tôi', 'chi5', 'anh', 'minh', 'toi']);

/** "lớp 8, 9 và 10": further classes, not people. */
function isFurtherClass(a: Analysis, from: number): boolean {
  let at = from;
  for (let step = 0; step < MOST_CLASSES; step++) {
    if (!JOINS.has(a.tokens[at - 1]?.raw.toLowerCase() ?? '') || a.tokens[at - 2]?.kind !== 'number') break;
    at -= 2;
  }
  return at < from && CLASS_HEADS.has(a.tokens[at - 1]?.spelling.fold ?? '');
}

const MOST_CLASSES = 6;
const JOINS = new Set([',', '-', '+', '&', 'và', 'va', 'với']);
const CLASS_HEADS = new Set(['lop', 'khoi']);

/** "thôn Mẫu 2 họp chung Mẫu 3": the name of a village said before, with another number. */
function isSisterVillage(a: Analysis, { from, value }: Amount): boolean {
  const name = a.tokens[from - 1];
  if (value > HIGHEST_NAME_NUMBER || name?.kind !== 'word') return false;
  return (a.byTag.get('place_head') ?? []).some(
    ({ to, quality }) =>
      to < from - 1 &&
      (quality >= 2 || a.bare) &&
      a.tokens[to]?.spelling.fold === name.spelling.fold &&
      a.tokens[to + 1]?.kind === 'number',
  );
}

/** "tuổi 13 14, 96 em": between which they are. */
function isFurtherAge(a: Analysis, { from, value }: Amount): boolean {
  const before = a.tokens[from - 1];
  return value <= LAST_OF_AGES && before?.kind === 'number' && a.tokens[from - 2]?.spelling.fold === 'tuoi';
}

const LAST_OF_AGES = 25;

function endsInVerb(a: Analysis, at: number): boolean {
  return (
    (matchBefore(a, at, 'count.link') ??
      matchBefore(a, at, 'count.attended') ??
      matchBefore(a, at, 'count.rough')) !== null
  );
}

/** "… bạo lực gia đình nữ 28": the subject is over, the sex is counted. */
export function isAfterSubject(a: Analysis, label: Match): boolean {
  if (label.to - label.from !== 1 || !SEX_LABELS.has(label.tag)) return false;
  return [...codeMatches(a, 'theme'), ...codeMatches(a, 'form')].some((match) => match.to === label.from);
}

const SEX_LABELS = new Set(['count.label.female', 'count.label.male']);

/** "4 dân tộc" are peoples, not heads. */
export function isPeoples(a: Analysis, amount: Amount, unit: Match): boolean {
  return (
    amount.value <= MOST_PEOPLES && unit.to - unit.from === 2 && a.tokens[unit.from]?.spelling.fold === 'dan'
  );
}

const MOST_PEOPLES = 5;
