import type { Clock } from '../lib/clock.ts';
import type { ChatLine, NewLine, PersonKey } from './chat-line.ts';

/** A line, new or changed, with its place in the log. */
export interface LogEntry {
  seq: number;
  line: ChatLine;
}

/** What the simulated phones show; kept in memory only, so nothing that people try out here reaches a disk. */
export interface ChatLog {
  add(person: PersonKey, line: NewLine): ChatLine;
  /** Writes a message again, as edited or unsent. */
  change(messageId: string, change: Partial<Pick<ChatLine, 'text' | 'state' | 'media'>>): void;
  /** Entries after `seq`, oldest first. */
  after(seq: number): LogEntry[];
  /** What the phone of one person shows, in order. */
  linesOf(person: PersonKey): ChatLine[];
  /** Calls back for each entry. @returns how to stop that. */
  onEntry(listener: (entry: LogEntry) => void): () => void;
}

/** Older entries are forgotten. */
const MAX_ENTRIES = 5_000;

/** @param run - Tells the lines of this process from those of an earlier one. */
export function createChatLog(run: string, clock: Clock): ChatLog {
  const entries: LogEntry[] = [];
  const listeners = new Set<(entry: LogEntry) => void>();
  let lastSeq = 0;

  function append(line: ChatLine): void {
    lastSeq += 1;
    const entry = { seq: lastSeq, line };
    entries.push(entry);
    if (entries.length > MAX_ENTRIES) entries.shift();
    for (const listener of listeners) listener(entry);
  }

  return {
    add(person, line) {
      const added: ChatLine = {
        id: `${run}-${lastSeq + 1}`,
        person,
        media: [],
        buttons: [],
        messageId: null,
        atMs: clock.businessNow(),
        state: 'sent',
        ...line,
      };
      append(added);
      return added;
    },
    change(messageId, change) {
      const found = entries.findLast(({ line }) => line.messageId === messageId);
      if (found) append({ ...found.line, ...change });
    },
    after: (seq) => entries.filter((entry) => entry.seq > seq),
    linesOf(person) {
      const lines = new Map<string, ChatLine>();
      for (const { line } of entries)
        if (line.person === person || isForAll(line, person)) lines.set(line.id, line);
      return [...lines.values()];
    },
    onEntry(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isForAll(line: ChatLine, person: PersonKey): boolean {
  return line.person.endsWith(':*') && person.startsWith(line.person.slice(0, -1));
}
