import { type Analysis, isSure, matchAt, matchBefore } from './analysis.ts';
import { heard } from './asked-back.ts';
import type { CountMention, Role } from './count-mention.ts';
import { numeralAt } from './numerals.ts';
import type { Match } from './phrase-index.ts';

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['count.label.female', 'female'],
  ['count.label.male', 'male'],
  ['count.label.dtts', 'dtts'],
  ['count.label.children', 'child'],
  ['count.label.total', 'total'],
  ['count.label.leaflets', 'leaflet'],
]);
const MOST_LABELS = 5;
/** "26/30" cannot be a day: 26 of 30 people came. */
const LAST_MONTH = 12;

/** Numbers joined by strokes: "nữ 30/50" (30 women of 50), "nữ/nam: 30/20", "tổng/nữ/nam 50/30/20". */
export function sharesOf(a: Analysis, blocked: readonly boolean[]): CountMention[] {
  const mentions: CountMention[] = [];
  let at = 0;
  while (at < a.tokens.length) {
    const share = blocked[at] ? null : shareAt(a, at, blocked);
    if (share) mentions.push(...share.mentions);
    at = share ? share.to : at + 1;
  }
  return mentions;
}

interface Share {
  mentions: CountMention[];
  to: number;
}

function shareAt(a: Analysis, from: number, blocked: readonly boolean[]): Share | null {
  const { values, to } = figuresAt(a, from, STROKE);
  if (values.length < 2) return inTurn(a, from, blocked);
  const household = matchAt(a, to, 'unit.household', 2) ?? matchAt(a, to, 'unit.other', 2);
  // "45/45 đồng bào" are no đồng.
  if (household && !isLongerLabel(a, household))
    return { mentions: [mention('other', 0, from, household.to)], to: household.to };
  const roles = rolesBefore(a, from);
  if (isHalves(a, from, values)) return { mentions: [mention('other', 0, from, to)], to };
  const after = rolesAfter(a, to);
  if ((roles.length === 1 || after.roles.length === 1) && isFraction(values))
    return { mentions: [mention('other', 0, from, to)], to };
  if (roles.length === values.length) return named(roles, values, from, to);
  if (after.roles.length === values.length) return named(after.roles, values, from, after.to);
  // "45/45 đồng bào"; "30/45 đồng bào" may be those who came of all.
  const noun =
    values.length === 2 && values[0] === values[1]
      ? matchAt(a, to, 'count.dtts_noun', a.halfBare ? 1 : 2)
      : null;
  if (noun) return partOfAll('dtts', values, from, noun.to);
  const role = roles.length === 1 ? roles[0] : after.roles.length === 1 ? after.roles[0] : undefined;
  if (values.length === 2 && role && role !== 'total')
    return partOfAll(role, values, from, Math.max(to, after.to));
  const [came = 0, expected = 0] = values;
  const isAttendance = values.length === 2 && came <= expected && expected > LAST_MONTH;
  return { mentions: [mention('bare', came, from, to, !isAttendance)], to };
}

function isLongerLabel(a: Analysis, unit: Match): boolean {
  const label = matchAt(a, unit.from, 'count.label', 2);
  return label !== null && label.to > unit.to;
}

/** The figures from `from` on that are joined by one of `joins`. */
function figuresAt(a: Analysis, from: number, joins: ReadonlySet<string>): { values: number[]; to: number } {
  const values: number[] = [];
  let to = from;
  for (;;) {
    const number = a.tokens[to]?.kind === 'number' ? numeralAt(a, to) : null;
    if (!number) break;
    values.push(number.value);
    to = number.to;
    if (!joins.has(a.tokens[to]?.raw.toLowerCase() ?? '') || a.tokens[to + 1]?.kind !== 'number') break;
    to++;
  }
  return { values, to };
}

const STROKE: ReadonlySet<string> = new Set(['/']);

/**
 * "nam, nữ: 20, 30", "nam nữ lần lượt 20 và 30": as many figures as labels, in their order. Without a colon "nam nữ 30-40
 * người" and "nam nữ 40, 10 người già" are one group, and a day ("nam nữ 35, 20/11") never counts anybody.
 */
function inTurn(a: Analysis, from: number, blocked: readonly boolean[]): Share | null {
  const roles = rolesBefore(a, from);
  if (roles.length < 2) return null;
  const isPointed =
    POINTS.has(a.tokens[from - 1]?.raw ?? '') || matchBefore(a, from, 'count.in_turn') !== null;
  const { values, to } = figuresAt(a, from, isPointed ? IN_TURN_POINTED : IN_TURN);
  if (values.length !== roles.length || blocked.slice(from, to).some(Boolean)) return null;
  const unit = matchAt(a, to, 'unit');
  const isListed = !isPointed && a.tokens.slice(from, to).some(({ kind }) => kind === 'mark');
  const isOfOther = unit !== null && isSure(unit) && (isListed || unit.tag !== 'unit.person');
  if (!isOfOther) return named(roles, values, from, to);
  // "nam nữ 40, 10 người già": the first figure is everybody.
  const all = unit.tag === 'unit.person' ? numeralAt(a, from) : null;
  return all && roles.includes('female') && roles.includes('male')
    ? named(['total'], [all.value], from, all.to)
    : null;
}

const POINTS: ReadonlySet<string> = new Set([':', '=']);
const IN_TURN: ReadonlySet<string> = new Set([',', ';', 'và', 'va', 'với', 'voi', '&']);
const IN_TURN_POINTED: ReadonlySet<string> = new Set([...IN_TURN, '-', '–']);

