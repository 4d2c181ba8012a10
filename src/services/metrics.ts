import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { tally } from './tally.ts';

/** Everything that the system measures; rendered at `/metrics` and listed in `docs/metrics.md`. No label is personal. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    webhooks: tally(['channel', 'status'], {
      name: 'loa_webhooks_total',
      help: 'Webhook requests by channel and HTTP status of the answer.',
      registers,
    }),
    accepted: tally(['channel', 'kind'], {
      name: 'loa_events_accepted_total',
      help: 'Events that are on disk, by channel and kind.',
      registers,
    }),
    ignored: tally(['channel', 'reason'], {
      name: 'loa_events_ignored_total',
      help: 'Events that need nothing to be done, by channel and reason.',
      registers,
    }),
    turns: new Counter({
      name: 'loa_turns_total',
      help: 'Turns by channel and outcome (done, failed, lost).',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    turnSeconds: new Histogram({
      name: 'loa_turn_duration_seconds',
      help: 'Duration of a turn from the claimed event to its applied effects.',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
      registers,
    }),
    parked: new Counter({
      name: 'loa_turns_parked_total',
      help: 'Events put aside after five failed attempts, by channel.',
      labelNames: ['channel'],
      registers,
    }),
    sends: new Counter({
      name: 'loa_sends_total',
      help: 'Results of sending by channel, lane and result (sent, skipped:<reason> or an error code).',
      labelNames: ['channel', 'lane', 'result'],
      registers,
    }),
    bellsFailed: new Counter({
      name: 'loa_bells_failed_total',
      help: 'Bells that could not be rung; the sweep does their work later.',
      registers,
    }),
    sweepFailures: new Counter({
      name: 'loa_sweep_failures_total',
      help: 'Units of work that failed in a sweep, by kind.',
      labelNames: ['kind'],
      registers,
    }),
    journalEvents: new Gauge({
      name: 'loa_journal_lag_events',
      help: 'Events on disk that the inbox does not have yet.',
      registers,
    }),
    journalAge: new Gauge({
      name: 'loa_journal_lag_seconds',
      help: 'Age of the oldest event on disk that the inbox does not have yet.',
      registers,
    }),
    inbox: new Gauge({
      name: 'loa_inbox_events',
      help: 'Events in the inbox by state (pending, parked).',
      labelNames: ['state'],
      registers,
    }),
    outbox: new Gauge({
      name: 'loa_outbox_rows',
      help: 'Rows in the outbox by state.',
      labelNames: ['state'],
      registers,
    }),
    lanes: new Gauge({
      name: 'loa_outbox_lane_rows',
      help: 'Rows in the outbox that are not settled, by lane and state (pending, sending, unknown).',
      labelNames: ['lane', 'state'],
      registers,
    }),
    queue: new Gauge({
      name: 'loa_queue_jobs',
      help: 'Bells in the queue by queue and state.',
      labelNames: ['queue', 'state'],
      registers,
    }),
    queueReachable: new Gauge({
      name: 'loa_queue_reachable',
      help: '1 while the queue can be rung, 0 while its server is away and sweeps do all the work.',
      registers,
    }),
    queueTroubles: new Counter({
      name: 'loa_queue_troubles_total',
      help: 'Failed handlers and troubles of the queue, by queue and source (handler, engine).',
      labelNames: ['queue', 'source'],
      registers,
    }),
    tokenAge: new Gauge({
      name: 'loa_channel_token_age_seconds',
      help: 'Age of the access token by channel.',
      labelNames: ['channel'],
      registers,
    }),
  };
}
