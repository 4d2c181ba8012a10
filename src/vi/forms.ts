import { type Analysis, matchAt, matchBefore, whyOf } from './analysis.ts';
import { heard } from './asked-back.ts';
import { codeMatches, villageMeeting } from './codes.ts';
import { numeralAt } from './numerals.ts';
import type { Match } from './phrase-index.ts';
import { planOf } from './planned-forms.ts';
import { subjectMatches } from './themes.ts';
import type { Token } from './tokens.ts';
import type { CodesReading } from './vi.ts';

/** Forms that already say what kind of meeting it was. */
const OTHER_MEETINGS = ['hop_thon', 'chi_hoi', 'doi_thoai'];

/**
 * The forms named in a text, by a word or by a plain description. What is only planned is none, but where the text tells
 * of a plan alone (`isPlan`).
 */
export function readForms(a: Analysis, isPlan = false): CodesReading {
  const named = formsHere(a, isPlan);
  const codes = [...new Set(named.map(({ tag }) => tag.slice('form.'.length)))];
  const why = named.map(({ tag, from, to }) => whyOf(a, tag, from, to));
  const meeting = codes.some((code) => OTHER_MEETINGS.includes(code)) ? null : villageMeeting(a);
  if (meeting) {
    codes.push('hop_thon');
    why.push(whyOf(a, 'form.hop_thon', meeting.from, meeting.to));
  }
  const visit = codes.includes('ho_gia_dinh') ? null : (visits(a) ?? housesOf(a) ?? lonelyHouses(a, codes));
  if (visit) {
    codes.push('ho_gia_dinh');
    why.push(whyOf(a, 'form.ho_gia_dinh', visit.from, visit.to));
  }
  const lesson = codes.includes('truong_hoc') ? null : inClass(a);
  if (lesson) {
    codes.push('truong_hoc');
    why.push(whyOf(a, 'form.truong_hoc', lesson.from, lesson.to));
  }
  return { codes, why };
}

/** Forms that the text names only as planned or not used. */
export function deniedForms(a: Analysis, isPlan: boolean): ReadonlySet<string> {
  const here = new Set(formsHere(a, isPlan).map(({ tag }) => tag));
  const denied = codeMatches(a, 'form').filter(
    (form) => !here.has(form.tag) && (isNotUsed(a, form) || planOf(a, form) !== null),
  );
  return new Set(denied.map(({ tag }) => tag.slice('form.'.length)));
}

function formsHere(a: Analysis, isPlan: boolean): readonly Match[] {
  const forms = namedForms(a).map((form) => ({ form, plan: planOf(a, form) }));
  const isHeld = !isPlan || forms.some(({ plan }) => plan === null);
  return forms.filter(({ plan }) => plan === null || (plan === 'planned' && !isHeld)).map(({ form }) => form);
}

/** The forms, but for a word of a longer subject: "lừa gạt qua Facebook" and "bắt nạt học đường" name none. Linear. */
function namedForms(a: Analysis): readonly Match[] {
  const subjects = subjectMatches(a);
  let at = 0;
  return codeMatches(a, 'form').filter((form) => {
    if (isCountOfGroups(a, form)) return false;
    if (isNotUsed(a, form)) return false;
    while ((subjects[at]?.to ?? Number.POSITIVE_INFINITY) < form.to) at++;
    const subject = subjects[at];
    const inside = subject !== undefined && subject.from <= form.from;
    return !(inside && subject.to - subject.from > form.to - form.from);
  });
}

/** "7 chi hội dự thi" */
function isCountOfGroups(a: Analysis, { tag, from }: Match): boolean {
  return tag === 'form.chi_hoi' && a.tokens[from - 1]?.kind === 'number';
}

