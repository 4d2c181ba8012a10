import { expect, it } from 'vitest';
import { createTimedJobs } from '../../src/services/timed-jobs.ts';
import { openTestStores } from '../support/stores.ts';

const EVERY_MS = 60_000;

async function twoWorkers() {
  const { stores, clock } = await openTestStores();
  const runs: string[] = [];
  const failures: string[] = [];
  const worker = (name: string, run = async () => void runs.push(name)) => {
    const timed = createTimedJobs({
      records: stores.timedJobs,
      clock,
      failed: (job) => void failures.push(job),
    });
    timed.add('watch', EVERY_MS, run);
    return timed;
  };
  return { clock, runs, failures, worker };
}

it('runs a job whose bell has not come for one and a half rhythms, in one worker alone', async () => {
  const { clock, runs, worker } = await twoWorkers();
  const [one, two] = [worker('one'), worker('two')];
  await one.rung('watch');
  clock.advance(EVERY_MS);
  await two.runOverdue();
  expect(runs).toEqual(['one']);
  clock.advance(EVERY_MS / 2);
  await Promise.all([one.runOverdue(), two.runOverdue()]);
  expect(runs).toHaveLength(2);
});

it('runs what was missed while everything was stopped, at once and only once', async () => {
  const { clock, runs, worker } = await twoWorkers();
  await worker('before').rung('watch');
  clock.advance(24 * EVERY_MS);
  const after = worker('after');
  await after.runOverdue();
  await after.runOverdue();
  expect(runs).toEqual(['before', 'after']);
});

it('follows every bell, and tells of a failure without stopping', async () => {
  const { clock, runs, failures, worker } = await twoWorkers();
  const fine = worker('fine');
  await fine.rung('watch');
  await fine.rung('watch');
  expect(runs).toEqual(['fine', 'fine']);
  const failing = worker('failing', async () => {
    throw new Error('as told');
  });
  await expect(failing.rung('watch')).rejects.toThrow('as told');
  clock.advance(2 * EVERY_MS);
  await failing.runOverdue();
  expect(failures).toEqual(['watch']);
});
