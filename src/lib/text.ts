const segmenter = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** Characters as people see them: a letter with all its marks is one, so is an emoji of several parts. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/**
 * Shortens to at most `maxChars` UTF-16 units with an ellipsis, never inside a visible character.
 *
 * @param maxChars - At least 1.
 */
export function ellipsize(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const [head = ''] = splitAtGraphemes(text, maxChars - 1);
  return `${head.trimEnd()}…`;
}

/**
 * Cuts into pieces of at most `maxChars` UTF-16 units, never inside a visible character unless that alone is longer;
 * the pieces together are the text.
 */
export function splitAtGraphemes(text: string, maxChars: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const unit of graphemes(text).flatMap((grapheme) => small(grapheme, maxChars))) {
    if (piece && piece.length + unit.length > maxChars) {
      pieces.push(piece);
      piece = '';
    }
    piece += unit;
  }
  if (piece) pieces.push(piece);
  return pieces;
}

/** What moves a cursor, ends a line or turns the direction of writing round. */
const NOT_OF_ONE_LINE = /[\p{Cc}\s\u202A-\u202E\u2066-\u2069]+/gu;

/** The text as one line for a terminal or a column, whatever somebody typed into a chat. */
export function oneLine(text: string): string {
  return text.replace(NOT_OF_ONE_LINE, ' ').trim();
}

/** A visible character longer than a whole piece (a letter with fifty marks) falls apart into code points. */
function small(grapheme: string, maxChars: number): string[] {
  return grapheme.length <= maxChars ? [grapheme] : Array.from(grapheme);
}
