import { type Lexicon, phraseForms } from './lexicon.ts';
import { fitOf, type Spelling, spell } from './spelling.ts';
import type { Token } from './tokens.ts';

/** A phrase of the lexicon found in a text: tokens `[from, to)`. */
export interface Match {
  tag: string;
  from: number;
  to: number;
  /** 3 as written, 2 with hỏi and ngã exchanged or one slip, 1 without accents. */
  quality: 1 | 2 | 3;
}

/** One phrase of the lexicon, which may stand in several lists. */
interface Entry {
  tags: string[];
  spellings: readonly Spelling[];
  exactOnly: boolean;
}

/** A place in the tree. Nearly all places lead to one word only, or to none: a map for each would fill the memory. */
interface Node {
  word: string | null;
  child: Node | null;
  /** All ways on, where there are several. */
  children: Map<string, Node> | null;
  entries: Entry[] | null;
}

/** All phrases of a lexicon as a tree by folded word, so that one pass over a text finds every match. */
export class PhraseIndex {
  /** Every word of the phrases, folded. */
  readonly folds: ReadonlySet<string>;
  /** Every word of the phrases, in lower case with its accents. */
  readonly written: Iterable<string>;
  private readonly root: Node = newNode();
  /** Every word of the lexicon as it is written. */
  private readonly words: ReadonlySet<string>;

  constructor(lexicon: Lexicon) {
    // Thousands of phrases are made of some hundred words: each is spelled, and kept, once.
    const spellings = new Map<string, Spelling>();
    const spellOnce = (word: string): Spelling => {
      const known = spellings.get(word);
      if (known) return known;
      const spelling = spell(word);
      spellings.set(word, spelling);
      return spelling;
    };
    for (const [tag, phrases] of Object.entries(lexicon.phrases)) {
      for (const phrase of phrases) this.add(tag, phrase, spellOnce);
    }
    this.words = new Set([...spellings.values()].map(({ key }) => key));
    this.written = [...spellings.keys()];
    this.folds = new Set([...spellings.values()].map(({ fold }) => fold));
  }

  /** Every match that begins at token `from`, shortest first, or null when there is none. */
  matchesAt(tokens: readonly Token[], from: number): Match[] | null {
    let found: Match[] | null = null;
    let node: Node | undefined = this.root;
    for (let to = from; to < tokens.length; to++) {
      const token = tokens[to];
      if (!token || token.kind === 'break') return found;
      node = childOf(node, token.spelling.fold);
      if (!node) return found;
      if (!node.entries) continue;
      for (const entry of node.entries) {
        const quality = qualityOf(tokens, from, entry, this.words);
        if (quality === null) continue;
        found ??= [];
        for (const tag of entry.tags) found.push({ tag, from, to: to + 1, quality });
      }
    }
    return found;
  }

  private add(tag: string, phrase: string, spellOnce: (word: string) => Spelling): void {
    for (const form of phraseForms(phrase)) {
      const spellings = form.words.map(spellOnce);
      let node = this.root;
      for (const { fold } of spellings) node = childOf(node, fold) ?? newChild(node, fold);
      node.entries ??= [];
      const same = node.entries.find((entry) => isSamePhrase(entry, spellings, form.exactOnly));
      if (same) same.tags.push(tag);
      else node.entries.push({ tags: [tag], spellings, exactOnly: form.exactOnly });
    }
  }
}

/** Spellings are kept once, so equal words are the same object. */
function isSamePhrase(entry: Entry, spellings: readonly Spelling[], exactOnly: boolean): boolean {
  return entry.exactOnly === exactOnly && entry.spellings.every((spelling, n) => spelling === spellings[n]);
}

function newNode(): Node {
  return { word: null, child: null, children: null, entries: null };
}

function childOf(node: Node, fold: string): Node | undefined {
  if (node.children) return node.children.get(fold);
  return node.word === fold && node.child ? node.child : undefined;
}

function newChild(node: Node, fold: string): Node {
  const child = newNode();
  if (node.word === null) {
    node.word = fold;
    node.child = child;
    return child;
  }
  node.children ??= new Map([[node.word, node.child as Node]]);
  node.children.set(fold, child);
  return child;
}

function qualityOf(
  tokens: readonly Token[],
  from: number,
  entry: Entry,
  words: ReadonlySet<string>,
): Match['quality'] | null {
  let near = 0;
  let bare = 0;
  let slip = 0;
  for (let n = 0; n < entry.spellings.length; n++) {
    const token = tokens[from + n];
    const wanted = entry.spellings[n];
    if (!token || !wanted) return null;
    const fit = fitOf(token.spelling, wanted);
    if (fit === 'near') near++;
    else if (fit === 'bare') bare++;
    else if (fit === 'slip') {
      // "chị em" is no slip for "chỉ em": who writes a word that exists means it.
      if (words.has(token.spelling.key)) return null;
      slip++;
    }
  }
  if (slip > 0) {
    // One wrong mark in a phrase that is otherwise written out is a slip of the thumb, two are other words.
    const oneSlip = slip === 1 && bare === 0 && entry.spellings.length > 1 && !entry.exactOnly;
    return oneSlip ? 2 : null;
  }
  if (bare > 0) return entry.exactOnly ? null : 1;
  return near > 0 ? 2 : 3;
}
