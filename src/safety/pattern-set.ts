import type { Pattern } from './pattern.ts';
import type { Reading } from './reading.ts';
import { type Find, search } from './search.ts';

/** A rule with its patterns read. */
export interface Compiled<R> {
  rule: R;
  patterns: readonly Pattern[];
}

interface Entry<R> {
  rule: R;
  pattern: Pattern;
}

/**
 * The patterns of many rules, filed under their rarest word class: a text is only compared with the few patterns whose
 * rarest class it holds.
 */
export class PatternSet<R> {
  private readonly byKeyTag = new Map<string, Entry<R>[]>();

  constructor(rules: readonly Compiled<R>[]) {
    for (const { rule, patterns } of rules) for (const pattern of patterns) this.file({ rule, pattern });
  }

  /** Every place where a pattern fits, with its rule. */
  findsIn(reading: Reading): { rule: R; find: Find }[] {
    const found: { rule: R; find: Find }[] = [];
    const tried = new Set<Entry<R>>();
    for (const tag of reading.byTag.keys()) {
      for (const entry of this.byKeyTag.get(tag) ?? []) {
        if (tried.has(entry)) continue;
        tried.add(entry);
        const finds: Find[] = [];
        search(reading, entry.pattern, finds);
        for (const find of finds) found.push({ rule: entry.rule, find });
      }
    }
    return found;
  }

  /** Every pattern once. */
  patterns(): Set<Pattern> {
    return new Set([...this.byKeyTag.values()].flat().map(({ pattern }) => pattern));
  }

  /** Every word class that a pattern asks for. */
  tags(): Set<string> {
    const items = [...this.patterns()].flatMap((pattern) => pattern.items);
    return new Set(items.flatMap((item) => [...item.tags]));
  }

  private file(entry: Entry<R>): void {
    const [first, ...rest] = entry.pattern.items;
    if (!first) return;
    const key = rest.reduce((rarest, item) => (item.tags.size < rarest.tags.size ? item : rarest), first);
    for (const tag of key.tags) {
      const list = this.byKeyTag.get(tag);
      if (list) list.push(entry);
      else this.byKeyTag.set(tag, [entry]);
    }
  }
}
