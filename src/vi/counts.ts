import { type Analysis, isSure, matchBefore, matchesOf, whyOf } from './analysis.ts';
import { codeMatches } from './codes.ts';
import { byAge } from './count-ages.ts';
import { dropAside } from './count-aside.ts';
import { bareTotal, isAttendance, WITH } from './count-bare.ts';
import { addLater, dropCorrected } from './count-correction.ts';
import { pickDtts, severalPeoples } from './count-dtts.ts';
import { isForEachGroup, multiplyGroups } from './count-each-group.ts';
import { type CountMention, countAt, type Role } from './count-mention.ts';
import {
  isPeople,
  onlyAdults,
  onlyChildren,
  onlyOneNoun,
  onlyOneSex,
  onlyThem,
  type Sexes,
  sumOf,
} from './count-parts.ts';
import { dropPeriod } from './count-period.ts';
import { dropEarlier, dropGrown, dropListed, restOf, saysRestIs } from './count-rest.ts';
import { dropSessions, OF_SEVERAL } from './count-sessions.ts';
import { findSum } from './count-sum.ts';
import { isOfGroup, isTeam } from './count-team.ts';
import { everybody, nobodyOf, saysNobody } from './counts-everybody.ts';
import { pickLeaflets } from './leaflets.ts';
import { isNumberWord, numeralAt } from './numerals.ts';
import { dropOtherPeople } from './own-session.ts';
import { phonesOf } from './phones.ts';
import { bySchool } from './school.ts';
import type { SharedCounts } from './shared.ts';
import { sharesOf } from './shares.ts';
import type { Token } from './tokens.ts';
import type { CountsReading, TotalBy, Why } from './vi.ts';

/** Every number of the text and what it counts, corrections applied. `taken` marks tokens that are dates or clocks. */
export function countMentions(a: Analysis, taken: readonly boolean[]): readonly CountMention[] {
  return countsOf(a, taken).mentions;
}

function countsOf(a: Analysis, taken: readonly boolean[]): SharedCounts {
  const known = a.shared.counts.find((each) => each.taken.every((is, at) => is === taken[at]));
  if (known) return known;
  const mentions = a.tokens.some(mayBeNumber) ? findMentions(a, taken) : NONE;
  const counts = { taken: [...taken], mentions, reading: null };
  a.shared.counts.push(counts);
  return counts;
}

const NONE: readonly CountMention[] = [];

function mayBeNumber(token: Token): boolean {
  return token.kind === 'number' || (token.kind === 'word' && isNumberWord(token));
}

function findMentions(a: Analysis, taken: readonly boolean[]): CountMention[] {
  const blocked = [...taken];
  blockSubjects(a, blocked);
  for (const phone of phonesOf(a)) blocked.fill(true, phone.from, phone.to);
  const mentions = sharesOf(a, blocked);
  for (const share of mentions) blocked.fill(true, share.from, share.to);
  const found: CountMention[] = [];
  let at = 0;
  let last: CountMention | undefined;
  while (at < a.tokens.length) {
    if (blocked[at]) {
      at++;
      continue;
    }
    const mention = countAt(a, at, last, blocked);
    if (!mention) {
      at++;
      continue;
    }
    found.push(mention);
    last = mention;
    at = Math.max(mention.to, at + 1);
  }
  const all = [...mentions, ...found].sort((x, y) => x.numberFrom - y.numberFrom);
  const ofSession = dropPeriod(a, all, taken);
  // Beside a period "hôm qua" is the session itself.
  const here = dropOtherPeople(a, ofSession === all ? dropEarlier(a, all) : ofSession);
  const said = multiplyGroups(a, addLater(a, dropListed(a, dropGrown(a, dropCorrected(a, here)))));
  return dropAside(a, bySchool(a, byAge(a, dropSessions(a, findSum(a, said), taken))));
}

