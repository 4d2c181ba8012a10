import { type Analysis, matchAt, whyOf } from './analysis.ts';
import type { YesNoReading } from './vi.ts';
import type { AnswerMark } from './yes-no.ts';

const OPTIONS: ReadonlySet<string> = new Set(['1', '2']);

/** The option chosen by its figure or its place, or null. */
export function optionOf(a: Analysis): YesNoReading | null {
  const words = a.tokens.filter((token) => token.kind !== 'mark' && token.kind !== 'break');
  const at = a.tokens.findIndex((token) => token.kind === 'number');
  const figure = a.tokens[at];
  if (at >= 0 && figure) {
    if (isBothOptions(a, at)) return { answer: 'unclear', why: [whyOf(a, 'option', at, at + 1)] };
    const alone = words.every((token) => token === figure || isPolite(a, token) || isOptionHead(a, token));
    if (!alone) return null;
    if (!OPTIONS.has(figure.raw)) return { answer: 'unclear', why: [whyOf(a, 'option', at, at + 1)] };
    return { answer: figure.raw === '1' ? 'yes' : 'no', why: [whyOf(a, 'option', at, at + 1)] };
  }
  for (const [tag, answer] of [
    ['answer.first', 'yes'],
    ['answer.second', 'no'],
  ] as const) {
    const match = matchAt(a, 0, tag);
    if (match && a.tokens.slice(match.to).every((token) => token.kind === 'mark' || isPolite(a, token)))
      return { answer, why: [whyOf(a, tag, 0, match.to)] };
  }
  return null;
}

/** "1 hay 2", "1, 2": nobody chose. */
function isBothOptions(a: Analysis, at: number): boolean {
  const between = (matchAt(a, at + 1, 'date.alternative') ?? matchAt(a, at + 1, 'date.join'))?.to ?? at + 1;
  const other = a.tokens[between]?.kind === 'mark' ? a.tokens[between + 1] : a.tokens[between];
  return (
    OPTIONS.has(a.tokens[at]?.raw ?? '') && OPTIONS.has(other?.raw ?? '') && other?.raw !== a.tokens[at]?.raw
  );
}

function isPolite(a: Analysis, token: Analysis['tokens'][number]): boolean {
  return matchAt(a, a.tokens.indexOf(token), 'answer.filler') !== null;
}

function isOptionHead(a: Analysis, token: Analysis['tokens'][number]): boolean {
  return matchAt(a, a.tokens.indexOf(token), 'answer.option_head') !== null;
}

const YES_EMOJI = /[👍👌✅🆗☑✔💯🙆]/u;
const NO_EMOJI = /[👎❌🙅✖🚫]/u;

/** A thumb up or down with at most some manners around it, or null. */
export function emojiAnswer(a: Analysis): YesNoReading | null {
  if (a.tokens.some((token, at) => token.kind === 'number' || (token.kind === 'word' && !isManner(a, at))))
    return null;
  if (NO_EMOJI.test(a.text)) return { answer: 'no', why: [whyOf(a, 'emoji', 0, a.tokens.length)] };
  if (YES_EMOJI.test(a.text)) return { answer: 'yes', why: [whyOf(a, 'emoji', 0, a.tokens.length)] };
  return null;
}

function isManner(a: Analysis, at: number): boolean {
  return matchAt(a, at, 'answer.filler') !== null || matchAt(a, at, 'answer.polite') !== null;
}

/** "ch làm", "ch đc": not yet, unless chị did it ("ch làm rồi"). */
export function shortNot(a: Analysis, at: number): AnswerMark | null {
  const token = a.tokens[at];
  if (token?.raw.toLowerCase() !== NOT_YET || token.glued) return null;
  const to = a.tokens.findIndex(({ start }, n) => n > at && start > token.start);
  const alone = at <= 1 && a.tokens.every((each, n) => n < at || each.raw === token.raw || isManner(a, n));
  if (!alone && !NOT_YET_VERBS.has(a.tokens[to]?.spelling.fold ?? '')) return null;
  if (a.tokens.some(({ spelling }, n) => n > at && FINISHED.has(spelling.fold))) return null;
  const end = to < 0 ? a.tokens.length : to;
  return { kind: 'no', match: { tag: 'answer.no', from: at, to: end, quality: 1, partial: false } };
}

const NOT_YET = 'ch';
const NOT_YET_VERBS = new Set('lam hop co duoc to phat gui thay nhan dung'.split(' '));
const FINISHED = new Set(['roi', 'xong']);
