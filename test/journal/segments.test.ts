import {
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openJournal } from '../../src/journal/open.ts';
import { frozenClock, systemClock } from '../../src/lib/clock.ts';
import { keepingSink } from '../contracts/journal.contract.ts';
import { range, sampleEvent, T0 } from '../contracts/samples.ts';
import { PATIENT } from '../support/patience.ts';
import { tempDir } from '../support/temp-dir.ts';

const open = (dir: string, instanceId: string, exclusive = true) =>
  openJournal({ dir, instanceId, clock: systemClock(), exclusive });

const longEvent = (n: number) => {
  const event = sampleEvent(n);
  return { ...event, activity: { ...event.activity, text: 'a'.repeat(100_000) } };
};

describe('segments', () => {
  it('are begun anew when they are large, and dropped when they were taken', async () => {
    const dir = tempDir();
    const journal = await open(dir, 'one');
    for (const n of range(0, 100)) await journal.append([longEvent(n)]);
    expect(readdirSync(join(dir, 'one'))).toHaveLength(2);
    const kept = keepingSink();
    journal.startDraining(kept.sink);
    await journal.drained();
    expect(kept.ids()).toEqual(range(0, 100).map((n) => `m${n}`));
    await vi.waitFor(() => expect(readdirSync(join(dir, 'one')).length).toBeLessThan(2), PATIENT);
    await journal.close(0);
  });

  it.runIf(process.platform === 'linux')('are written through to the disk', async () => {
    const dir = tempDir();
    const journal = await open(dir, 'one');
    await journal.append([sampleEvent(1)]);
    expect(flagsOfFilesIn(join(dir, 'one'))).toEqual([constants.O_DSYNC]);
    await journal.close(0);
  });

  it('keep no text on the disk for long once the inbox has it', async () => {
    const dir = tempDir();
    const journal = await open(dir, 'one');
    journal.startDraining(keepingSink().sink);
    await journal.append([sampleEvent(1)]);
    const bytes = () =>
      readdirSync(join(dir, 'one')).reduce((sum, name) => sum + statSync(join(dir, 'one', name)).size, 0);
    await vi.waitFor(() => expect(bytes()).toBe(0), PATIENT);
    await journal.append([sampleEvent(2)]);
    await journal.drained();
    await journal.close(1_000);
    expect(readdirSync(dir)).toEqual([]);
  });

  it('refuse a name that would leave the folder', async () => {
    for (const name of ['../x', '..', '.', '', 'a/b', 'quarantine']) {
      await expect(open(tempDir(), name)).rejects.toThrow(RangeError);
    }
  });
});

describe('the drainer', () => {
  it('hands over a slice only when the sink is ready for it', async () => {
    const journal = await open(tempDir(), 'one');
    await journal.append(range(0, 450).map((n) => sampleEvent(n)));
    const sizes: number[] = [];
    const goOn: (() => void)[] = [];
    journal.startDraining((events) => {
      sizes.push(events.length);
      return new Promise((resolve) => goOn.push(resolve));
    });
    for (const slices of [1, 2, 3]) {
      await vi.waitFor(() => expect(goOn).toHaveLength(slices), PATIENT);
      goOn.at(-1)?.();
    }
    await journal.drained();
    expect(sizes).toEqual([200, 200, 50]);
    await journal.close(1_000);
  });
});

describe('several processes on one folder', () => {
  it('leave the journals of those that live alone', async () => {
    const dir = tempDir();
    const first = await open(dir, 'first', false);
    await first.append([sampleEvent(1)]);
    const second = await open(dir, 'second', false);
    expect(second.lag().events).toBe(0);
    expect(first.lag().events).toBe(1);
    await first.close(0);
    await second.close(0);
  });

  /** A journal whose owner file names a process that has ended. */
  function journalOf(dir: string, owner: object | null, ageMs: number): void {
    const folder = join(dir, 'dead');
    mkdirSync(folder);
    writeFileSync(join(folder, '0000000001.events'), '');
    const path = owner ? join(folder, 'owner.json') : folder;
    if (owner) writeFileSync(path, JSON.stringify(owner));
    const seconds = (Date.now() - ageMs) / 1000;
    utimesSync(path, seconds, seconds);
  }

  it.each([
    ['a process of this host that has ended', { host: hostname(), pid: 2 ** 22 + 1 }, 0, true],
    ['a process of this host that runs', { host: hostname(), pid: process.pid }, 0, false],
    ['a number that was given to another process', { host: hostname(), pid: process.pid }, 120_000, true],
    ['another host that has just signed', { host: 'elsewhere', pid: 1 }, 1_000, false],
    ['another host that has been silent', { host: 'elsewhere', pid: 1 }, 120_000, true],
    ['nobody, since a while', null, 120_000, true],
    ['nobody yet', null, 0, false],
  ])('judge by the owner: %s', async (_, owner, ageMs, isTaken) => {
    const dir = tempDir();
    journalOf(dir, owner, ageMs);
    const journal = await open(dir, 'mine', false);
    expect(readdirSync(dir).includes('dead')).toBe(!isTaken);
    await journal.close(0);
  });

  it('take over, while they run, the journal of one that dies', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const dir = tempDir();
      const journal = await open(dir, 'mine', false);
      const kept = keepingSink();
      journal.startDraining(kept.sink);
      const dead = await open(dir, 'dead', false);
      await dead.append([sampleEvent(1), sampleEvent(2)]);
      await dead.close(0);
      writeFileSync(join(dir, 'dead', 'owner.json'), JSON.stringify({ host: hostname(), pid: 2 ** 22 + 1 }));
      await vi.advanceTimersByTimeAsync(30_000);
      await vi.waitFor(() => expect(kept.ids()).toEqual(['m1', 'm2']), PATIENT);
      await journal.append([sampleEvent(3)]);
      await journal.drained();
      expect(kept.ids()).toEqual(['m1', 'm2', 'm3']);
      expect(readdirSync(dir)).toEqual(['mine']);
      await journal.close(1_000);
    } finally {
      vi.useRealTimers();
    }
  });

  it('lose nothing when one is taken for dead while it lives', async () => {
    const dir = tempDir();
    const slow = await openJournal({ dir, instanceId: 'slow', clock: frozenClock(T0), exclusive: false });
    await slow.append([sampleEvent(1)]);
    // As the adopter does it: by renaming the segment into its own folder.
    mkdirSync(join(dir, 'adopter'));
    const taken = join(dir, 'adopter', '0000000001.events');
    renameSync(join(dir, 'slow', '0000000001.events'), taken);
    await slow.append([sampleEvent(2)]);
    expect(slow.lag().writable).toBe(true);
    const left = await open(dir, 'heir');
    const kept = keepingSink();
    left.startDraining(kept.sink);
    await left.drained();
    expect(new Set(kept.ids())).toEqual(new Set(['m1', 'm2']));
    await slow.close(0);
    await left.close(1_000);
  });
});

/** Of each open file below `folder`: whether its writes wait for the disk. */
function flagsOfFilesIn(folder: string): number[] {
  const flags: number[] = [];
  for (const fd of readdirSync('/proc/self/fd')) {
    try {
      if (!readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder)) continue;
      const octal = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '';
      flags.push(Number.parseInt(octal, 8) & constants.O_DSYNC);
    } catch {
      // Closed since the folder was listed.
    }
  }
  return flags;
}
