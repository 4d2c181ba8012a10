import type { Analysis } from './analysis.ts';

/** A telephone number of a person: tokens `[from, to)` and its digits as dialled within the country. */
export interface Phone {
  number: string;
  from: number;
  to: number;
}

const MOBILE = /^0[35789]\d{8}$/;
const LANDLINE = /^02\d{9}$/;
const LONGEST = 14;

/** Telephone numbers in a text, written in one run or in groups: 0912 345 678, +84 912-345-678, 0259.3 822 822. */
export function phonesOf(a: Analysis): Phone[] {
  const phones: Phone[] = [];
  let from = 0;
  while (from < a.tokens.length) {
    const phone = phoneAt(a, from);
    if (phone) phones.push(phone);
    from = phone ? phone.to : from + 1;
  }
  return phones;
}

function phoneAt(a: Analysis, from: number): Phone | null {
  const plus = a.tokens[from]?.raw === '+' ? 1 : 0;
  const first = a.tokens[from + plus];
  if (first?.kind !== 'number') return null;
  const starts = first.raw.startsWith('0') || first.raw.startsWith('84') || plus === 1;
  if (!starts) return null;
  let digits = first.raw;
  let to = from + plus + 1;
  let best = phoneOf(digits, from, to);
  while (!best && digits.length < LONGEST) {
    const group = isGroupMark(a, to) ? to + 1 : to;
    const token = a.tokens[group];
    if (token?.kind !== 'number') break;
    digits += token.raw;
    to = group + 1;
    best = phoneOf(digits, from, to);
  }
  return best;
}

function isGroupMark(a: Analysis, at: number): boolean {
  const raw = a.tokens[at]?.raw;
  return raw === '.' || raw === '-';
}

function phoneOf(digits: string, from: number, to: number): Phone | null {
  const number = digits.replace(/^(?:0084|84)/, '0');
  return MOBILE.test(number) || LANDLINE.test(number) ? { number, from, to } : null;
}
