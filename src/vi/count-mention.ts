import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import { type Amount, amountAt } from './count-amount.ts';
import { beforeNumber } from './count-before.ts';
import {
  bothSexesTo,
  endsBothSexes,
  isAfterSubject,
  isFigureOfSomethingElse,
  isLabelOfNext,
  isMinutes,
  isNameNumber,
  isPeoples,
  saysMore,
} from './count-other.ts';
import { LABEL_ROLES, LABEL_TAGS, LABEL_UNIT, PLAIN_UNITS, UNIT_ROLES } from './count-roles.ts';
import { isTeamLabelled } from './count-team.ts';
import { isTeamNumber, unitOf } from './count-unit.ts';
import { numeralAt } from './numerals.ts';
import { isParticle } from './particle.ts';
import type { Match } from './phrase-index.ts';

/** What a number counts. `person` is everybody, `bare` a number with nothing beside it. */
export type Role =
  | 'total'
  | 'person'
  | 'turn'
  | 'adult'
  | 'woman'
  | 'man'
  | 'female'
  | 'male'
  | 'dtts'
  | 'child'
  | 'older_pupil'
  | 'em'
  | 'leaflet'
  | 'bare'
  | 'team'
  | 'absent'
  | 'other';

/** One number of a text and what it counts: tokens `[from, to)` with its label and unit. */
export interface CountMention {
  role: Role;
  value: number;
  from: number;
  to: number;
  /** The number itself. */
  numberFrom: number;
  rough: boolean;
  /** "hay", "hoặc", "dưới 50": no figure can be taken. */
  unclear: boolean;
  /** The people counted are named as an ethnic minority ("65 bà con Raglai"). */
  ethnic: boolean;
  rule: string;
}

/** No session has more people; larger figures are money. */
export const MOST_PEOPLE = 20_000;

/** Reads the count whose number begins at token `at`; `last` is the count before it, `blocked` tokens are other things. */
export function countAt(
  a: Analysis,
  at: number,
  last: CountMention | undefined,
  blocked: readonly boolean[],
): CountMention | null {
  const amount = amountAt(a, at);
  if (!amount) return null;
  const start = beforeNumber(a, at, last?.to ?? 0);
  const unit = unitOf(a, amount, blocked);
  const figure: Figure = {
    value: amount.value,
    numberFrom: at,
    rough: amount.rough || start.rough,
    unclear: amount.unclear || start.upper,
  };
  if (isFigureOfSomethingElse(a, amount, unit)) return other(figure, at, amount.to);
  // "thêm 3 người tới trễ": late, but they came.
  const away = awayAt(a, unit?.to ?? amount.to);
  // "dự 52 vắng 18": the word is of the next figure.
  const isAway = away !== null && numeralAt(a, away.to) === null && !isAdded(a, at);
  if ((start.absent || isAway) && unit?.tag !== 'unit.leaflet')
    return mentionOf(figure, 'absent', at, unit?.to ?? amount.to, 'not-present');
  if (unit?.tag === 'unit.other' || unit?.tag === 'unit.household' || unit?.tag === 'unit.document') {
    return other(figure, at, unit.to);
  }
  if (unit?.tag === 'unit.dtts' && isPeoples(a, amount, unit)) return other(figure, at, unit.to);
  const label = labelOf(a, start.at, last);
  if (label && isTeamNumber(a, label, amount.value)) return other(figure, at, amount.to);
  const labelsNext = unit !== null && isLabel(unit) && isLabelOfNext(a, unit);
  if (label && labelsNext) return labelled(a, figure, label, null, amount);
  if (unit && labelsNext && !isCountedNext(a, unit))
    return mentionOf(figure, 'bare', at, amount.to, 'number');
  if (label && !(unit && unitWins(label, unit, a, start.at))) return labelled(a, figure, label, unit, amount);
  if (unit) return counted(a, figure, unit, amount);
  if (amount.leadingZero || isNameNumber(a, amount) || amount.doubtful || isMinutes(a, amount))
    return other(figure, at, amount.to);
  if (isTeamLabelled(a, amount)) return mentionOf(figure, 'team', at, amount.to, 'team');
  return mentionOf(figure, 'bare', at, amount.to, 'number');
}

