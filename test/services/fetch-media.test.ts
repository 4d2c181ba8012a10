import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createGuardedFetch } from '../../src/lib/guarded-fetch.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { applyKeepMedia } from '../../src/services/effects/keep-media.ts';
import { createFetchMedia } from '../../src/services/fetch-media.ts';
import { openDiskBlobs } from '../../src/storage/disk-blobs.ts';
import { testConsents, testEraser, testLinkCodes } from '../support/eraser.ts';
import { ALICE } from '../support/events.ts';
import { openTestStores } from '../support/stores.ts';
import { tempDir } from '../support/temp-dir.ts';

const DRAFT = 'zalo:1001:message:start';
const GPS = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '11/1 34/1 0/1' }, IFD0: { Make: 'Máy Mẫu' } };

async function photo(): Promise<Buffer> {
  const canvas = sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#cc8844' } });
  return canvas.withExif(GPS).jpeg().toBuffer();
}

/** A media server that answers with `bytes`, and the fetcher over real stores and a real disk. */
async function openWorld(bytes: Buffer | null) {
  const context = await openTestStores();
  let hits = 0;
  const server = createServer((_request, response) => {
    hits += 1;
    response.writeHead(bytes ? 200 : 503).end(bytes ?? undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const blobs = openDiskBlobs(join(tempDir(), 'blobs'));
  const guarded = createGuardedFetch({
    allowHosts: [],
    exceptions: [origin],
    maxBytes: 20_000_000,
    timeoutMs: 5_000,
  });
  const fetchMedia = createFetchMedia({ ...context, blobs, fetchOf: () => guarded, logger: silentLogger() });
  const keep = async (kind: 'image' | 'audio', url = `${origin}/a`) => {
    const parts = { channel: 'zalo', accountId: '1001', userId: '5001' } as const;
    const where = {
      effectId: 'e#0',
      conversationId: ALICE,
      parts,
      personId: null,
      group: 1,
      position: 0,
      messages: [],
    };
    const deps = {
      ...context,
      outbox: context.storage.outbox,
      conversations: context.storage.conversations,
      eraser: testEraser(context),
      consents: testConsents(context),
      linkCodes: testLinkCodes(context),
      channelOf: () => null,
      timeZone: 'UTC',
      periodKind: 'quarter' as const,
    };
    await applyKeepMedia({ type: 'keep-media', draftId: DRAFT, kind, url, index: 0 }, where, deps);
  };
  const media = async () => (await context.stores.draftMedia.get(`${DRAFT}:0`))?.value;
  return { ...context, blobs, keep, media, hits: () => hits, run: () => fetchMedia(`${DRAFT}:0`) };
}

describe('a photo', () => {
  it('is kept small, upright, and without place and camera', async () => {
    const world = await openWorld(await photo());
    await world.keep('image');
    await world.run();
    const kept = await world.media();
    expect(kept).toMatchObject({
      state: 'kept',
      url: null,
      contentType: 'image/jpeg',
      publication: 'internal',
    });
    const meta = await sharp(await world.blobs.get(kept?.sha256 ?? '')).metadata();
    expect(meta.exif).toBeUndefined();
    expect([meta.width, meta.height]).toEqual([1600, 1067]);
  });

  it.each([
    ['a web page', Buffer.from('<html>not a photo</html>')],
    ['a broken picture', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200, 7)])],
    ['nothing', Buffer.alloc(0)],
  ])('that is really %s is marked failed at once and never stops the report', async (_what, bytes) => {
    const world = await openWorld(bytes);
    await world.keep('image');
    await world.run();
    expect(await world.media()).toMatchObject({ state: 'failed', url: null, failure: 'not-that-media' });
  });

  it('whose server is out of order is fetched again with growing pauses, then given up', async () => {
    const world = await openWorld(null);
    await world.keep('image');
    for (let n = 0; n < 12; n++) {
      await world.run();
      world.clock.advance(3_600_000);
    }
    expect(world.hits()).toBe(6);
    expect(await world.media()).toMatchObject({ state: 'failed', url: null });
  });

  it('at an address inside the network is not fetched', async () => {
    const world = await openWorld(await photo());
    await world.keep('image', 'https://127.0.0.1/secret');
    await world.run();
    expect(await world.media()).toMatchObject({ state: 'failed', failure: 'private-address' });
    expect(world.hits()).toBe(0);
  });

  it('is fetched once when two workers are rung for it', async () => {
    const world = await openWorld(await photo());
    await world.keep('image');
    await Promise.all([world.run(), world.run()]);
    expect(world.hits()).toBe(1);
  });
});

describe('a voice note', () => {
  it('is kept as it is and waits for somebody to hear it', async () => {
    const amr = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(500, 1)]);
    const world = await openWorld(amr);
    await world.keep('audio');
    await world.run();
    expect(await world.media()).toMatchObject({ state: 'kept', heard: false, contentType: 'audio/amr' });
  });
});
