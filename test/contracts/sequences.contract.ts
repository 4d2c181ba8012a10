import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../../src/storage/storage.ts';
import { type OpenStorage, range } from './samples.ts';

/** What every engine's sequences promise. */
export function sequencesContract(open: OpenStorage): void {
  describe('sequences', () => {
    let storage: Storage;

    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.close());

    it('counts from one, in each scope of its own', async () => {
      expect(await storage.sequences.reserve('report', 'a')).toBe(1);
      expect(await storage.sequences.reserve('report', 'b')).toBe(2);
      expect(await storage.sequences.reserve('team', 'a')).toBe(1);
    });

    it('gives the same key the same number, now and later', async () => {
      const first = await storage.sequences.reserve('report', 'event-1');
      await storage.sequences.reserve('report', 'event-2');
      expect(await storage.sequences.reserve('report', 'event-1')).toBe(first);
    });

    it('hands out no number twice when many ask at once', async () => {
      const keys = range(0, 100).map((n) => `k${n % 50}`);
      const numbers = await Promise.all(keys.map((key) => storage.sequences.reserve('report', key)));
      expect(new Set(numbers).size).toBe(50);
      expect(numbers.slice(50)).toEqual(numbers.slice(0, 50));
    });
  });
}
