import type { Journal } from '../journal/journal.ts';
import { Second } from '../lib/duration.ts';
import type { Queue } from '../queue/queue.ts';
import type { Metrics } from '../services/metrics.ts';
import type { Storage } from '../storage/storage.ts';

export interface MetricsDeps {
  metrics: Metrics;
  journal: Journal;
  storage: Storage;
  queue: Queue;
}

/** Reads the gauges at the moment of asking and renders everything in Prometheus' text format. */
export async function renderMetrics({ metrics, journal, storage, queue }: MetricsDeps): Promise<string> {
  const lag = journal.lag();
  metrics.journalEvents.set(lag.events);
  metrics.journalAge.set(lag.oldestMs / Second.ms);
  // Counts of a queue that is away are not known: old ones would deceive.
  metrics.queue.reset();
  // With the database away the other figures are still told.
  await Promise.allSettled([
    storage.inbox.counts().then(({ pending, parked }) => {
      metrics.inbox.set({ state: 'pending' }, pending);
      metrics.inbox.set({ state: 'parked' }, parked);
    }),
    storage.outbox.counts().then((counts) => {
      for (const [state, rows] of Object.entries(counts)) metrics.outbox.set({ state }, rows);
    }),
    storage.outbox.openCounts().then((counts) => {
      for (const [lane, states] of Object.entries(counts)) {
        for (const [state, rows] of Object.entries(states)) metrics.lanes.set({ lane, state }, rows);
      }
    }),
    queue.health().then(({ reachable }) => metrics.queueReachable.set(reachable ? 1 : 0)),
    queue.stats().then((stats) => {
      for (const [name, { waiting, active, delayed, failed }] of Object.entries(stats)) {
        for (const [state, jobs] of Object.entries({ waiting, active, delayed, failed })) {
          metrics.queue.set({ queue: name, state }, jobs);
        }
      }
    }),
  ]);
  return metrics.registry.metrics();
}
