import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { openStorage } from '../../src/storage/index.ts';
import { openPatiently } from '../../src/storage/patient.ts';
import { StorageUnavailable } from '../../src/storage/storage.ts';
import { PATIENT } from '../support/patience.ts';
import { tempDir } from '../support/temp-dir.ts';

const away = () => new StorageUnavailable('unreachable', 'nobody answers');
const logger = silentLogger();

/** A store that is away until it is called. */
async function openedLate() {
  const dataDir = tempDir();
  const real = () => openStorage({ engine: 'sqlite', dataDir, clock: systemClock() });
  const open = vi.fn(real).mockRejectedValueOnce(away());
  let call = () => {};
  const called = new Promise<void>((resolve) => {
    call = resolve;
  });
  const opened = await openPatiently({
    logger,
    tryAgainMs: 1,
    open: async () => {
      // The first attempt fails at once, the second as soon as somebody calls.
      if (open.mock.calls.length > 0) await called;
      return open();
    },
  });
  onTestFinished(() => opened.storage.close());
  return { ...opened, call };
}

describe('a store that comes later than the process', () => {
  it('throws like one that is away until it is there, and is itself from then on', async () => {
    const { storage, blobs, call } = await openedLate();
    await expect(storage.conversations.get('zalo:1:2')).rejects.toMatchObject({ code: 'unreachable' });
    await expect(storage.ping()).rejects.toBeInstanceOf(StorageUnavailable);
    await expect(blobs.put(Buffer.from('x'))).rejects.toMatchObject({ code: 'unreachable' });
    expect(() => storage.transfer([])).toThrow('unreachable');
    call();
    await vi.waitFor(() => storage.ping(), PATIENT);
    expect(await storage.conversations.get('zalo:1:2')).toBeNull();
    expect(await storage.sequences.reserve('codes', 'a')).toBe(1);
    expect(await blobs.has(await blobs.put(Buffer.from('x')))).toBe(true);
  });

  it('does what waited for it in order, again where it failed', async () => {
    const { whenThere, call } = await openedLate();
    const done: string[] = [];
    const first = vi.fn(async () => void done.push('first')).mockRejectedValueOnce(away());
    await whenThere(first);
    await whenThere(async () => void done.push('second'));
    expect(done).toEqual([]);
    call();
    await vi.waitFor(() => expect(done).toEqual(['first', 'second']), PATIENT);
    expect(first).toHaveBeenCalledTimes(2);
  });

  it('can be closed before it came', async () => {
    const { storage, call } = await openedLate();
    call();
    await storage.close();
    await expect(storage.ping()).rejects.toThrow();
  });

  it('is not waited for where waiting would not mend it', async () => {
    const newer = new StorageUnavailable('newer-schema', 'start the newer build');
    await expect(openPatiently({ logger, open: () => Promise.reject(newer) })).rejects.toBe(newer);
  });
});
