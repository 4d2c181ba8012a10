import type { Analysis } from './analysis.ts';
import type { CountMention } from './count-mention.ts';

/** "già 20, trẻ 25, con nít 10": old and young told apart, of whom nobody else is counted, or null. Linear. */
export function generations(
  a: Analysis,
  mentions: readonly CountMention[],
): { value: number; mentions: CountMention[] } | null {
  const words = mentions.map((mention) => wordBefore(a, mention));
  const isList = words.includes(OLD) && words.length >= FEWEST && words.every((word) => AGES.has(word));
  if (!isList || mentions.some(({ unclear }) => unclear)) return null;
  return { value: mentions.reduce((sum, { value }) => sum + value, 0), mentions: [...mentions] };
}

const FEWEST = 2;
const OLD = 'gia';
/** già, lớn, trẻ, nhỏ, con nít, thanh niên, trung niên */
const AGES: ReadonlySet<string> = new Set([OLD, 'lon', 'tre', 'nho', 'nit', 'nien']);

function wordBefore(a: Analysis, { numberFrom }: CountMention): string {
  const at = a.tokens[numberFrom - 1]?.raw === ':' ? numberFrom - 2 : numberFrom - 1;
  return a.tokens[at]?.spelling.fold ?? '';
}
