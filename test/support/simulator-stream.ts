import type { SimulatorState } from '../../src/simulator/api/state.ts';
import type { ChatLine } from '../../src/simulator/chat-line.ts';
import { PATIENCE_MS } from './patience.ts';

/** Reads the page's event stream, as the browser does. */
export async function openStream(url: string) {
  const closing = new AbortController();
  const response = await fetch(url, { signal: closing.signal });
  const lines = new Map<string, ChatLine>();
  const states: SimulatorState[] = [];
  const waiting = new Set<() => void>();

  const reading = (async () => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk, { stream: true });
      const events = rest.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) take(event);
      for (const look of waiting) look();
    }
  })().catch(() => {});

  function take(event: string): void {
    const kind = /^event: (.*)$/m.exec(event)?.[1];
    const data = /^data: (.*)$/m.exec(event)?.[1];
    if (data === undefined) return;
    if (kind === 'state') states.push(JSON.parse(data) as SimulatorState);
    if (kind !== 'line') return;
    const line = JSON.parse(data) as ChatLine;
    lines.set(line.id, line);
  }

  return {
    contentType: response.headers.get('content-type'),
    states,
    linesOf: (person: string) => [...lines.values()].filter((line) => line.person === person),
    /** Waits until `find` finds something; looks after each event. */
    until<T>(
      find: () => T | null,
      what: string,
      context: () => readonly { text: string }[] = () => [],
    ): Promise<T> {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          const told = context()
            .map(({ text }) => text)
            .slice(-6)
            .join('\n  ');
          reject(new Error(`waited in vain for ${what}; last lines:\n  ${told}`));
        }, PATIENCE_MS);
        const look = () => {
          const found = find();
          if (found === null) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
    async close() {
      closing.abort();
      await reading;
    },
  };
}
