/**
 * A pattern is a row of word classes: `kin.partner ~3 act.hit who|child`. `a|b` is one or the other, a class also
 * stands for the classes below it (`who` for `who.self`), `*` for any one part (`kin.*.self`), `~3` lets up to three words come between, `^` at the head
 * binds the first class to the beginning of the text and `$` at the end the last one to its end.
 */
export interface Pattern {
  items: readonly PatternItem[];
  atStart: boolean;
  atEnd: boolean;
}

export interface PatternItem {
  /** Full tags that fit here. */
  tags: ReadonlySet<string>;
  /** How many tokens may stand between the item before and this one. */
  gapBefore: number;
}

/** Widest gap a pattern may have; keeps the search linear and the finds near each other. */
export const MAX_GAP_WORDS = 8;

const GAP = /^~(\d)$/;

/**
 * Reads one pattern.
 * @param known - Every tag of the word classes.
 * @throws {Error} when a class is unknown or a gap stands at the wrong place.
 */
export function parsePattern(source: string, known: readonly string[]): Pattern {
  const parts = source.trim().split(/\s+/);
  const atStart = parts[0] === '^';
  const atEnd = parts.at(-1) === '$';
  const inner = parts.slice(atStart ? 1 : 0, atEnd ? -1 : undefined);
  const items: PatternItem[] = [];
  let gapBefore = 0;
  for (const [n, part] of inner.entries()) {
    const gap = GAP.exec(part);
    if (!gap) {
      items.push({ tags: tagsOf(part, known), gapBefore });
      gapBefore = 0;
      continue;
    }
    gapBefore = Number(gap[1]);
    if (n === 0 || n === inner.length - 1)
      throw new Error(`a gap must stand between two classes in "${source}"`);
    if (gapBefore > MAX_GAP_WORDS) throw new Error(`gaps are at most ${MAX_GAP_WORDS} words in "${source}"`);
  }
  if (items.length === 0) throw new Error(`the pattern "${source}" is empty`);
  return { items, atStart, atEnd };
}

function tagsOf(part: string, known: readonly string[]): ReadonlySet<string> {
  const tags = new Set<string>();
  for (const name of part.split('|')) {
    const under = known.filter((tag) => isUnder(tag, name));
    if (under.length === 0) throw new Error(`there is no word class "${name}"`);
    for (const tag of under) tags.add(tag);
  }
  return tags;
}

function isUnder(tag: string, name: string): boolean {
  if (!name.includes('*')) return tag === name || tag.startsWith(`${name}.`);
  const parts = tag.split('.');
  return name.split('.').every((part, n) => (part === '*' ? n < parts.length : part === parts[n]));
}
