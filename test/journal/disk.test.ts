import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openJournal } from '../../src/journal/open.ts';
import { frozenClock } from '../../src/lib/clock.ts';
import { keepingSink } from '../contracts/journal.contract.ts';
import { range, sampleEvent, T0 } from '../contracts/samples.ts';
import { canMount } from '../support/mount.ts';
import { PATIENT } from '../support/patience.ts';
import { smallDisk } from '../support/small-disk.ts';

const open = (dir: string, instanceId = 'one') =>
  openJournal({ dir, instanceId, clock: frozenClock(T0), exclusive: true });

/** A text that fills the disk within few appends. */
const LONG = 'a'.repeat(20_000);
const longEvent = (n: number) => {
  const event = sampleEvent(n);
  return { ...event, activity: { ...event.activity, text: LONG } };
};

describe.skipIf(!canMount())('a disk that refuses', () => {
  it('when full rejects whole batches, and takes events again once there is room', async () => {
    const disk = smallDisk(1024);
    const ballast = join(disk.path, 'ballast');
    writeFileSync(ballast, Buffer.alloc(500_000));
    const journal = await open(join(disk.path, 'journal'));
    const accepted: string[] = [];
    const refused: unknown[] = [];
    for (let round = 0; refused.length === 0; round++) {
      const batch = range(round * 10, round * 10 + 10);
      const results = await Promise.allSettled(batch.map((n) => journal.append([longEvent(n)])));
      results.forEach((result, i) => {
        if (result.status === 'fulfilled') accepted.push(`m${batch[i]}`);
        else refused.push(result.reason);
      });
    }
    for (const reason of refused) expect(reason).toMatchObject({ code: 'disk-full' });
    expect(journal.lag()).toMatchObject({ writable: false, events: accepted.length });

    rmSync(ballast);
    await vi.waitFor(() => expect(journal.lag().writable).toBe(true), PATIENT);
    await journal.append([longEvent(1_000)]);
    accepted.push('m1000');
    await journal.close(0);

    const next = await open(join(disk.path, 'journal'), 'two');
    const kept = keepingSink();
    next.startDraining(kept.sink);
    await next.drained();
    expect(kept.ids()).toEqual(accepted);
    expect(next.lag().quarantined).toBe(0);
    await next.close(1_000);
  });

  it('when full leaves no segments behind for the refused batches', async () => {
    const disk = smallDisk(256);
    const dir = join(disk.path, 'journal');
    const journal = await open(dir);
    writeFileSync(join(disk.path, 'ballast'), Buffer.alloc(250_000));
    for (const n of range(0, 10)) {
      await expect(journal.append([longEvent(n)])).rejects.toMatchObject({ code: 'disk-full' });
    }
    expect(readdirSync(join(dir, 'one')).length).toBeLessThanOrEqual(1);
    await journal.close(0);
  });

  it('when read-only says so, and takes nothing for lost', async () => {
    const disk = smallDisk(1024);
    const journal = await open(join(disk.path, 'journal'));
    await journal.append([sampleEvent(1)]);
    await journal.close(0);
    await expect(open(join(disk.readOnlyPath(), 'journal'))).rejects.toMatchObject({ code: 'read-only' });
    await expect(open(join(disk.readOnlyPath(), 'other'))).rejects.toMatchObject({ code: 'read-only' });
    const next = await open(join(disk.path, 'journal'));
    expect(next.lag().events).toBe(1);
    await next.close(0);
  });
});
