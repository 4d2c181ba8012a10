import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Memory, memoryKeeper, readMemory } from '../../src/simulator/memory.ts';
import { tempDir } from '../support/temp-dir.ts';

const someone = (id: string) => ({
  channel: 'zalo' as const,
  id,
  name: 'Người thử',
  following: true,
  lastInteractionAtMs: 5,
});

describe('the memory of the simulator', () => {
  it('is none at first, and none when its file is damaged', async () => {
    const dir = tempDir();
    expect(await readMemory(dir)).toBeNull();
    await writeFile(join(dir, 'simulator.json'), '{"shiftMs":');
    expect(await readMemory(dir)).toBeNull();
    await writeFile(join(dir, 'simulator.json'), '{"shiftMs":"x","people":[]}');
    expect(await readMemory(dir)).toBeNull();
  });

  it('ends with the newest state however many were asked for at once', async () => {
    const dir = tempDir();
    let memory: Memory = { shiftMs: 0, people: [] };
    const keeper = memoryKeeper(dir, () => memory);
    const kept: Promise<void>[] = [];
    for (let n = 1; n <= 20; n++) {
      memory = { shiftMs: n, people: [someone(`91111${n}`)] };
      kept.push(keeper.keep());
    }
    await Promise.all(kept);
    expect(await readMemory(dir)).toEqual({ shiftMs: 20, people: [someone('9111120')] });
  });

  it('holds people and time, never what was said', async () => {
    const dir = tempDir();
    await memoryKeeper(dir, () => ({ shiftMs: 1, people: [someone('911111')] })).keep();
    const written = JSON.parse(await readFile(join(dir, 'simulator.json'), 'utf8')) as Memory;
    expect(Object.keys(written)).toEqual(['shiftMs', 'people']);
    expect(Object.keys(written.people[0] ?? {})).toEqual([
      'channel',
      'id',
      'name',
      'following',
      'lastInteractionAtMs',
    ]);
  });
});
