import type { JobJson } from 'bullmq';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DelayedJobs } from '../../src/queue/backend/memory/delayed.ts';
import { JobTable } from '../../src/queue/backend/memory/job-table.ts';
import { Schedulers } from '../../src/queue/backend/memory/schedulers.ts';
import { type StoredJob, storedJob } from '../../src/queue/backend/memory/stored-job.ts';
import { WaitingJobs } from '../../src/queue/backend/memory/waiting.ts';

const BLANK: JobJson = {
  id: '',
  name: 'ring',
  data: '{}',
  opts: {},
  progress: 0,
  attemptsMade: 0,
  attemptsStarted: 0,
  stalledCounter: 0,
  timestamp: 0,
  failedReason: '',
  returnvalue: 'null',
};

function job(id: string, fields: Partial<StoredJob>): StoredJob {
  return { ...storedJob(BLANK, id), ...fields };
}

describe('delayed jobs', () => {
  it('come out by due time, equals as they came, without those removed', () => {
    const entries = fc.array(fc.record({ dueMs: fc.nat(20), stays: fc.boolean() }), { maxLength: 60 });
    fc.assert(
      fc.property(entries, fc.nat(25), (given, nowMs) => {
        const delayed = new DelayedJobs();
        const jobs = given.map(({ dueMs }, at) => job(String(at), { place: 'delayed', dueMs }));
        for (const one of jobs) delayed.add(one);
        const staying = jobs.filter((one, at) => given[at]?.stays || void delayed.remove(one));
        expect(delayed.count).toBe(staying.length);
        const taken: StoredJob[] = [];
        for (let next = delayed.takeDue(nowMs); next; next = delayed.takeDue(nowMs)) taken.push(next);
        const due = staying.filter(({ dueMs }) => dueMs <= nowMs);
        expect(taken).toEqual(due.toSorted((a, b) => a.dueMs - b.dueMs));
      }),
    );
  });
});

describe('waiting jobs', () => {
  it('come out as they came, also after thousands and without those that left', () => {
    const waiting = new WaitingJobs();
    const jobs = Array.from({ length: 5_000 }, (_, at) => job(String(at), { place: 'waiting' }));
    for (const one of jobs) waiting.add(one);
    for (const one of jobs.filter((_, at) => at % 3 === 0)) {
      one.place = 'gone';
      waiting.leave();
    }
    const staying = jobs.filter(({ place }) => place === 'waiting');
    expect(waiting.count).toBe(staying.length);
    const taken: StoredJob[] = [];
    for (let next = waiting.take(); next; next = waiting.take()) taken.push(next);
    expect(taken.map(({ id }) => id)).toEqual(staying.map(({ id }) => id));
    expect(waiting.count).toBe(0);
  });
});

describe('a deduplication key', () => {
  it('is free again when its job is removed', () => {
    const table = new JobTable();
    const keyed: JobJson = { ...BLANK, deduplicationId: 'k' };
    const first = table.add(keyed, undefined, 0);
    expect(table.add(keyed, undefined, 0)).toBe(first);
    table.remove(table.find(first) as StoredJob);
    expect(table.add(keyed, undefined, 0)).not.toBe(first);
    expect(table.waiting.count).toBe(1);
  });
});

describe('schedulers', () => {
  const rhythm = { name: 'ring', everyMs: 100, data: '{}' };

  function begin(table: JobTable, nowMs: number): string {
    return table.takeNext({ token: 't', expiresMs: nowMs + 100 }, nowMs)?.id ?? 'none';
  }

  it('leave out slots that were slept through and keep their phase', () => {
    const table = new JobTable();
    const schedulers = new Schedulers(table);
    expect(schedulers.upsert('s', rhythm, {}, 1_030)).toEqual(['repeat:s:1030', 0]);
    expect(schedulers.advance('s', begin(table, 1_030), {}, 1_031)).toBe('repeat:s:1130');
    expect(schedulers.advance('s', begin(table, 1_595), {}, 1_595)).toBe('repeat:s:1630');
    expect(table.delayed.nextDueMs).toBe(1_630);
  });

  it('make one next job, though an earlier one is rung again', () => {
    const table = new JobTable();
    const schedulers = new Schedulers(table);
    schedulers.upsert('s', rhythm, {}, 0);
    const first = begin(table, 0);
    expect(schedulers.advance('s', first, {}, 1)).toBe('repeat:s:100');
    expect(schedulers.advance('s', first, {}, 2)).toBeNull();
    expect(table.delayed.count).toBe(1);
  });

  it('keep the phase when set again at the same pace, and begin at once at a new one', () => {
    const table = new JobTable();
    const schedulers = new Schedulers(table);
    schedulers.upsert('s', rhythm, {}, 0);
    schedulers.advance('s', begin(table, 0), {}, 1);
    expect(schedulers.upsert('s', rhythm, {}, 40)).toEqual(['repeat:s:100', 60]);
    expect(schedulers.upsert('s', { ...rhythm, everyMs: 70 }, {}, 50)).toEqual(['repeat:s:50', 0]);
    expect(table.delayed.count + table.waiting.count).toBe(1);
  });

  it('step over a slot whose job still runs', () => {
    const table = new JobTable();
    const schedulers = new Schedulers(table);
    schedulers.upsert('s', rhythm, {}, 0);
    begin(table, 0);
    expect(schedulers.upsert('s', { ...rhythm, everyMs: 10 }, {}, 0)).toEqual(['repeat:s:10', 10]);
  });
});