/** In "xam hai tre em" hai is no number: words inside a subject or a form are not counted. */
function blockSubjects(a: Analysis, blocked: boolean[]): void {
  for (const match of [...codeMatches(a, 'theme'), ...codeMatches(a, 'form')]) {
    for (let at = match.from; at < match.to; at++) {
      const number = match.to - match.from > 1 && a.tokens[at]?.kind === 'word' ? numeralAt(a, at) : null;
      // "khách xem hai trăm người" is no "xem hài".
      if (number && number.to <= match.to) blocked[at] = true;
    }
  }
  // "dan ba 19 nguoi": no three.
  for (const label of a.byTag.get('count.label.female') ?? []) {
    const ba = label.to - 1;
    if (label.to - label.from > 1 && a.tokens[ba]?.kind === 'word' && numeralAt(a, ba)) blocked[ba] = true;
  }
  // "dưới 16 tuổi 5": the figure in the label counts nobody.
  for (const label of a.byTag.get('count.label.children') ?? []) {
    const isFigured = a.tokens.slice(label.from, label.to).some((token) => token.kind === 'number');
    const colon = a.tokens[label.to]?.raw === ':' ? label.to + 1 : label.to;
    if (isFigured && numeralAt(a, colon)) blocked.fill(true, label.from, label.to);
  }
  for (const tag of ['count.not_number', 'count.zero']) {
    for (const match of matchesOf(a, tag, isSure)) {
      // "đôi ba" is some, "đôi ba chục" a number.
      const isPart = (numeralAt(a, match.from)?.to ?? 0) > match.to || isForEachGroup(a, match);
      if (!isPart) blocked.fill(true, match.from, match.to);
    }
  }
}

/** Everybody counted in the text. `taken` marks tokens that belong to dates and clock times. */
export function readCounts(a: Analysis, taken: readonly boolean[]): CountsReading {
  const counts = countsOf(a, taken);
  counts.reading ??= readMentions(a, counts.mentions);
  return counts.reading;
}

function readMentions(a: Analysis, mentions: readonly CountMention[]): CountsReading {
  const people = pickTotal(a, mentions);
  const sexes = pickSexes(mentions, people);
  const children = pick(mentions, ['child']);
  const total =
    people?.value ??
    sumOf(sexes) ??
    onlyOneSex(a, sexes) ??
    onlyThem(a, sexes) ??
    onlyOneNoun(a, mentions, sexes) ??
    onlyChildren(mentions, sexes, children) ??
    onlyAdults(mentions, sexes);
  const dtts = pickDtts(mentions, people, total);
  const leaflets = pickLeaflets(a, mentions, total);
  const used = [people, sexes.female, sexes.male, children, dtts, leaflets.mention];
  const nobody = total === null && saysNobody(a, mentions);
  return {
    total: nobody ? 0 : total,
    totalBy: nobody ? 'count' : total === null ? null : waySaid(people),
    female: sexes.female?.value ?? everybody(a, 'female', total) ?? nobodyOf(a, 'female'),
    male: sexes.male?.value ?? everybody(a, 'male', total) ?? nobodyOf(a, 'male'),
    dtts: dtts?.value ?? everybody(a, 'dtts', total) ?? nobodyOf(a, 'dtts'),
    children: children?.value ?? everybody(a, 'child', total) ?? nobodyOf(a, 'child'),
    leaflets: leaflets.value,
    approximate: people?.rough ?? false,
    severalSessions: mentions.some(({ rule }) => rule === OF_SEVERAL),
    why: explain(a, used),
  };
}

const COUNTED: readonly Role[] = ['total', 'person', 'turn'];

function waySaid(people: CountMention | null): TotalBy {
  if (people?.role === 'bare') return 'bare';
  return people && COUNTED.includes(people.role) && !people.ethnic ? 'count' : 'parts';
}

function explain(a: Analysis, mentions: readonly (CountMention | null | undefined)[]): Why[] {
  const said = mentions.filter((mention) => mention !== null && mention !== undefined);
  return said.map((mention) => whyOf(a, mention.rule, mention.from, mention.to));
}

/** The mention that counts everybody, or null. */
export function pickTotal(a: Analysis, mentions: readonly CountMention[]): CountMention | null {
  const rest = restOf(a, mentions);
  if (rest) return rest;
  const labelled = mentions.find((mention) => mention.role === 'total' && !mention.unclear);
  if (labelled) return labelled;
  const peoples = severalPeoples(a, mentions);
  const people = mentions.filter(
    (mention, at) =>
      isPeople(mention) &&
      !peoples.has(mention) &&
      !isSubset(a, mention) &&
      !isBesideChildren(a, mentions, at),
  );
  if (peoples.size > 0 && people.length === 0) return null;
  if (hasBothSexes(people) || isBesideOtherSex(mentions, people)) return null;
  if (saysRestIs(a) && people.every(({ role }) => role === 'woman' || role === 'man')) return null;
  const largest = Math.max(0, ...people.map((mention) => mention.value));
  const real = people.filter((mention) => !isTeam(a, mention, largest));
  const clear = real.filter((mention) => !mention.unclear);
  const counted =
    clear.find((mention) => mention.role === 'person' && isAttendance(a, mention)) ??
    clear.find(isPersonWord) ??
    clear[0];
  if (counted) return isApartFromChildren(a, mentions, counted) ? null : counted;
  const ethnic = mentions.find(
    (mention) =>
      mention.role === 'dtts' &&
      (mention.rule === 'unit.dtts' || isAddressed(a, mention)) &&
      !mention.unclear &&
      isCountOfPeople(a, mention),
  );
  if (ethnic && real.length === 0) return { ...ethnic, ethnic: true };
  if (real.length > 0) return null;
  const group = mentions.find((mention) => isOfGroup(a, mention));
  return bareTotal(a, mentions) ?? (group && !isApartFromChildren(a, mentions, group) ? group : null);
}

