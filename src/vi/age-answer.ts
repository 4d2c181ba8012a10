import { type Analysis, whyOf } from './analysis.ts';
import type { Asked } from './asked.ts';
import { heard } from './asked-back.ts';
import type { YesNoReading } from './vi.ts';

/** How old somebody is said to be at a token: exactly so, at least, or below. */
interface Age {
  years: number;
  from: number;
  to: number;
  atLeast: boolean;
}

/**
 * An age in answer to "có trẻ em dưới 16 tuổi không?": "nhỏ nhất cũng 17", "18+ hết" are a no, "một đứa 15 tuổi",
 * "toàn học sinh lớp 6" a yes. Null where no age is said or the question names none.
 */
export function ageAnswer(a: Analysis, asked: Asked): YesNoReading | null {
  if (asked.underAge === null) return null;
  const limit = asked.underAge;
  const ages = agesIn(a);
  const young = ages.find(({ years, atLeast }) => !atLeast && years < limit);
  if (young) return { answer: 'yes', why: [whyOf(a, 'age', young.from, young.to)] };
  const [old] = ages;
  return old ? { answer: 'no', why: [whyOf(a, 'age', old.from, old.to)] } : null;
}

function agesIn(a: Analysis): Age[] {
  const ages: Age[] = [];
  for (const [at, token] of a.tokens.entries()) {
    if (token.kind !== 'number' || token.raw.length > 2) continue;
    const before = heard(a, at - 1);
    if (CLASS.has(before)) {
      const years = Number(token.raw) + YEARS_AT_CLASS;
      // In the tenth class some are fifteen and some are sixteen.
      if (Number(token.raw) !== MIXED_CLASS) ages.push({ years, from: at - 1, to: at + 1, atLeast: false });
      continue;
    }
    if (UNDER.has(before)) continue;
    const unit = YEARS.has(heard(a, at + 1)) ? at + 2 : at + 1;
    const isOpen =
      a.tokens[at + 1]?.raw === '+' || (UPWARDS.has(heard(a, unit)) && UP.has(heard(a, unit + 1)));
    const isSaid = unit > at + 1 || isFurtherAge(a, at) || SMALLEST.has(heard(a, at - 2)) || OVER.has(before);
    if (isSaid || isOpen)
      ages.push({ years: Number(token.raw), from: at, to: unit, atLeast: isOpen || OVER.has(before) });
  }
  return ages;
}

/** "17 18 tuổi", "16, 17 tuổi": the unit stands behind the last one. */
function isFurtherAge(a: Analysis, at: number): boolean {
  const next = a.tokens[at + 1]?.kind === 'number' ? at + 1 : at + 2;
  return (
    a.tokens[next]?.kind === 'number' && YEARS.has(heard(a, next + 1)) && a.tokens[at + 1]?.kind !== 'word'
  );
}

/** Pupils of the first class are six. */
const YEARS_AT_CLASS = 5;
const MIXED_CLASS = 10;
const CLASS: ReadonlySet<string> = new Set(['lơp1', 'lop']);
const YEARS: ReadonlySet<string> = new Set(['tuôi3', 'tuôi4', 'tuoi']);
const UNDER: ReadonlySet<string> = new Set(['dươi1', 'duoi']);
const OVER: ReadonlySet<string> = new Set(['trên', 'tren', 'hơn', 'hon', 'qua1']);
const UPWARDS: ReadonlySet<string> = new Set(['trơ3', 'trơ4', 'tro', 'đô3']);
const UP: ReadonlySet<string> = new Set(['lên', 'len']);
/** "nhỏ nhất cũng 17" */
const SMALLEST: ReadonlySet<string> = new Set(['nhât1', 'nhat']);
