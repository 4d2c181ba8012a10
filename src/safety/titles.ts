import type { Reading } from './reading.ts';

/** A longer quotation is speech or a whole text, no title. */
const MAX_TITLE_TOKENS = 20;
/** "bài: "…", "tên là "…": so many tokens may stand between the head word and the quote mark. */
const HEAD_GAP_TOKENS = 2;

/**
 * The tokens of quoted titles: `bài "Tôi từng bị chồng đánh"`, `"Đừng bán con em" câu này in lên băng rôn`. What a title
 * says nobody suffers. Only quotation marks beside a word for a text, play or song count: what somebody said stays.
 */
export function titledTokens({ starts, byTag }: Reading): number[] {
  const marks = (byTag.get('quoted') ?? []).map((match) => match.from);
  const heads = new Set((byTag.get('titled.head') ?? []).map((match) => match.to));
  const inside: number[] = [];
  for (let n = 0; n + 1 < marks.length; n++) {
    const [open, close] = [marks[n] as number, marks[n + 1] as number];
    if (close - open > MAX_TITLE_TOKENS) continue;
    const headed = hasHead(heads, open) || starts[close + 1]?.some((match) => match.tag === 'titled.tail');
    if (!headed) continue;
    for (let at = open + 1; at < close; at++) inside.push(at);
    n++;
  }
  return inside;
}

function hasHead(heads: ReadonlySet<number>, open: number): boolean {
  for (let gap = 0; gap <= HEAD_GAP_TOKENS; gap++) if (heads.has(open - gap)) return true;
  return false;
}
