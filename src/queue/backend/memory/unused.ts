import type { IQueueBackend } from 'bullmq';

/**
 * Operations of BullMQ that the queue port never reaches: flows of parents and children, logs, metrics, event
 * streams, rate limits, priorities and housekeeping by hand. They refuse loudly instead of pretending. The compiler
 * holds every other member of `IQueueBackend` against `MemoryBackend`.
 */
const UNUSED = [
  'forQueue',
  'clientName',
  'parseNodeKey',
  'addFlow',
  'moveToWaitingChildren',
  'moveJobFromActiveToWait',
  'retryFinishedJob',
  'promote',
  'retryFinishedJobs',
  'promoteJobs',
  'drain',
  'cleanJobsByState',
  'obliterate',
  'removeOrphanedJobs',
  'updateData',
  'updateProgress',
  'addLog',
  'clearLogs',
  'changeDelay',
  'changePriority',
  'remove',
  'removeUnprocessedChildren',
  'removeChildDependency',
  'removeDeduplicationKey',
  'deleteDeduplicationKey',
  'removeJobScheduler',
  'getJobScheduler',
  'getJobSchedulerData',
  'getJobSchedulersRange',
  'getJobSchedulersCount',
  'getState',
  'isFinished',
  'isMaxed',
  'isJobInState',
  'getDeduplicationJobId',
  'getJobLogs',
  'getRateLimitTtl',
  'getCountsPerPriority',
  'getRanges',
  'getDependencyCounts',
  'getDependencies',
  'getProcessedChildrenValues',
  'getIgnoredChildrenFailures',
  'getMetrics',
  'getClientList',
  'paginate',
  'getQueueMetaField',
  'getQueueMetaFields',
  'getQueueMeta',
  'removeQueueMetaFields',
  'setRateLimit',
  'removeRateLimitKey',
  'removeDeprecatedPriorityKey',
  'trimEvents',
  'publishEvent',
  'readEvents',
] as const satisfies readonly (keyof IQueueBackend)[];

type Unused = (typeof UNUSED)[number];

/** What `MemoryBackend` must have of its own (its events come from `EventEmitter`). */
export type UsedBackend = Omit<IQueueBackend, Unused | 'on' | 'once' | 'removeListener'>;

/** The members that {@link UsedBackend} leaves out, each refusing. */
export function refusals(): Record<Unused, () => never> {
  return Object.fromEntries(UNUSED.map((name) => [name, () => refuse(name)])) as Record<Unused, () => never>;
}

function refuse(name: Unused): never {
  throw new Error(`The in-memory queue has no ${name}: nothing behind the queue port needs it`);
}
