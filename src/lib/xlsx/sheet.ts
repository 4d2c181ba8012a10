import { daySerial, shownChars, type XlsxCell } from './cell.ts';
import { MAIN_NS, STYLE, XML } from './parts.ts';
import { xmlText } from './xml-text.ts';

const MIN_WIDTH_CHARS = 8;
const MAX_WIDTH_CHARS = 60;

/** A heading may break into lines, so it alone makes no column wide. */
const MAX_HEADING_CHARS = 16;

const LETTERS = 26;

/** A sheet that grows row by row; its first row is the heading, bold and always in view. */
export class Sheet {
  readonly #rows: string[] = [];
  readonly #texts = new Map<string, number>();
  readonly #widths: number[];
  readonly #letters: string[];
  #textCells = 0;

  constructor(headings: readonly string[]) {
    this.#letters = headings.map((_, i) => columnLetters(i));
    this.#widths = headings.map((title) => Math.min(title.length, MAX_HEADING_CHARS));
    this.#write(headings, STYLE.heading);
  }

  /** Rows so far, without the heading. */
  get rowCount(): number {
    return this.#rows.length - 1;
  }

  /** @param cells - One for each heading. */
  add(cells: readonly XlsxCell[]): void {
    for (const [i, cell] of cells.entries()) {
      this.#widths[i] = Math.max(this.#widths[i] ?? 0, shownChars(cell));
    }
    this.#write(cells, STYLE.plain);
  }

  #write(cells: readonly XlsxCell[], style: number): void {
    const row = this.#rows.length + 1;
    let xml = `<row r="${row}">`;
    for (const [i, cell] of cells.entries()) xml += this.#cellXml(`${this.#letters[i]}${row}`, cell, style);
    this.#rows.push(`${xml}</row>`);
  }

  #cellXml(at: string, cell: XlsxCell, style: number): string {
    if (cell === null || cell === '') return '';
    if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
    if (typeof cell === 'string') {
      return `<c r="${at}" t="s"${style === STYLE.plain ? '' : ` s="${style}"`}><v>${this.#textId(cell)}</v></c>`;
    }
    return `<c r="${at}" s="${cell.time === null ? STYLE.day : STYLE.moment}"><v>${daySerial(cell)}</v></c>`;
  }

  /** Texts stand once in a list of their own: names and words of choice come again in every row. */
  #textId(text: string): number {
    this.#textCells++;
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, this.#texts.size);
    return this.#texts.size - 1;
  }

  sheetXml(): string {
    const width = (chars: number) => Math.min(MAX_WIDTH_CHARS, Math.max(MIN_WIDTH_CHARS, chars)) + 2;
    const columns = this.#widths.map(
      (chars, i) => `<col min="${i + 1}" max="${i + 1}" width="${width(chars)}" customWidth="1"/>`,
    );
    const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
    return (
      `${XML}<worksheet xmlns="${MAIN_NS}"><sheetViews><sheetView workbookViewId="0" tabSelected="1">${pane}</sheetView></sheetViews>` +
      `<cols>${columns.join('')}</cols><sheetData>${this.#rows.join('')}</sheetData></worksheet>`
    );
  }

  textsXml(): string {
    const items = Array.from(
      this.#texts.keys(),
      (text) => `<si><t xml:space="preserve">${xmlText(text)}</t></si>`,
    );
    const counts = `count="${this.#textCells}" uniqueCount="${this.#texts.size}"`;
    return `${XML}<sst xmlns="${MAIN_NS}" ${counts}>${items.join('')}</sst>`;
  }
}

/** 0 → `A`, 25 → `Z`, 26 → `AA`. */
function columnLetters(index: number): string {
  const before = index >= LETTERS ? columnLetters(Math.floor(index / LETTERS) - 1) : '';
  return before + String.fromCharCode('A'.charCodeAt(0) + (index % LETTERS));
}
