import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameBuffer, scanFrames } from '../../src/journal/frame.ts';
import { openJournal } from '../../src/journal/open.ts';
import { frozenClock } from '../../src/lib/clock.ts';
import { keepingSink } from '../contracts/journal.contract.ts';
import { range, sampleEvent, T0 } from '../contracts/samples.ts';
import { killAfter } from '../support/kill-after.ts';
import { tempDir } from '../support/temp-dir.ts';

const SEGMENT = '0000000001.events';

function framesOf(payloads: readonly string[]): Buffer {
  const frames = frameBuffer();
  for (const payload of payloads) frames.add(payload);
  return Buffer.from(frames.bytes());
}

const textsOf = (bytes: Buffer) => scanFrames(bytes).frames.map((frame) => frame.payload.toString('utf8'));

/** Opens the journal in `dir` and gives what it holds. */
async function recovered(dir: string) {
  const journal = await openJournal({ dir, instanceId: 'new', clock: frozenClock(T0), exclusive: true });
  const kept = keepingSink();
  journal.startDraining(kept.sink);
  await journal.drained();
  const { quarantined } = journal.lag();
  await journal.close(1_000);
  return { ids: kept.ids(), quarantined };
}

/** A dead instance's only segment. */
function deadJournal(bytes: Buffer): string {
  const dir = join(tempDir(), 'journal');
  mkdirSync(join(dir, 'dead'), { recursive: true });
  writeFileSync(join(dir, 'dead', SEGMENT), bytes);
  return dir;
}

const events = range(0, 6).map((n) => sampleEvent(n));
const whole = framesOf(events.map((event) => JSON.stringify(event)));
const ids = events.map((event) => event.activity.id);

const SEEDED = { seed: 20261123 };

describe('frames', () => {
  it('give back any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 })), (texts) => {
        const json = texts.map((text) => JSON.stringify(text));
        expect(textsOf(framesOf(json))).toEqual(json);
      }),
      SEEDED,
    );
  });

  it('grow beyond their first memory and can be filled again', () => {
    const frames = frameBuffer();
    const long = 'ế🎉'.repeat(100_000);
    frames.add(long);
    frames.add('x');
    expect(textsOf(Buffer.from(frames.bytes()))).toEqual([long, 'x']);
    frames.clear();
    frames.add('y');
    expect(textsOf(frames.bytes())).toEqual(['y']);
  });

  it('broken off anywhere give the whole ones before, and no damage', () => {
    fc.assert(
      fc.property(fc.nat(whole.length), (length) => {
        const scan = scanFrames(whole.subarray(0, length));
        const complete = scanFrames(whole).frames.filter((frame) => frame.to <= length);
        expect(scan.frames).toEqual(complete);
        expect(scan.damaged).toEqual([]);
        expect(scan.end).toBe(complete.at(-1)?.to ?? 0);
      }),
      SEEDED,
    );
  });

  it('with one flipped byte lose no frame but the one that was hit', () => {
    const { frames } = scanFrames(whole);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] as number) ^ flip;
        const hit = frames.find((frame) => frame.from <= at && at < frame.to);
        const expected = frames.filter((frame) => frame !== hit).map((frame) => frame.payload.toString());
        expect(textsOf(bytes)).toEqual(expected);
      }),
      SEEDED,
    );
  });

  it('survive any damage without throwing or inventing one', () => {
    const known = new Set(textsOf(whole));
    const damage = fc.array(
      fc.tuple(fc.nat(whole.length - 1), fc.uint8Array({ minLength: 1, maxLength: 40 })),
    );
    fc.assert(
      fc.property(damage, (patches) => {
        const bytes = Buffer.from(whole);
        for (const [at, patch] of patches) bytes.set(patch.slice(0, bytes.length - at), at);
        for (const text of textsOf(bytes)) expect(known).toContain(text);
      }),
      SEEDED,
    );
  });
});

describe('a journal that was left behind', () => {
  it('is cut where its last write broke off', async () => {
    for (const lost of [1, 11, 12, 13, 40]) {
      const dir = deadJournal(whole.subarray(0, whole.length - lost));
      expect(await recovered(dir)).toEqual({ ids: ids.slice(0, -1), quarantined: 0 });
    }
  });

  it('is cut where the file system left zeros', async () => {
    const dir = deadJournal(Buffer.concat([whole.subarray(0, whole.length - 30), Buffer.alloc(500)]));
    expect(await recovered(dir)).toEqual({ ids: ids.slice(0, -1), quarantined: 0 });
  });

  it('loses only its damaged frame, which is put aside and counted', async () => {
    const bytes = Buffer.from(whole);
    const third = scanFrames(whole).frames[2] as { from: number; to: number };
    bytes.fill(0x20, third.from + 30, third.from + 40);
    const dir = deadJournal(bytes);
    expect(await recovered(dir)).toEqual({ ids: ids.filter((id) => id !== 'm2'), quarantined: 1 });
    const aside = readdirSync(join(dir, 'quarantine'));
    expect(aside).toHaveLength(1);
    const kept = readFileSync(join(dir, 'quarantine', aside[0] as string));
    expect(kept.equals(bytes.subarray(third.from, third.to))).toBe(true);
  });

  it('may be empty or hold nothing readable', async () => {
    expect(await recovered(deadJournal(Buffer.alloc(0)))).toEqual({ ids: [], quarantined: 0 });
    const noise = Buffer.from('no frames here');
    expect(await recovered(deadJournal(noise))).toEqual({ ids: [], quarantined: 1 });
  });

  it('is gone when everything was taken', async () => {
    const dir = deadJournal(whole);
    await recovered(dir);
    expect(existsSync(join(dir, 'dead'))).toBe(false);
    expect(readdirSync(dir)).toEqual([]);
    expect(await recovered(dir)).toEqual({ ids: [], quarantined: 0 });
  });

  it('is read on by the next process when the one that adopted it dies too', async () => {
    const dir = deadJournal(whole);
    const second = await openJournal({ dir, instanceId: 'second', clock: frozenClock(T0), exclusive: true });
    await second.append([sampleEvent(6)]);
    await second.close(0);
    expect((await recovered(dir)).ids).toEqual([...ids, 'm6']);
  });

  it('does not mistake other files for segments', async () => {
    const dir = deadJournal(whole);
    writeFileSync(join(dir, 'dead', 'notes.txt'), 'x');
    appendFileSync(join(dir, 'README'), 'x');
    expect((await recovered(dir)).ids).toEqual(ids);
  });
});

describe('kill -9', () => {
  it('loses nothing that was accepted', { timeout: 60_000 }, async () => {
    const dir = join(tempDir(), 'journal');
    const accepted: string[] = [];
    for (const [round, lines] of [1, 20, 150, 400].entries()) {
      const script = new URL('./append-forever.ts', import.meta.url);
      accepted.push(...(await killAfter(script, [dir, `p${round}`, String(round * 1_000_000)], lines)));
    }
    const { ids: found, quarantined } = await recovered(dir);
    expect(accepted.length).toBeGreaterThan(500);
    expect(found).toEqual(expect.arrayContaining(accepted.map((n) => `m${n}`)));
    expect(new Set(found).size).toBe(found.length);
    expect(quarantined).toBe(0);
  });
});
