import { type Analysis, matchAt } from './analysis.ts';

/** "vâng ạ, em cảm ơn": thanks beside a yes take nothing back. */
export function isThanks(a: Analysis, at: number): boolean {
  const thanks = matchAt(a, at, 'answer.neutral') ?? matchAt(a, at - 1, 'answer.neutral');
  return thanks !== null && at < thanks.to && THANKS.has(a.tokens[thanks.from]?.spelling.fold ?? '');
}

const THANKS = new Set(['cam']);
