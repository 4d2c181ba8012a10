/** What XML 1.0 cannot hold in any spelling. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Excel reads `_x000D_` in a text as that character (ECMA-376 part 1, 22.9.2.19), so a literal one is spelt out. */
const EXCEL_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** Excel takes no longer text and calls the file broken. */
const MAX_CELL_CHARS = 32_767;

const MARKUP = /[&<>"]/;

/** A text as the content of a cell. */
export function xmlText(text: string): string {
  const plain = text
    .slice(0, MAX_CELL_CHARS)
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replace(EXCEL_ESCAPE, '_x005F_');
  if (!MARKUP.test(plain)) return plain;
  return plain
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
