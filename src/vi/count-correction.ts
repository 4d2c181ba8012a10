import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import type { CountMention, Role } from './count-mention.ts';
import type { Match } from './phrase-index.ts';
import type { Token } from './tokens.ts';

/** "không phải 40, 45" and "45 chứ không phải 40": what is denied is taken back when another number stands beside it. */
function isDenied(
  a: Analysis,
  mention: CountMention,
  previous: CountMention | undefined,
  next: CountMention | undefined,
): boolean {
  const denial = matchBefore(a, mention.numberFrom, 'count.denied') ?? beforeLabel(a, mention.numberFrom);
  if (!denial) return false;
  const slip = matchBefore(a, mention.numberFrom, 'correction.slip');
  const takesBack = slip !== null && slip.from < denial.from;
  return next !== undefined || (previous !== undefined && !takesBack);
}

/** "không phải nữ 40 mà nữ 34" */
function beforeLabel(a: Analysis, numberFrom: number): Match | null {
  const label = matchBefore(a, numberFrom, 'count.label');
  return label ? matchBefore(a, label.from, 'count.denied', a.halfBare ? 1 : 2) : null;
}

/** "30 người, sau thêm 10": those who came later are added; "thêm 10 là 40" says so itself. */
export function addLater(a: Analysis, mentions: CountMention[]): CountMention[] {
  if (!a.byTag.has('count.added')) return mentions;
  const kept: CountMention[] = [];
  for (const mention of mentions) {
    const previous = kept.at(-1);
    if (previous && isMore(a, previous, mention))
      kept.push({
        ...mention,
        role: previous.role,
        value: previous.value + mention.value,
        from: previous.from,
      });
    else kept.push(mention);
    if (kept.at(-1) !== mention) kept.splice(-2, 1);
  }
  return kept;
}

function isMore(a: Analysis, previous: CountMention, mention: CountMention): boolean {
  if (!HEADS.has(previous.role) || !HEADS.has(mention.role) || previous.unclear || mention.unclear)
    return false;
  return matchBefore(a, mention.numberFrom, 'count.added') !== null;
}

const HEADS: ReadonlySet<Role> = new Set(['bare', 'person', 'turn', 'total']);

/** "50, à lộn, 55": the later number takes the place of the earlier one of its kind. */
export function dropCorrected(a: Analysis, mentions: readonly CountMention[]): CountMention[] {
  const kept: CountMention[] = [];
  let denied: CountMention | undefined;
  for (const [at, mention] of mentions.entries()) {
    const previous = kept.at(-1);
    if (isDenied(a, mention, previous, mentions[at + 1])) {
      denied = mention;
      continue;
    }
    const isOther = denied !== undefined && isOfOthers(denied, mention, kept);
    denied = undefined;
    if (
      previous &&
      !isOther &&
      !isAddedUp(previous, mentions, at) &&
      (isCorrection(a, previous.to, mention.numberFrom) ||
        isStarred(a, mention) ||
        isSecondThought(a, previous, mention) ||
        isTakenBack(a, previous, mention))
    ) {
      const same = kept.findLastIndex((other) => other.role === mention.role);
      const replaced = mention.role === 'bare' || same < 0 ? kept.length - 1 : same;
      const role = mention.role === 'bare' ? (kept[replaced]?.role ?? 'bare') : mention.role;
      kept.splice(replaced, 1);
      kept.push({ ...mention, role });
    } else {
      kept.push(mention);
    }
  }
  return kept;
}

/** "37 người, a quên, cộng 2 người nữa là 39": forgotten, not mistaken. */
function isAddedUp(previous: CountMention, mentions: readonly CountMention[], at: number): boolean {
  const next = mentions.slice(at, at + MOST_TO_SUM);
  return next.some(
    (sum, n) =>
      HEADS.has(sum.role) && next.slice(0, n).some(({ value }) => previous.value + value === sum.value),
  );
}

const MOST_TO_SUM = 3;

/** "56 người, không phải nữ 40 mà nữ 34": only the women were told wrongly. */
function isOfOthers(denied: CountMention, mention: CountMention, kept: readonly CountMention[]): boolean {
  const isSaid = kept.some(({ role, value }) => role === mention.role || value === denied.value);
  return mention.role !== 'bare' && !HEADS.has(mention.role) && !isSaid;
}

function isCorrection(a: Analysis, last: number, to: number): boolean {
  // "48 mới đúng, nữ 29": said of the figure before it.
  const from = matchAt(a, last, 'correction.confirmed', a.halfBare ? 1 : 2)?.to ?? last;
  for (let at = from + 1; at <= to; at++) {
    if (ARROWS.has(a.tokens[at - 1]?.raw ?? '')) return true;
    const slip = matchBefore(a, at, 'correction.slip');
    // "nguoi lon 20": no slip, grown people.
    if (slip && matchAt(a, slip.from - 1, 'unit.adult') !== null) continue;
    if (slip && slip.from >= from && (slip.quality >= 2 || a.bare || slip.to - slip.from > 1)) return true;
  }
  return false;
}

/** "37 -> 47" */
const ARROWS = new Set(['>', '→']);

/** "26", then "62*": a star marks what was mistyped before. */
function isStarred(a: Analysis, { role, from, to }: CountMention): boolean {
  return role === 'bare' && (a.tokens[to]?.raw === STAR || a.tokens[from - 1]?.raw === STAR);
}

const STAR = '*';

/** "49... à 50": after a pause and an "à" the same thing is counted anew. */
function isSecondThought(a: Analysis, previous: CountMention, mention: CountMention): boolean {
  if (mention.role !== 'bare' && mention.role !== previous.role) return false;
  const between = a.tokens.slice(previous.to, mention.from);
  const words = between.filter((token) => token.kind === 'word');
  return (
    between[0]?.kind === 'mark' && words.length === 1 && SECOND_THOUGHTS.has(words[0]?.spelling.key ?? '')
  );
}

/** "35 à 53 mới đúng", "80 hả, đâu, 60 thôi", "48 đó, bỏ đi, 38 thôi" */
function isTakenBack(a: Analysis, previous: CountMention, mention: CountMention): boolean {
  if (mention.role !== 'bare' && mention.role !== previous.role) return false;
  const least = a.halfBare ? 1 : 2;
  const between = a.tokens.slice(previous.to, mention.from);
  const words = between.flatMap(({ kind, spelling }) => (kind === 'word' ? [spelling] : []));
  if (isCalledWrong(a, previous.to, between)) return true;
  const isPaused = between.length > words.length;
  const [last] = words.slice(-1);
  if (words.length === 1 && last && SECOND_THOUGHTS.has(last.key) && !isPaused)
    return matchAt(a, mention.to, 'correction.confirmed', least) !== null;
  if (!isPaused || words.length > MOST_WORDS_BACK || between.at(-1)?.kind !== 'mark') return false;
  const at = mention.from - 1;
  return matchBefore(a, at, 'correction.back', least) !== null;
}

/** "54 là sai, 45 mới đúng": nothing but the verdict and a mark or two stand between. */
function isCalledWrong(a: Analysis, at: number, between: readonly Token[]): boolean {
  const wrong = matchAt(a, at, 'count.wrong', a.halfBare ? 1 : 2);
  return wrong !== null && between.slice(wrong.to - at).every(({ kind }) => kind !== 'word');
}

const MOST_WORDS_BACK = 4;

/** Sighs after which the same thing is said anew. */
export const SECOND_THOUGHTS = new Set([
  'a2',
  'ua3',
  'y1',
  'i1',
  'ơ2',
  'ây1',
  'ui',
  'a1',
  'không',
  'hông',
  'quên',
]);