/** What a number says before it is known what it counts. */
type Figure = Pick<CountMention, 'value' | 'numberFrom' | 'rough' | 'unclear'>;

/** Field by field: copying them costs more than most rules. */
function mentionOf(
  { value, numberFrom, rough, unclear }: Figure,
  role: Role,
  from: number,
  to: number,
  rule: string,
  ethnic = false,
): CountMention {
  return { role, value, from, to, numberFrom, rough, unclear, ethnic, rule };
}

function other(figure: Figure, from: number, to: number): CountMention {
  return mentionOf(figure, 'other', from, to, 'other-figure');
}

/** Words of absence right after those they are said of; without accents only where there are several of them. */
function awayAt(a: Analysis, at: number): Match | null {
  const match = matchAt(a, at, 'count.away');
  return match && (match.quality >= 2 || (a.halfBare && match.to - match.from > 1)) ? match : null;
}

function isAdded(a: Analysis, at: number): boolean {
  return matchBefore(a, at, 'count.added') !== null;
}

/** The label right before a number, when it stands for itself and is not the end of a subject or a name. */
function labelOf(a: Analysis, at: number, last: CountMention | undefined): Match | null {
  const longest = matchBefore(a, at, 'count.label');
  // "44 người nam 20": "người" counts the figure before.
  const label = longest && last && longest.from < last.to ? labelFrom(a, last.to, at) : longest;
  if (!label) return null;
  const short =
    label.quality === 1 &&
    label.to - label.from === 1 &&
    !a.halfBare &&
    a.tokens[label.from]?.spelling.fold !== WOMEN;
  if (short) return null;
  if (label.tag === 'count.label.leaflets' || label.tag === 'count.label.total') return label;
  return standsAlone(a, label, last) ? label : null;
}

function labelFrom(a: Analysis, from: number, to: number): Match | null {
  return (
    (a.starts[from] ?? []).find((match) => match.to === to && match.tag.startsWith('count.label.')) ?? null
  );
}

/** "nu 32" in a text that leaves out some accents: no other word is written so before a number. */
const WOMEN = 'nu';

/** "còn nữ là 27" */
const REST = 'con2';

function standsAlone(a: Analysis, label: Match, last: CountMention | undefined): boolean {
  const before = a.tokens[label.from - 1];
  if (before?.kind !== 'word') return true;
  if (last && last.to >= label.from - 1) return true;
  if (endsBothSexes(a, label)) return false;
  const tag = matchBefore(a, label.from, 'count.link') ?? matchBefore(a, label.from, 'count.subset');
  if ((tag && before.spelling.key !== 'vơi1') || before.spelling.key === REST) return true;
  return (
    matchBefore(a, label.from, 'unit.person') !== null ||
    matchBefore(a, label.from, 'count.filler', 2) !== null ||
    matchBefore(a, label.from, 'count.added', 2) !== null ||
    isAfterSubject(a, label)
  );
}

/** "xâm hại trẻ em 40 người": the people are counted, not the children of the subject. */
function unitWins(label: Match, unit: Match, a: Analysis, labelEnd: number): boolean {
  // "phụ huynh: 150 tờ"
  if (unit.tag === 'unit.leaflet' && label.tag !== 'count.label.leaflets') return true;
  if (label.tag === 'count.label.total') return !EVERYBODY.has(unit.tag);
  if (label.tag === 'count.label.leaflets') return unit.tag !== 'unit.leaflet' && unit.tag !== 'unit.other';
  if (label.tag === 'count.label.household') return false;
  const colon = a.tokens[labelEnd]?.raw === ':';
  if (colon) return false;
  if (unit.tag === LABEL_UNIT.get(label.tag)) return false;
  const isPerson = unit.tag === 'unit.person' || unit.tag === 'unit.turn' || unit.tag === 'unit.adult';
  if (label.tag === 'count.label.children') return isPerson;
  return false;
}