/** "nam nữ 50/50": half of them each. */
function isHalves(a: Analysis, from: number, values: readonly number[]): boolean {
  const to = a.tokens[from - 1]?.raw === ':' ? from - 1 : from;
  const sexes = a.tokens.slice(Math.max(0, to - 2), to).map(({ spelling }) => spelling.fold);
  return sexes.join(' ') === 'nam nu' && values.length === 2 && values.every((value) => value === HALF);
}

const HALF = 50;

/** "nữ 2/3": two thirds, and nobody said of how many. */
function isFraction(values: readonly number[]): boolean {
  const [part = 0, whole = 0] = values;
  return values.length === 2 && part < whole && whole <= LARGEST_DENOMINATOR;
}

const LARGEST_DENOMINATOR = 5;

function named(roles: readonly Role[], values: readonly number[], from: number, to: number) {
  return { mentions: roles.map((role, n) => mention(role, values[n] ?? 0, from, to)), to };
}

/** The smaller figure is the part, the larger one everybody: "nữ 30/50", "50/30 nữ". */
function partOfAll(role: Role, values: readonly number[], from: number, to: number) {
  const part = Math.min(...values);
  const all = Math.max(...values);
  return { mentions: [mention('total', all, from, to), mention(role, part, from, to)], to };
}

function mention(role: Role, value: number, from: number, to: number, unclear = false): CountMention {
  return {
    role,
    value,
    from,
    to,
    numberFrom: from,
    rough: false,
    unclear,
    ethnic: false,
    rule: 'count-share',
  };
}

/** The labels before the figures at `at`, in order: "nữ/nam:", "(tổng/nữ)", "nam, nữ:", "nam và nữ là". */
export function rolesBefore(a: Analysis, at: number): Role[] {
  const roles: Role[] = [];
  let end = beforeLinks(a, at);
  while (roles.length < MOST_LABELS) {
    const label = matchBefore(a, end, 'count.label');
    const role = label ? ROLES.get(label.tag) : undefined;
    if (!label || !role) break;
    roles.unshift(role);
    if (a.tokens[label.from - 1]?.raw === '/') {
      end = label.from - 1;
      continue;
    }
    const before = JOINS.has(heard(a, label.from - 1)) ? label.from - 1 : label.from;
    if (!isListed(a, roles, before)) break;
    end = before;
  }
  return roles;
}

/** The token after the labels of the figures at `at`: "nữ/nam: ", "nam nữ lần lượt là ". */
function beforeLinks(a: Analysis, at: number): number {
  let end = at;
  for (let step = 0; step < MOST_LINKS; step++) {
    if (matchBefore(a, end, 'count.label')) break;
    const link = matchBefore(a, end, 'count.in_turn') ?? matchBefore(a, end, 'count.link');
    if (link) end = link.from;
    else if (a.tokens[end - 1]?.kind === 'mark') end--;
    else break;
  }
  return end;
}

const MOST_LINKS = 3;

/** "nam nữ 20/30", "tổng, nữ, nam"; in "30 nam nữ 20/50" the men have a figure of their own. */
function isListed(a: Analysis, roles: readonly Role[], at: number): boolean {
  const label = matchBefore(a, at, 'count.label');
  const role = label ? ROLES.get(label.tag) : undefined;
  if (!label || !role || roles.includes(role) || !roles.every((each) => SEXES.has(each))) return false;
  if (a.tokens[label.from - 1]?.kind === 'number') return false;
  return SEXES.has(role) || (role === 'total' && a.tokens[label.from]?.spelling.fold === SUM);
}

const SEXES: ReadonlySet<Role> = new Set(['female', 'male']);
const SUM = 'tong';
const JOINS: ReadonlySet<string> = new Set([
  ',',
  '-',
  '–',
  '&',
  '+',
  'va2',
  'vơi1',
  'cung2',
  'va',
  'voi',
  'cung',
]);

function rolesAfter(a: Analysis, at: number): { roles: Role[]; to: number } {
  const roles: Role[] = [];
  let next = a.tokens[at]?.raw === '(' ? at + 1 : at;
  const person = matchAt(a, next, 'unit.person');
  if (person) next = person.to;
  if (a.tokens[next]?.spelling.fold === 'la') next++;
  let to = next;
  while (roles.length < MOST_LABELS) {
    const label = matchAt(a, next, 'count.label');
    const role = label ? ROLES.get(label.tag) : undefined;
    if (!label || !role || (label.quality < 2 && !a.bare)) break;
    // "20/30 nam, nữ 15": the second label has a figure of its own.
    if (roles.length > 0 && a.tokens[next - 1]?.raw !== '/' && isFigured(a, label.to)) break;
    roles.push(role);
    to = label.to;
    const isStroke = a.tokens[to]?.raw === '/';
    next = isStroke || JOINS.has(heard(a, to)) ? to + 1 : to;
    if (!isStroke && !(roles.length === 1 && SEXES.has(role) && isOtherSex(a, role, next))) break;
  }
  if (roles.length > 0 && a.tokens[to]?.raw === ')') to++;
  return { roles, to: roles.length > 0 ? to : at };
}

function isOtherSex(a: Analysis, role: Role, at: number): boolean {
  const label = matchAt(a, at, 'count.label');
  const other = label ? ROLES.get(label.tag) : undefined;
  return other !== undefined && other !== role && SEXES.has(other);
}

function isFigured(a: Analysis, at: number): boolean {
  return a.tokens[a.tokens[at]?.raw === ':' ? at + 1 : at]?.kind === 'number';
}
