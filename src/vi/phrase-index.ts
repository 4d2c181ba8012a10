import type { Lexicon } from './lexicon.ts';
import { type Choice, parsePhrase } from './phrase-pattern.ts';
import { fitOf, type Spelling, spell } from './spelling.ts';
import type { Token } from './tokens.ts';

/** A phrase of the lexicon found in a text: tokens `[from, to)`. */
export interface Match {
  tag: string;
  from: number;
  to: number;
  /** 3 as written, 2 with hỏi and ngã exchanged or one slip, 1 without accents. */
  quality: 1 | 2 | 3;
  /** A word has some of its marks and lacks others, or a wrong one: "tôi" for "tối" may well be another word. */
  partial: boolean;
}

/** A phrase and its place in the lexicon: matches that end at one word come in that order. */
interface Phrase {
  tag: string;
  place: number;
  exactOnly: boolean;
}

/** Words in a row; equal ones are one list. */
type Words = readonly Spelling[];

/** One part of a phrase: the ways in which it is said. */
type Part = readonly Words[];

/** Words in a row, and the phrases that are written so: one may stand in several lists. */
interface Entry {
  phrases: Phrase[];
  exactOnly: boolean;
  spellings: Words;
}

/** A phrase that has been written out as far as a node, up to one of its choices. */
interface Rest {
  phrase: Phrase;
  parts: readonly Part[];
  spellings: Words;
  /** The part that comes next. */
  part: number;
}

/** A place in the tree. Nearly all places lead to one word only, or to none: a map for each would fill the memory. */
interface Node {
  word: string | null;
  child: Node | null;
  /** All ways on, where there are several. */
  children: Map<string, Node> | null;
  entries: Entry[] | null;
  /** What goes on from here with a choice and has not been written out yet. */
  rests: Rest[] | null;
}

/**
 * All phrases of a lexicon as a tree by folded word, so that one pass over a text finds every match. Choices are written
 * out when a text first comes as far: of all the ways in which phrases could be said, people use few.
 */
export class PhraseIndex {
  /** Every word of the phrases, folded. */
  readonly folds: ReadonlySet<string>;
  /** Every word of the phrases, in lower case with its accents. */
  readonly written: Iterable<string>;
  private readonly root: Node = newNode();
  /** Every word of the lexicon as it is written. */
  private readonly words: ReadonlySet<string>;

  constructor(lexicon: Lexicon) {
    const speller = onceEach();
    let place = 0;
    for (const [tag, phrases] of Object.entries(lexicon.phrases)) {
      for (const text of phrases) {
        const { parts, exactOnly } = parsePhrase(text);
        const phrase: Phrase = { tag, place: place++, exactOnly };
        this.writeOut(this.root, { phrase, parts: parts.map(speller.part), spellings: [], part: 0 });
      }
    }
    const spellings = [...speller.spellings.values()];
    this.words = new Set(spellings.map(({ key }) => key));
    this.written = [...speller.spellings.keys()];
    this.folds = new Set(spellings.map(({ fold }) => fold));
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
      if (node.rests) this.goOn(node);
      if (!node.entries) continue;
      for (const entry of node.entries) {
        const quality = qualityOf(tokens, from, entry, this.words);
        if (quality === null) continue;
        found ??= [];
        const partial = quality < 3 && isPartial(tokens, from, entry);
        for (const { tag } of entry.phrases) found.push({ tag, from, to: to + 1, quality, partial });
      }
    }
    return found;
  }

  /** The folded words that may come second in a phrase whose first word has this fold, or null when there are none. */
  followersOf(fold: string): ReadonlySet<string> | null {
    const node = childOf(this.root, fold);
    if (!node) return null;
    if (node.rests) this.goOn(node);
    if (node.children) return new Set(node.children.keys());
    return node.word === null ? null : new Set([node.word]);
  }

  /** The tags of every phrase that begins with these two folded words, however it goes on. */
  tagsOfBeginning(first: string, second: string): Set<string> {
    const tags = new Set<string>();
    const node = childOf(this.root, first);
    if (node?.rests) this.goOn(node);
    const next = node && childOf(node, second);
    if (next) addTagsUnder(next, tags);
    return tags;
  }

  /** Writes out what goes on from a node. */
  private goOn(node: Node): void {
    const rests = node.rests ?? [];
    node.rests = null;
    for (const rest of rests) this.writeOut(node, rest);
  }

  /** Puts the next part of a phrase behind `node`, in each way it can be said, and leaves what follows for later. */
  private writeOut(node: Node, { phrase, parts, spellings, part }: Rest): void {
    for (const own of parts[part] as Part) {
      let end = node;
      for (const { fold } of own) end = childOf(end, fold) ?? newChild(end, fold);
      const soFar = spellings.length === 0 ? own : [...spellings, ...own];
      if (part + 1 === parts.length) addEntry(end, phrase, soFar);
      else if (end === node) this.writeOut(end, { phrase, parts, spellings: soFar, part: part + 1 });
      else addRest(end, { phrase, parts, spellings: soFar, part: part + 1 });
    }
  }
}

