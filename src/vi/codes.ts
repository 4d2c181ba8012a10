import { type Analysis, isSure, whyOf } from './analysis.ts';
import type { Match } from './phrase-index.ts';
import type { CodesReading } from './vi.ts';

/**
 * The codes of one family named in a text (`theme`, `form`). The longest phrase at each place wins, also when it is a
 * `<family>_context.void` phrase, which names a place or another matter and so takes its words out of play.
 */
export function readCodes(a: Analysis, family: string): CodesReading {
  const known = a.shared.codeReadings.get(family);
  if (known) return known;
  const reading = findReading(a, family);
  a.shared.codeReadings.set(family, reading);
  return reading;
}

function findReading(a: Analysis, family: string): CodesReading {
  const codes: string[] = [];
  const reading: CodesReading = { codes, why: [] };
  for (const match of codeMatches(a, family)) {
    const code = match.tag.slice(family.length + 1);
    if (!codes.includes(code)) codes.push(code);
    reading.why.push(whyOf(a, match.tag, match.from, match.to));
  }
  return reading;
}

const VILLAGE_WORDS = new Set(['thôn', 'lang2', 'xom1', 'âp1', 'buôn', 'thon']);
/** Without accents, where "họp" follows. */
const BARE_VILLAGE_WORDS = new Set(['lang', 'xom', 'buon']);
const MOST_WORDS_BETWEEN = 3;
/** "hai thôn Mẫu Trên với Mẫu Dưới họp chung" */
const MOST_WORDS_BEFORE_JOINT = 6;
const TOGETHER = 'chung';
/** "phoi hop" and "ket hop" are no meetings. */
const JOINT = new Set(['phoi', 'ket', 'tong', 'thich']);

/** "thôn 3 họp", "thôn em họp": a village meeting whose two words stand apart. Tokens of it, or null. */
export function villageMeeting(a: Analysis): { from: number; to: number } | null {
  for (const [from, token] of a.tokens.entries()) {
    const isVillage =
      VILLAGE_WORDS.has(token.spelling.key) || (a.bare && BARE_VILLAGE_WORDS.has(token.spelling.fold));
    if (!isVillage) continue;
    for (let at = from + 1; at <= from + 1 + MOST_WORDS_BEFORE_JOINT; at++) {
      const word = a.tokens[at];
      if (!word || (word.kind !== 'word' && word.kind !== 'number')) break;
      if (VILLAGE_WORDS.has(word.spelling.key)) break;
      if (at > from + 1 + MOST_WORDS_BETWEEN && a.tokens[at + 1]?.spelling.fold !== TOGETHER) continue;
      const meets = word.spelling.key === 'hop5' || (a.bare && word.spelling.fold === 'hop');
      const before = a.tokens[at - 1]?.spelling;
      if (meets && before?.key !== 'tô3' && !JOINT.has(before?.fold ?? '')) return { from, to: at + 1 };
    }
  }
  return null;
}

/** The matches behind {@link readCodes}, in order, none overlapping another. */
export function codeMatches(a: Analysis, family: string): readonly Match[] {
  const known = a.shared.codes.get(family);
  if (known) return known;
  const found = findCodes(a, family);
  a.shared.codes.set(family, found);
  return found;
}

function findCodes(a: Analysis, family: string): Match[] {
  const prefix = `${family}.`;
  const context = `${family}_context.`;
  const found: Match[] = [];
  if (!hasTagOf(a, prefix)) return found;
  let from = 0;
  while (from < a.tokens.length) {
    const best = longestAt(a, from, prefix, context);
    if (!best) {
      from++;
      continue;
    }
    if (best.tag.startsWith(prefix)) found.push(best);
    from = best.to;
  }
  return found;
}

/** Most messages name nothing of a family, and few tags are in one: that is seen at once. */
function hasTagOf(a: Analysis, prefix: string): boolean {
  for (const tag of a.byTag.keys()) if (tag.startsWith(prefix)) return true;
  return false;
}

function longestAt(a: Analysis, from: number, prefix: string, context: string): Match | null {
  let best: Match | null = null;
  for (const match of a.starts[from] ?? []) {
    if (!match.tag.startsWith(prefix) && !match.tag.startsWith(context)) continue;
    if (!isSure(match)) continue;
    const longer = !best || match.to > best.to || (match.to === best.to && match.quality > best.quality);
    if (longer) best = match;
  }
  return best;
}
