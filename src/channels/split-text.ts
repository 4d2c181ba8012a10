/** A cut at the end of a sentence is preferred to one at a space when it fills at least this share of the limit. */
const MIN_SENTENCE_SHARE = 0.25;

/** Where a sentence ends: its mark (not the dot of a list number) with closing quotes, or a line break. */
const SENTENCE_END = /(?<!^[ \t]*\d+)[.!?…]["'”’)\]]*(?=\s)|(?=\n)/gmu;

/** A cut may not fall inside these: links, and numbers with their separators (also "0259 000 000"). */
const UNCUTTABLE = /https?:\/\/\S+|\d(?:[\d.,/:-]|[ \u00a0](?=\d))*/gu;

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/**
 * Cuts a text to pieces that a platform takes: at the ends of sentences, else at spaces, else between graphemes; never
 * inside a number or a link that fits the limit. White space at a cut goes away, nothing else does.
 *
 * @param maxChars - Limit of a piece in UTF-16 units, at least 2.
 * @returns The pieces in order; none for a blank text.
 */
export function splitText(text: string, maxChars: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > maxChars) {
    const cut = findCut(rest, maxChars);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

function findCut(text: string, maxChars: number): number {
  // A little more than the limit is looked at, so that a space or a mark just behind it is seen.
  const window = text.slice(0, maxChars + 1);
  const mayCut = cutJudge(text, maxChars);
  const sentence = lastCut(sentenceEnds(window), maxChars, mayCut);
  if (sentence >= maxChars * MIN_SENTENCE_SHARE) return sentence;
  const gaps = spaces(window);
  const boundaries = graphemeBoundaries(text.slice(0, maxChars * 2));
  const anywhere = () => true;
  return (
    lastCut(gaps, maxChars, mayCut) ||
    lastCut(boundaries, maxChars, mayCut) ||
    // One endless number or link: it has to be cut somewhere.
    lastCut(gaps, maxChars, anywhere) ||
    lastCut(boundaries, maxChars, anywhere) ||
    codePointCut(text, maxChars)
  );
}

function lastCut(cuts: number[], maxChars: number, mayCut: (cut: number) => boolean): number {
  return cuts.findLast((cut) => cut > 0 && cut <= maxChars && mayCut(cut)) ?? 0;
}

function cutJudge(text: string, maxChars: number): (cut: number) => boolean {
  const ranges = [...text.slice(0, maxChars * 2).matchAll(UNCUTTABLE)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return (cut) =>
    !ranges.some(({ start, end }) => start < cut && cut < end) && !joinsLeft(text.slice(cut).trimStart());
}

/** True when a text begins with a mark that belongs to the character before it. */
function joinsLeft(text: string): boolean {
  return graphemes.segment(`x${text.slice(0, 2)}`).containing(0)?.segment !== 'x';
}

function sentenceEnds(window: string): number[] {
  return [...window.matchAll(SENTENCE_END)].map((match) => match.index + match[0].length);
}

function spaces(window: string): number[] {
  return [...window.matchAll(/\s/gu)].map((match) => match.index);
}

function graphemeBoundaries(window: string): number[] {
  return [...graphemes.segment(window)].map((segment) => segment.index);
}

/** For a single grapheme longer than a message: the last cut that keeps surrogate pairs whole. */
function codePointCut(text: string, maxChars: number): number {
  const last = text.charCodeAt(maxChars - 1);
  const isHighSurrogate = last >= 0xd800 && last <= 0xdbff;
  return isHighSurrogate ? maxChars - 1 : maxChars;
}
