import { ErrorCode } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryEngine } from '../../src/queue/backend/memory/index.ts';
import type { BullEngine } from '../../src/queue/bull-engine.ts';
import { createBullQueue } from '../../src/queue/bullmq-queue.ts';
import { openQueue, type Queue, type QueueTrouble } from '../../src/queue/index.ts';
import { PATIENT } from '../support/patience.ts';
import { aborted, gate, Rings, standStill } from '../support/rings.ts';
import { watchTimers } from '../support/watch-timers.ts';

const LOCK_MS = 100;

describe('the in-memory backend under BullMQ', () => {
  let engine: BullEngine;
  let queue: Queue;
  let troubles: QueueTrouble[];

  /** The same jobs as BullMQ itself would see them in another worker. */
  function otherWorker() {
    return engine.createBackend('bell', { connection: {} });
  }

  beforeEach(() => {
    troubles = [];
    engine = memoryEngine();
    queue = createBullQueue(engine, { lockMs: LOCK_MS, onTrouble: (trouble) => troubles.push(trouble) });
  });

  afterEach(() => queue.close(0));

  it('aborts a handler whose job another worker took, and refuses what it does with it', async () => {
    const rings = new Rings();
    const reasons: unknown[] = [];
    const thief = otherWorker();
    const handler = rings.handler(async (_data, signal) => {
      standStill(LOCK_MS + 20);
      expect(await thief.moveStalledJobsToWait()).toHaveLength(1);
      await thief.moveToActive('thief');
      await aborted(signal);
      reasons.push((signal.reason as Error).message);
    });
    queue.work('bell', handler);
    await queue.add('bell', {});
    const refused = () => troubles.filter(({ error }) => (error as { code?: unknown }).code !== undefined);
    await vi.waitFor(() => expect(refused()).not.toEqual([]), { ...PATIENT, interval: 5 });
    expect(reasons).toEqual(['another worker has taken this job']);
    expect(refused()[0]).toMatchObject({ source: 'engine', error: { code: ErrorCode.JobLockMismatch } });
    expect((await queue.stats()).bell).toMatchObject({ active: 1, failed: 0 });
  });

  it('prolongs an expired lock while nobody has taken the job', async () => {
    const shortLock = { connection: {}, lockDuration: 10 };
    const worker = engine.createBackend('bell', shortLock);
    await queue.add('bell', {});
    const [, jobId] = await worker.moveToActive('token');
    standStill(20);
    expect(await worker.extendLocks([jobId], ['another token'], LOCK_MS)).toEqual([jobId]);
    expect(await worker.extendLocks([jobId], ['token'], LOCK_MS)).toEqual([]);
    expect(await worker.moveStalledJobsToWait()).toEqual([]);
  });

  for (const [handlers, graceMs] of [
    ['that end in time', 5_000],
    ['that never end', 0],
  ] as const) {
    it(`leaves no timer behind after close, with handlers ${handlers}`, async () => {
      const timers = watchTimers();
      const rings = new Rings();
      const door = gate();
      for (const bell of ['a', 'b', 'c', 'd', 'e']) queue.work(bell, async () => undefined);
      queue.work(
        'bell',
        rings.handler(() => door.passed),
      );
      await queue.every('a', 'sweep', 1_000, {});
      await queue.add('b', {}, { delayMs: 3_600_000 });
      await queue.add('bell', {});
      await rings.until(1);
      expect(timers.pending()).toBeGreaterThan(0);
      queue.work('begins too late', async () => undefined);
      if (graceMs > 0) door.open();
      await queue.close(graceMs);
      // BullMQ's workers announce that they are ready by a timer of 0 ms, which comes before this one.
      await new Promise((resolve) => setTimeout(resolve, 2));
      await new Promise((resolve) => setImmediate(resolve));
      expect(timers.pending()).toBe(0);
      timers.stop();
      door.open();
    });
  }

  it('shows neither BullMQ nor the store the message of an error', async () => {
    const backend = otherWorker();
    queue.work('bell', async () => {
      throw Object.assign(new RangeError('what somebody wrote'), { code: 'E_TEST' });
    });
    await queue.add('bell', {});
    await vi.waitFor(async () => expect((await queue.stats()).bell?.failed).toBe(1), {
      ...PATIENT,
      interval: 5,
    });
    const kept = await backend.getJobData('1');
    expect(kept).toMatchObject({ failedReason: 'RangeError E_TEST', stacktrace: '[]' });
    expect(JSON.stringify(kept)).not.toContain('somebody');
  });

  it('refuses by name what it does not have', () => {
    expect(() => otherWorker().obliterate({ force: true, count: 1 })).toThrow(/has no obliterate/);
  });

  it('keeps no jobs in common between two engines', async () => {
    await queue.add('bell', {});
    const apart = await openQueue({ kind: 'memory' });
    await apart.add('bell', {}, { delayMs: 1_000 });
    expect((await apart.stats()).bell).toMatchObject({ waiting: 0, delayed: 1 });
    await apart.close();
  });
});
