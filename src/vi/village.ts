import { type Analysis, matchAt, matchBefore, whyOf } from './analysis.ts';
import { fitOf, type Spelling } from './spelling.ts';
import { hasMarks, type Token } from './tokens.ts';
import type { VillageReading } from './vi.ts';

/** A roster name found in a text: tokens `[from, to)`. */
interface Found {
  name: string;
  from: number;
  to: number;
  exact: boolean;
  slips: number;
  /** Typed without any accent in a text without accents: then an unaccented roster name is no better than another. */
  plain: boolean;
  denied: boolean;
}

/** The village of `roster` that the message names, in the roster's own spelling, or null. */
export function readVillage(
  a: Analysis,
  roster: readonly string[],
  spellName: (name: string) => Token[],
): VillageReading {
  const names = roster.map((name) => ({ name, tokens: spellName(name) }));
  const found = names.flatMap(({ name, tokens }) => findName(a, name, tokens));
  const best = strongest(found);
  const villages = [...new Set(best.map((match) => match.name))];
  const sure = villages.length === 1 ? villages[0] : afterDenial(best);
  const spot = best.find((match) => match.name === sure);
  if (!sure || !spot) return { village: null, why: [] };
  return {
    village: sure,
    why: [whyOf(a, spot.exact ? 'village-exact' : 'village-folded', spot.from, spot.to)],
  };
}

/** Of two different villages, one that is only denied or still outstanding leaves the other. */
function afterDenial(found: readonly Found[]): string | undefined {
  const said = [...new Set(found.filter((match) => !match.denied).map((match) => match.name))];
  return said.length === 1 ? said[0] : undefined;
}

/** At each place exact beats folded and the longer name beats the shorter; equals at one place stay rivals. */
function strongest(found: readonly Found[]): Found[] {
  return found.filter(
    (match) => !found.some((other) => other !== match && overlaps(match, other) && beats(other, match)),
  );
}

function overlaps(one: Found, two: Found): boolean {
  return one.from < two.to && two.from < one.to;
}

function beats(one: Found, two: Found): boolean {
  const longer = one.to - one.from - (two.to - two.from);
  if (longer !== 0) return longer > 0;
  if (one.exact !== two.exact) return one.exact && !one.plain;
  return one.slips < two.slips;
}

function findName(a: Analysis, name: string, wanted: readonly Token[]): Found[] {
  const found: Found[] = [];
  for (let from = 0; from + wanted.length <= a.tokens.length; from++) {
    const fit = fitName(a.tokens, from, wanted);
    if (!fit) continue;
    const to = fit.to;
    if (isCommune(a, from) || isLongerNumber(a, to, wanted) || !isNamed(a, from, to, wanted)) continue;
    if (fit.slips > 1 && !isPlace(a, from, to)) continue;
    found.push({ name, from, ...fit, plain: isPlain(a, from, to), denied: isDenied(a, from, to) });
  }
  return found;
}

function fitName(
  tokens: readonly Token[],
  from: number,
  wanted: readonly Token[],
): { exact: boolean; slips: number; to: number } | null {
  let exact = true;
  let slips = 0;
  let at = from;
  for (let n = 0; n < wanted.length; n++) {
    if (wanted[n]?.kind === 'number' && tokens[at]?.spelling.fold === NUMBER_WORD) at++;
    const token = tokens[at++];
    const name = wanted[n];
    if (!token || !name) return null;
    if (name.kind === 'number') {
      if (numberOf(token) !== Number(name.raw)) return null;
      continue;
    }
    if (token.kind !== 'word' || iy(token.spelling.fold) !== iy(name.spelling.fold)) return null;
    switch (fitOf(withI(token.spelling), withI(name.spelling))) {
      case 'exact':
        break;
      case 'slip':
        exact = false;
        slips += 2;
        break;
      case 'near':
        exact = false;
        slips++;
        break;
      default:
        exact = false;
    }
  }
  return slips > 2 ? null : { exact, slips, to: at };
}

/** "Tà Mung số 2" is Tà Mung 2. */
const NUMBER_WORD = 'so';