const EVERYBODY: ReadonlySet<string> = new Set(['unit.person', 'unit.turn', 'unit.em']);

function labelled(
  a: Analysis,
  figure: Figure,
  label: Match,
  unit: Match | null,
  amount: Amount,
): CountMention {
  const consumed =
    unit && (PLAIN_UNITS.has(unit.tag) || unit.tag === LABEL_UNIT.get(label.tag)) && !isLabelOfNext(a, unit);
  const role = countingWord(a, label) ?? LABEL_ROLES.get(label.tag) ?? 'other';
  const to = consumed ? unit.to : amount.to;
  return mentionOf(figure, role, label.from, to, label.tag, ethnicAfter(a, to) !== null);
}

/** "chị em có 19 người" counts everybody who came, as "19 chị em" does; only "nữ" and the like set one sex apart. */
function countingWord(a: Analysis, label: Match): Role | null {
  const first = a.tokens[label.from]?.spelling.key;
  if (label.to - label.from !== 2 || a.tokens[label.from + 1]?.spelling.fold !== 'em') return null;
  if (label.tag === 'count.label.female' && first === 'chi5') return 'woman';
  return label.tag === 'count.label.male' && first === 'anh' ? 'man' : null;
}

function isLabel(unit: Match): boolean {
  return LABEL_TAGS.has(unit.tag);
}

/** In "30 nữ 20 nam" the number after "nữ" has a unit of its own, in "45 nữ 30" it has none. */
function isCountedNext(a: Analysis, unit: Match): boolean {
  const number = numeralAt(a, unit.to);
  if (!number) return true;
  return (a.starts[number.to] ?? []).some((match) => match.tag.startsWith('unit.') && !isParticle(a, match));
}

function counted(a: Analysis, figure: Figure, unit: Match, amount: Amount): CountMention {
  let role = UNIT_ROLES.get(unit.tag) ?? 'other';
  let to = unit.to;
  if (role === 'person' || role === 'turn') {
    const sex = sexAfter(a, to);
    if (sex) {
      role = sex.tag === 'unit.female' ? 'female' : 'male';
      to = sex.to;
    }
  }
  const both = role === 'female' || role === 'male' ? bothSexesTo(a, to, role) : null;
  if (both !== null) return mentionOf(figure, 'person', amount.from, both, 'unit.person');
  // "lượt người dân tộc Chăm": the words of both lists overlap.
  const ethnic = ethnicAfter(a, to) ?? longerEthnic(a, unit.from, to);
  if (ethnic) to = ethnic.to;
  return mentionOf(figure, role, amount.from, to, unit.tag, ethnic !== null);
}

/** "30 người nữ", "30 người là nữ", but not "50 người, nữ 30" nor "50 người nữ 30". */
function sexAfter(a: Analysis, at: number): Match | null {
  const is = a.tokens[at]?.spelling.key === 'la2' ? at + 1 : at;
  const sex = matchAt(a, is, 'unit.female') ?? matchAt(a, is, 'unit.male');
  if (!sex || (sex.quality < 2 && !a.bare)) return null;
  return isLabelOfNext(a, sex) || saysMore(a, sex.to) ? null : sex;
}

function longerEthnic(a: Analysis, from: number, to: number): Match | null {
  for (let at = to - 1; at > from; at--) {
    const ethnic = matchAt(a, at, 'unit.dtts', 2);
    if (ethnic && ethnic.to > to) return isLabelOfNext(a, ethnic) ? null : ethnic;
  }
  return null;
}

function ethnicAfter(a: Analysis, at: number): Match | null {
  const is = a.tokens[at]?.spelling.key === 'la2' ? at + 1 : at;
  const ethnic = matchAt(a, is, 'unit.dtts');
  if (!ethnic || (ethnic.to - ethnic.from === 1 && ethnic.quality < 2 && !a.bare)) return null;
  return isLabelOfNext(a, ethnic) ? null : ethnic;
}
