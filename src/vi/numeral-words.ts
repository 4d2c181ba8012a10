export const DIGITS: ReadonlyMap<string, number> = new Map([
  ['môt5', 1],
  ['hai', 2],
  ['ba', 3],
  ['bôn1', 4],
  ['năm', 5],
  ['sau1', 6],
  ['bay3', 7],
  ['bay4', 7],
  ['bây3', 7],
  ['tam1', 8],
  ['chin1', 9],
]);
export const FOLDED_DIGITS: ReadonlyMap<string, number> = new Map([
  ['mot', 1],
  ['bon', 4],
  ['nam', 5],
  ['sau', 6],
  ['bay', 7],
  ['tam', 8],
  ['chin', 9],
]);
/** Words that are digits only at the end of a number: ba mốt, bốn tư, hai lăm. */
export const TAILS: ReadonlyMap<string, number> = new Map([
  ['môt1', 1],
  ['tư', 4],
  ['lăm', 5],
  ['nhăm', 5],
]);
export const FOLDED_TAILS: ReadonlyMap<string, number> = new Map([
  ['tu', 4],
  ['lam', 5],
  ['nham', 5],
]);
/** Folds of every word a number in words can begin with; most words are ruled out by this alone. */
export const NUMBER_FOLDS = new Set(
  'mot hai ba bon nam sau bay tam chin muoi mui chuc tram cham nghin ngan ham bam nua doi'.split(' '),
);

/** Words without accents that mean something else after a digit: sex, "next", "does". */
export const AMBIGUOUS_AFTER_DIGIT = new Set(['nam', 'sau']);

export const NO_FIGURE = new Set(['mây1', 'vai2', 'hang2', 'dăm', 'vai', 'hang', 'dam']);

export const PLAIN_NUMBER_WORDS = new Set(['hai', 'ba']);

export const SCALE_FOLDS = new Set(['muoi', 'chuc', 'tram', 'nghin', 'ngan', 'ham']);

export const SCALE_KEYS = new Set(['mươi', 'muơi', 'chuc5', 'trăm', 'nghin2', 'ngan2', 'hăm']);
