import { setTimeout as pause } from 'node:timers/promises';
import type { FakeGraph } from '../../../src/simulator/fakes/graph/fake-graph.ts';
import type { Cluster } from '../cluster.ts';
import { causeOf, keyOf } from './judge.ts';
import type { Said } from './storm.ts';

/** Given up when nothing has happened for so long: longer than any lease, and than the adoption of a dead journal. */
const PATIENCE_MS = 150_000;
const LOOK_EVERY_MS = 1_000;

/** Waits until every accepted event has its reply and nothing is open, or nothing moves any more; the judge tells which. */
export async function drained(
  cluster: Cluster,
  graph: FakeGraph,
  accepted: readonly Said[],
  tell: (line: string) => void,
): Promise<void> {
  const replied = new Set<string>();
  let read = 0;
  let last = '';
  let movedMs = performance.now();
  while (performance.now() - movedMs < PATIENCE_MS) {
    for (; read < graph.sent.length; read++) replied.add(causeOf(graph.sent[read]?.metadata ?? ''));
    const owed = accepted.filter(({ mid }) => !replied.has(keyOf(mid))).length;
    const open = await openWork(cluster);
    if (owed === 0 && open === 0) return;
    const now = `${owed} replies owed, ${open} open`;
    if (now !== last) {
      movedMs = performance.now();
      tell(now);
    }
    last = now;
    await pause(LOOK_EVERY_MS);
  }
}

/** Events in journals and inbox, and rows of the outbox that are not settled. */
async function openWork({ webs, workers }: Cluster): Promise<number> {
  const texts = await Promise.all([...webs, ...workers].map(({ url }) => metricsOf(url)));
  const lag = texts.reduce((sum, text) => sum + figureOf(text, 'loa_journal_lag_events'), 0);
  // Inbox and outbox are the same for all.
  const shared = texts[0] ?? '';
  const open = ['pending', 'sending', 'unknown'].map((state) =>
    figureOf(shared, `loa_outbox_rows{state="${state}"}`),
  );
  return open.reduce((sum, rows) => sum + rows, lag + figureOf(shared, 'loa_inbox_events{state="pending"}'));
}

async function metricsOf(url: string): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

function figureOf(text: string, series: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1) ?? 0);
}