/** "40 cháu, 4 anh chị chi đoàn", "12 em 16 tuổi, 10 em 12 tuổi": others beside the children, and nobody said how many came in all. */
function isApartFromChildren(a: Analysis, mentions: readonly CountMention[], people: CountMention): boolean {
  const children = pick(mentions, ['child']);
  if (children === null || people.role === 'em') return false;
  return people.value < children.value || (people.role === 'older_pupil' && !isSubset(a, children));
}

/** "23 cháu với 15 mẹ": two parts of all, and nobody said how many came. */
function isBesideChildren(a: Analysis, mentions: readonly CountMention[], at: number): boolean {
  const mention = mentions[at];
  if (mention?.role !== 'woman' && mention?.role !== 'man') return false;
  const [before, after] = [mentions[at - 1], mentions[at + 1]];
  const joins = (left: CountMention | undefined, right: CountMention | undefined) =>
    left !== undefined &&
    right !== undefined &&
    right.from - left.to === 1 &&
    WITH.has(a.tokens[left.to]?.spelling.key ?? '');
  return (
    (before?.role === 'child' && joins(before, mention)) || (after?.role === 'child' && joins(mention, after))
  );
}

/** "cho đồng bào Raglai 80 người", "bà con Chăm 80 người": those who came, not a part of them. */
function isAddressed(a: Analysis, mention: CountMention): boolean {
  const noun = a.tokens[mention.from]?.spelling.fold ?? '';
  if (!PEOPLE_NOUNS.has(noun) || isSubset(a, mention)) return false;
  return a.tokens[mention.from - 1]?.kind === 'word' || a.tokens[mention.numberFrom - 1]?.kind === 'word';
}

const PEOPLE_NOUNS = new Set(['dong', 'ba']);

function isPersonWord(mention: CountMention): boolean {
  return mention.role === 'person';
}

/** "40 người Raglai" counts people, "40 DTTS" only says how many of them are. */
function isCountOfPeople(a: Analysis, mention: CountMention): boolean {
  const first = a.tokens[mention.numberFrom];
  for (let at = mention.numberFrom; at < mention.to; at++) {
    const fold = a.tokens[at]?.spelling.fold;
    if (fold === 'nguoi' || fold === 'dong' || fold === 'ba' || fold === 'chi') return first !== undefined;
  }
  return false;
}

function isSubset(a: Analysis, mention: CountMention): boolean {
  return matchBefore(a, mention.from, 'count.subset') !== null;
}

/** "30 chị 20 anh": two sexes, no total. */
function hasBothSexes(people: readonly CountMention[]): boolean {
  const has = (role: Role) => people.some((mention) => mention.role === role);
  return has('woman') && has('man') && !has('person');
}

/** "28 nữ với 1 ông trưởng thôn", "50 chị em, nam 20": the other sex is counted apart, so nobody said how many came in all. */
function isBesideOtherSex(mentions: readonly CountMention[], people: readonly CountMention[]): boolean {
  const only = people[0]?.role;
  if (only === undefined || people.some(({ role }) => role !== only)) return false;
  const other = only === 'woman' ? 'male' : only === 'man' ? 'female' : null;
  return other !== null && mentions.some(({ role, unclear }) => role === other && !unclear);
}

function pickSexes(mentions: readonly CountMention[], people: CountMention | null): Sexes {
  const female = pick(mentions, ['female']);
  const male = pick(mentions, ['male']);
  const woman = pick(mentions, ['woman']);
  const man = pick(mentions, ['man']);
  const besides = (mention: CountMention | null) => (mention !== people ? mention : null);
  const both = (woman !== null || female !== null) && (man !== null || male !== null);
  const inAll = people !== null && people.role !== 'woman' && people.role !== 'man';
  return {
    female: female ?? (both || inAll ? besides(woman) : null),
    male: male ?? (both || inAll ? besides(man) : null),
  };
}

function pick(mentions: readonly CountMention[], roles: readonly Role[]): CountMention | null {
  return mentions.find((mention) => roles.includes(mention.role) && !mention.unclear) ?? null;
}