/** Thousands of phrases are made of some hundred words, and many of the same brackets: each is spelled, and kept, once. */
function onceEach() {
  const spellings = new Map<string, Spelling>();
  const choices = new Map<string, Words>();
  const parts = new Map<string, Part>();
  const word = (text: string) => kept(spellings, text, () => spell(text));
  const choice = (words: Choice) => kept(choices, words.join(' '), () => words.map(word));
  const part = (ways: readonly Choice[]) =>
    kept(parts, ways.map((words) => words.join(' ')).join('|'), () => ways.map(choice));
  return { spellings, part };
}

function kept<T>(known: Map<string, T>, name: string, make: () => T): T {
  let value = known.get(name);
  if (value === undefined) {
    value = make();
    known.set(name, value);
  }
  return value;
}

/** Phrases that have not been written out yet tell their tags as well. */
function addTagsUnder(node: Node, tags: Set<string>): void {
  for (const { phrases } of node.entries ?? []) for (const { tag } of phrases) tags.add(tag);
  for (const { phrase } of node.rests ?? []) tags.add(phrase.tag);
  if (node.children) for (const child of node.children.values()) addTagsUnder(child, tags);
  else if (node.child) addTagsUnder(node.child, tags);
}

function addEntry(node: Node, phrase: Phrase, spellings: Words): void {
  node.entries ??= [];
  const { entries } = node;
  const same = entries.find((entry) => isSamePhrase(entry, spellings, phrase.exactOnly));
  if (same) same.phrases.push(phrase);
  else entries.push({ phrases: [phrase], spellings, exactOnly: phrase.exactOnly });
  // It may be written out later than others that come after it in the lexicon.
  same?.phrases.sort((a, b) => a.place - b.place);
  entries.sort((a, b) => placeOf(a) - placeOf(b));
}

const placeOf = (entry: Entry) => (entry.phrases[0] as Phrase).place;

function addRest(node: Node, rest: Rest): void {
  if (node.rests) node.rests.push(rest);
  else node.rests = [rest];
}

/** Spellings are kept once, so equal words are the same object. */
function isSamePhrase(entry: Entry, spellings: Words, exactOnly: boolean): boolean {
  return entry.exactOnly === exactOnly && entry.spellings.every((spelling, n) => spelling === spellings[n]);
}

function newNode(): Node {
  return { word: null, child: null, children: null, entries: null, rests: null };
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

function isPartial(tokens: readonly Token[], from: number, { spellings }: Entry): boolean {
  for (let n = 0; n < spellings.length; n++) {
    const typed = (tokens[from + n] as Token).spelling;
    if (typed.key === typed.fold) continue;
    const fit = fitOf(typed, spellings[n] as Spelling);
    if (fit === 'bare' || fit === 'slip') return true;
  }
  return false;
}