const ROMAN: ReadonlyMap<string, number> = new Map([
  ['i', 1],
  ['ii', 2],
  ['iii', 3],
  ['iv', 4],
  ['v', 5],
  ['vi', 6],
]);
const WORDS: ReadonlyMap<string, number> = new Map([
  ['môt5', 1],
  ['mot', 1],
  ['hai', 2],
  ['ba', 3],
  ['bôn1', 4],
  ['bon', 4],
  ['năm', 5],
  ['nam', 5],
  ['sau1', 6],
  ['sau', 6],
  ['bay3', 7],
  ['bay', 7],
  ['tam1', 8],
  ['tam', 8],
  ['chin1', 9],
  ['chin', 9],
  ['mươi2', 10],
  ['muoi', 10],
]);

function numberOf(token: Token): number | null {
  if (token.kind === 'number') return Number(token.raw);
  return ROMAN.get(token.spelling.fold) ?? WORDS.get(token.spelling.key) ?? null;
}

/** Mỹ and Mĩ are one name: y and i count the same. */
function iy(fold: string): string {
  return fold.includes('y') ? fold.replaceAll('y', 'i') : fold;
}

function withI(spelling: Spelling): Spelling {
  if (!spelling.base.includes('y')) return spelling;
  const base = spelling.base.replaceAll('y', 'i');
  return {
    base,
    tone: spelling.tone,
    fold: iy(spelling.fold),
    key: spelling.tone === 0 ? base : base + spelling.tone,
  };
}

function isCommune(a: Analysis, from: number): boolean {
  return matchBefore(a, from, 'village.commune') !== null;
}

/** "Tà Mung 12" is not "Tà Mung 1", and "Tà Mung 2 người" counts people. */
function isLongerNumber(a: Analysis, to: number, wanted: readonly Token[]): boolean {
  if (wanted.at(-1)?.kind !== 'number') return false;
  if (a.tokens[to]?.kind === 'number' && a.tokens[to]?.glued === true) return true;
  // Nobody counts "02 bà con".
  if (a.tokens[to - 1]?.raw.startsWith('0') || a.tokens[to]?.raw.toLowerCase() === REPORTS) return false;
  return matchAt(a, to, 'unit.person') !== null;
}

/** Behind a village it is báo cáo, not bà con. */
const REPORTS = 'bc';

/** One syllable is a name only after a head word, alone in the message, or at the head of a list line. */
function isNamed(a: Analysis, from: number, to: number, wanted: readonly Token[]): boolean {
  if (matchBefore(a, from, 'village.head')) return true;
  if (wanted.length > 1)
    return isCapitalised(a, from, to) || !THINGS.has(a.tokens[from - 1]?.spelling.key ?? '');
  if (a.tokens.length === wanted.length) return true;
  const startsLine = from === 0 || a.tokens[from - 1]?.kind === 'break' || a.tokens[from - 1]?.raw === '-';
  return startsLine && a.tokens[to]?.raw === ':';
}

/** "cây cầu gãy", "ngọn núi ngỗng": words before a thing, where no place is named. */
const THINGS = new Set(['cây', 'cai1', 'chiêc1', 'ngon5', 'tâm1', 'bưc1', 'cuc5', 'nhưng4']);

/** A name with a wrong mark counts only where a village is expected. */
function isPlace(a: Analysis, from: number, to: number): boolean {
  if (matchBefore(a, from, 'village.head')) return true;
  return a.tokens.length === to - from || isCapitalised(a, from, to);
}

/** "Tân Đinh", but not a word of a message in capitals. */
function isCapitalised(a: Analysis, from: number, to: number): boolean {
  const words = a.tokens.slice(from, to).filter((token) => token.kind === 'word');
  return words.every((token) => token.capital && token.raw !== token.raw.toUpperCase());
}

function isPlain(a: Analysis, from: number, to: number): boolean {
  return a.bare && !a.tokens.slice(from, to).some(hasMarks);
}

function isDenied(a: Analysis, from: number, to: number): boolean {
  const head = matchBefore(a, from, 'village.head');
  const start = head ? head.from : from;
  if (matchBefore(a, start, 'village.denied')) return true;
  for (const match of a.starts[to] ?? []) if (match.tag === 'village.outstanding') return true;
  return false;
}
