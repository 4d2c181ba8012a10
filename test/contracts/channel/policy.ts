import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecipientFacts } from '../../../src/domain/route.ts';
import type { ChannelDescriptor, ChannelWorld } from './descriptor.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 3);

/** When the channel may speak. */
export function policyCases<W extends ChannelWorld>({ open, windows }: ChannelDescriptor<W>): void {
  describe('policy', () => {
    let world: W;
    beforeAll(async () => {
      world = await open();
    });
    afterAll(() => world.close());

    const routes = (facts: Partial<RecipientFacts>, silentMs = 0) =>
      world.channel.policy(
        {
          lastInteractionAtMs: NOW_MS - silentMs,
          following: null,
          blocked: false,
          purpose: 'reply',
          optedOut: false,
          ...facts,
        },
        NOW_MS,
      );

    it.each(windows)('$name', ({ facts, silentMs, routes: expected }) => {
      expect(routes(facts, silentMs)).toEqual(expected);
    });

    it.each(['safety', 'reply', 'push'] as const)(
      'never reaches who blocked or never wrote (%s)',
      (purpose) => {
        expect(routes({ purpose, blocked: true })).toEqual([{ route: 'none', reason: 'blocked' }]);
        expect(routes({ purpose, lastInteractionAtMs: null })).toEqual([
          { route: 'none', reason: 'never-wrote' },
        ]);
      },
    );

    it('pushes to nobody who opted out, but answers them', () => {
      expect(routes({ purpose: 'push', optedOut: true })).toEqual([{ route: 'none', reason: 'opted-out' }]);
      for (const purpose of ['reply', 'safety'] as const)
        expect(routes({ purpose, optedOut: true })[0]?.route).toBe('reply-window');
    });
  });
}
