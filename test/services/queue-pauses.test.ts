import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchMediaJob } from '../../src/jobs/fetch-media.ts';
import { sendJob } from '../../src/jobs/send.ts';
import { openQueue, type Queue } from '../../src/queue/index.ts';
import type { CommandDeps } from '../../src/services/commands/command.ts';
import { queueList, queuePause, queueResume } from '../../src/services/commands/queue.ts';
import { createQueuePauses, PAUSABLE_QUEUES } from '../../src/services/queue-pauses.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { requires } from '../support/require.ts';
import { openTestStores } from '../support/stores.ts';

const program = requires('redis');
const NAME = 'send.zalo.broadcast';

/** Stores, and what the commands of this file use of them. */
async function openCommands() {
  const opened = await openTestStores();
  return { ...opened, deps: opened as unknown as CommandDeps };
}

async function pausedIn(queue: Queue): Promise<boolean | undefined> {
  return (await queue.stats())[NAME]?.paused;
}

describe('a paused queue', () => {
  it('is one that exists, and never one that carries the safety card', () => {
    const known = [
      sendJob({ sendLane: async () => ({ state: 'idle' }), dueCards: async () => [], ringLater: () => {} }),
      fetchMediaJob(async () => {}),
    ];
    const names = known.flatMap(({ queues }) => queues);
    expect(names).toEqual(expect.arrayContaining([...PAUSABLE_QUEUES]));
    expect(PAUSABLE_QUEUES.filter((name) => /safety|turn/.test(name))).toEqual([]);
  });

  it('is obeyed by sweeps as soon as the store was read, until it is resumed', async () => {
    const { stores, clock, deps } = await openCommands();
    const queue = await openQueue({ kind: 'memory' });
    onTestFinished(() => queue.close(0));
    queue.work(NAME, async () => {});
    const pauses = createQueuePauses(stores.queuePauses, queue);
    await queuePause.run({ queue: NAME }, deps);
    await queuePause.run({ queue: NAME }, deps);
    await pauses.refresh();
    await pauses.alignQueue();
    expect(pauses.isPaused(NAME)).toBe(true);
    expect(await pausedIn(queue)).toBe(true);
    expect(await queueList.run({}, deps)).toContainEqual({
      queue: NAME,
      pausedSinceMs: clock.systemNow(),
    });
    expect(await queueResume.run({ queue: NAME }, deps)).toEqual({ wasPaused: true });
    expect(await queueResume.run({ queue: NAME }, deps)).toEqual({ wasPaused: false });
    await pauses.refresh();
    await pauses.alignQueue();
    expect(pauses.isPaused(NAME)).toBe(false);
    expect(await pausedIn(queue)).toBe(false);
  });

  it.skipIf(!program)('stays paused after FLUSHALL', async () => {
    const server = await startRedisServer(program as string);
    const queue = await openQueue({ kind: 'redis', url: server.url });
    const { stores, deps } = await openCommands();
    onTestFinished(async () => {
      await queue.close(0);
      await server.stop();
    });
    queue.work(NAME, async () => {});
    const pauses = createQueuePauses(stores.queuePauses, queue);
    await queuePause.run({ queue: NAME }, deps);
    await pauses.refresh();
    await pauses.alignQueue();
    await server.command('FLUSHALL');
    expect(await pausedIn(queue)).toBe(false);
    await pauses.alignQueue();
    expect(await pausedIn(queue)).toBe(true);
  });
});