/** "chưa họp dân", "không qua loa", "loa thôn hư" */
function isNotUsed(a: Analysis, { tag, from, to }: Match): boolean {
  if (NOT_YET.has(heard(a, from - 1))) return true;
  const least = a.bare ? 1 : 2;
  // "sau Katê", "Katê xong rồi mới làm"
  if (
    tag === 'form.le_hoi' &&
    (matchBefore(a, from, 'form_over.before', least) || matchAt(a, to, 'form_over.after', least))
  )
    return true;
  return matchBefore(a, from, 'form_denied', least) !== null || matchAt(a, to, 'form_broken', least) !== null;
}

/** "chưa họp dân được" */
const NOT_YET: ReadonlySet<string> = new Set(['chưa', 'chua']);

/** "nha" is as often a word of manners, "ho" behind a figure is hộ. */
const HOUSEHOLD = 'ho';

/** "đi 12 nhà", "vận động 10 hộ": households that somebody went to. */
function visits(a: Analysis): { from: number; to: number } | null {
  if (!a.byTag.has('visit_verb')) return null;
  for (let at = 1; at < a.tokens.length; at++) {
    const verb = matchBefore(a, at, 'visit_verb');
    const count = verb ? numeralAt(a, at) : null;
    const isHouses = a.halfBare || a.tokens[count?.to ?? at]?.spelling.fold === HOUSEHOLD;
    const homes = count ? matchAt(a, count.to, 'unit.household', isHouses ? 1 : 2) : null;
    if (verb && homes) return { from: verb.from, to: homes.to };
  }
  return null;
}

/** "nhà 1: 3 người, nhà 2: 5 người": one house after another. */
function housesOf(a: Analysis): { from: number; to: number } | null {
  const houses = a.tokens.flatMap(({ spelling }, at) =>
    spelling.fold === HOUSE && a.tokens[at + 1]?.kind === 'number' ? [at] : [],
  );
  const [first, second] = houses;
  if (first === undefined || second === undefined) return null;
  const isNext = Number(a.tokens[second + 1]?.raw) === Number(a.tokens[first + 1]?.raw) + 1;
  return isNext ? { from: first, to: second + 2 } : null;
}

const HOUSE = 'nha';

/** "17 nóc nhà, 29 người", "19 hộ với 73 khẩu", where no other form is named: households, and the people met there. */
function lonelyHouses(a: Analysis, codes: readonly string[]): { from: number; to: number } | null {
  if (codes.length > 0 || !a.byTag.has('unit.household')) return null;
  for (const homes of a.byTag.get('unit.household') ?? []) {
    if (homes.quality < 2 && !a.bare) continue;
    const isCounted = a.tokens[homes.from - 1]?.kind === 'number';
    const isOfVillage = a.tokens.slice(Math.max(0, homes.from - WORDS_TO_ROSTER), homes.from).some(isVillage);
    const people = isCounted && !isOfVillage ? numeralAt(a, homes.to + 1) : null;
    const isMany = people && (a.tokens[homes.to]?.raw === ',' || WITH.has(heard(a, homes.to)));
    if (isMany && matchAt(a, people.to, 'unit.person') !== null)
      return { from: homes.from - 1, to: people.to };
  }
  return null;
}

const WORDS_TO_ROSTER = 4;
const WITH: ReadonlySet<string> = new Set(['vơi1', 'voi', 'đươc5', 'duoc', 'gôm2', 'gom']);

function isVillage({ spelling }: Token): boolean {
  return VILLAGES.has(spelling.fold);
}

const VILLAGES: ReadonlySet<string> = new Set(['thon', 'xom', 'lang', 'ap', 'tong']);

/** "nói chuyện ở lớp 6A": the class is where it was. */
function inClass(a: Analysis): { from: number; to: number } | null {
  for (const { from, to } of a.byTag.get('form_class') ?? []) {
    const number = a.tokens[to];
    if (number?.kind === 'number' && Number(number.raw) <= LAST_CLASS) return { from, to: to + 1 };
  }
  return null;
}

const LAST_CLASS = 12;
