import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frozenClock } from '../../../src/lib/clock.ts';
import { openSqliteStorage } from '../../../src/storage/sqlite/open.ts';
import { range, sampleEvent, T0 } from '../../contracts/samples.ts';
import { canMount } from '../../support/mount.ts';
import { smallDisk } from '../../support/small-disk.ts';

const open = (dataDir: string) => openSqliteStorage({ dataDir, clock: frozenClock(T0) });

const longEvent = (n: number) => {
  const event = sampleEvent(n);
  return { ...event, activity: { ...event.activity, text: 'a'.repeat(20_000) } };
};

describe.skipIf(!canMount())('a disk that refuses', () => {
  it('when it fills in mid-batch, rejects all of the batch and keeps all before it', async () => {
    const disk = smallDisk(4096);
    const ballast = join(disk.path, 'ballast');
    const dataDir = join(disk.path, 'data');
    const storage = await open(dataDir);
    writeFileSync(ballast, Buffer.alloc(2_000_000));
    const accepted: number[] = [];
    let refused: unknown[] = [];
    for (let round = 0; refused.length === 0; round++) {
      // Separate writes of one event-loop turn: one transaction.
      const batch = range(round * 8, round * 8 + 8);
      const results = await Promise.allSettled(batch.map((n) => storage.inbox.acceptMany([longEvent(n)])));
      refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      if (refused.length > 0) expect(refused).toHaveLength(batch.length);
      else accepted.push(...batch);
    }
    for (const reason of refused) expect(reason).toMatchObject({ code: 'disk-full' });
    expect((await storage.inbox.counts()).pending).toBe(accepted.length);

    rmSync(ballast);
    expect(await storage.inbox.acceptMany([longEvent(999)])).toEqual(['accepted']);
    expect((await storage.inbox.counts()).pending).toBe(accepted.length + 1);
    await storage.close();

    const again = await open(dataDir);
    const known = await again.inbox.acceptMany([...accepted, 999].map(longEvent));
    expect(new Set(known)).toEqual(new Set(['duplicate']));
    await again.close();
  });

  it('when it is full at the start, says so', async () => {
    const disk = smallDisk(64);
    await expect(open(join(disk.path, 'data'))).rejects.toMatchObject({ code: 'disk-full' });
  });

  it('when it is read-only, says so, and takes nothing for lost', async () => {
    const disk = smallDisk(4096);
    await (await open(join(disk.path, 'data'))).close();
    await expect(open(join(disk.readOnlyPath(), 'data'))).rejects.toMatchObject({ code: 'read-only' });
    await expect(open(join(disk.readOnlyPath(), 'other'))).rejects.toMatchObject({ code: 'read-only' });
    await (await open(join(disk.path, 'data'))).close();
  });
});
