import { type Analysis, matchAt } from './analysis.ts';
import { type Numeral, numeralAt } from './numerals.ts';
import { isParticle } from './particle.ts';
import type { Match } from './phrase-index.ts';

/** The unit right after the number; in "nam 12 ngày 20/11" the day begins there. */
export function unitOf(a: Analysis, amount: Numeral, blocked: readonly boolean[]): Match | null {
  if (blocked[amount.to]) return null;
  let best: Match | null = null;
  for (const match of a.starts[amount.to] ?? []) {
    if (!match.tag.startsWith('unit.')) continue;
    const sure = match.to - match.from > 1 || match.quality >= 2 || a.bare || !amount.inWords;
    if (!sure || isLooseLeaflet(a, match) || isParticle(a, match) || isNumberSaidTwice(a, match)) continue;
    if (isLink(a, match) || isSexOfNext(a, match)) continue;
    if (isLady(a, match)) return match;
    if (!best || match.to > best.to || (match.to === best.to && isBetterUnit(match, best))) best = match;
  }
  return best;
}

/** "lop 9 co 38 em": before a further number "co" is có and no cô. */
function isLink(a: Analysis, unit: Match): boolean {
  const isBare =
    unit.quality === 1 && unit.to - unit.from === 1 && a.tokens[unit.from]?.spelling.fold === HAVE;
  return isBare && numeralAt(a, unit.to) !== null;
}

const HAVE = 'co';

/** "44 người nam 20 nữ 24": the word names the sex of the next figure, and that of the one after stands before it too. */
function isSexOfNext(a: Analysis, unit: Match): boolean {
  if (!SEXES.has(unit.tag) || unit.to - unit.from < 2 || a.tokens[unit.from]?.spelling.fold !== PERSON)
    return false;
  const next = numeralAt(a, unit.to);
  const other = next ? sexAt(a, next.to) : null;
  const last = other ? numeralAt(a, other.to) : null;
  return last !== null && sexAt(a, last.to) === null;
}

function sexAt(a: Analysis, at: number): Match | null {
  return matchAt(a, at, 'unit.female') ?? matchAt(a, at, 'unit.male');
}

const SEXES: ReadonlySet<string> = new Set(['unit.female', 'unit.male']);
const PERSON = 'nguoi';

/** "22 ong, 31 ba": without accents, beside ông, these are no fathers. */
function isLady(a: Analysis, { tag, from, to, quality }: Match): boolean {
  if (!a.bare || tag !== 'unit.woman_word' || quality >= 2 || a.tokens[from]?.spelling.fold !== LADY)
    return false;
  return (
    to - from === 1 &&
    a.tokens.slice(Math.max(0, from - WORDS_TO_SIR), from).some((t) => t.spelling.fold === SIR)
  );
}

const LADY = 'ba';
const SIR = 'ong';
const WORDS_TO_SIR = 5;

/** The better written one; of two alike the leaflet, since it was let through as one. */
function isBetterUnit(match: Match, best: Match): boolean {
  if (match.quality !== best.quality) return match.quality > best.quality;
  return match.tag === 'unit.leaflet';
}

/** Without accents "to" is tờ only after "phát" or beside tờ rơi; elsewhere it is tổ or to. */
function isLooseLeaflet(a: Analysis, unit: Match): boolean {
  if (unit.tag !== 'unit.leaflet' || unit.quality >= 2 || unit.to - unit.from > 1) return false;
  if (
    a.byTag
      .get('unit.leaflet')
      ?.slice(0, MOST_LEAFLETS)
      .some((match) => match.to - match.from > 1)
  )
    return false;
  return !isAfterHandingOut(a, unit.from) && !isSaidBefore(a, unit.from - 1) && !endsPart(a, unit);
}

/** "40 nguoi, tao hon, 35 to": more than there are tổ, and the part of the sentence is over. */
function endsPart(a: Analysis, unit: Match): boolean {
  const next = a.tokens[unit.to];
  const number = a.tokens[unit.from - 1];
  const before = a.tokens[unit.from - 2];
  const isOver = next === undefined || next.kind !== 'word' || isManners(a, unit.to);
  const isAlone = before?.kind === 'mark' || before?.kind === 'break';
  return isOver && isAlone && number?.kind === 'number' && Number(number.raw) > LAST_TEAM;
}

function isManners(a: Analysis, at: number): boolean {
  return MANNERS.some((tag) => matchAt(a, at, tag, 3) !== null) && a.tokens[at + 2]?.kind !== 'number';
}

const MANNERS = ['answer.filler', 'answer.polite'];

/** "26 nguoi, kham thai, 26 to": one for each. */
function isSaidBefore(a: Analysis, at: number): boolean {
  const next = a.tokens[at + 2];
  const number = a.tokens[at];
  if (number?.kind !== 'number' || number.raw.length < 2 || next?.kind === 'word' || next?.kind === 'number')
    return false;
  return a.tokens
    .slice(Math.max(0, at - LOOK_BACK), at)
    .some(({ kind, raw }) => kind === 'number' && raw === number.raw);
}

const LOOK_BACK = 30;

const LEAFLET_WORDS = 5;
/** Teams of neighbours are not numbered higher. */
const LAST_TEAM = 20;
const TO = 'to';

/** "to 4" is the fourth tổ, "phat to 40" and "to: 4" may be leaflets. */
export function isTeamNumber(a: Analysis, label: Match, value: number): boolean {
  const isBare = label.quality === 1 && label.to - label.from === 1 && value <= LAST_TEAM;
  if (!isBare || a.tokens[label.from]?.spelling.fold !== TO) return false;
  return a.tokens[label.to]?.kind === 'number' && !isAfterHandingOut(a, label.from);
}

function isAfterHandingOut(a: Analysis, from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - LEAFLET_WORDS); at--) {
    if (a.tokens[at]?.spelling.fold === 'phat') return true;
  }
  return false;
}

/** Looked through at each "to", so that a long text stays linear. */
const MOST_LEAFLETS = 8;

/** In "50 năm mươi người" the word after the figure begins the same number in words. */
function isNumberSaidTwice(a: Analysis, unit: Match): boolean {
  const words = unit.tag === 'unit.other' ? numeralAt(a, unit.from) : null;
  return words !== null && words.to - words.from > 1;
}
