import { graphemes, oneLine } from '../lib/text.ts';

/** Between columns, where people read. */
const GAP = '  ';

/**
 * The lines of a list. People get headings and columns that stand below each other; programs, which read from a pipe, get the
 * rows alone with a tab between cells.
 */
export function tableLines(
  titles: readonly string[],
  given: readonly string[][],
  isForPeople: boolean,
): string[] {
  const rows = given.map((row) => row.map(oneLine));
  if (!isForPeople || rows.length === 0) return rows.map((row) => row.join('\t'));
  const lines = [[...titles], ...rows];
  const widths = titles.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))));
  return lines.map((line) =>
    line
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
}

/** Prints a list as `tableLines` has it. */
export function printTable(titles: readonly string[], rows: readonly string[][]): void {
  for (const line of tableLines(titles, rows, process.stdout.isTTY === true)) console.log(line);
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(width - widthOf(cell));
}

function widthOf(cell: string): number {
  return graphemes(cell).length;
}
