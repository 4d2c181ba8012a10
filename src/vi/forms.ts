import { type Analysis, matchAt, matchBefore, whyOf } from './analysis.ts';
import { heard } from './asked-back.ts';
import { codeMatches, villageMeeting } from './codes.ts';
import { numeralAt } from './numerals.ts';
import type { Match } from './phrase-index.ts';
import { planOf } from './planned-forms.ts';
import { subjectMatches } from './themes.ts';
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
  const visit = codes.includes('ho_gia_dinh') ? null : visits(a);
  if (visit) {
    codes.push('ho_gia_dinh');
    why.push(whyOf(a, 'form.ho_gia_dinh', visit.from, visit.to));
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
function isNotUsed(a: Analysis, { from, to }: Match): boolean {
  if (NOT_YET.has(heard(a, from - 1))) return true;
  const least = a.bare ? 1 : 2;
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
