import { describe, expect, it } from 'vitest';
import type { ChannelId } from '../../src/domain/ids.ts';
import type { SimulatorState } from '../../src/simulator/api/state.ts';
import { onEachPair } from '../support/engine-pair.ts';
import { type SimulatedApp, startSimulatedApp } from '../support/simulated-app.ts';

const CHANNELS: ChannelId[] = ['zalo', 'messenger'];

const GREETING = /trợ lý tự động/;
const QUESTION = /đồng ý không/;

async function withFailure(app: SimulatedApp, channel: ChannelId, failure: string | null) {
  return app.simulate<SimulatorState>('PUT', '/failures', { channel, failure, once: true });
}

/** Someone writes while the next call of the bot fails. */
async function writesUnder(failure: string, channel: ChannelId) {
  const app = await startSimulatedApp();
  const state = await withFailure(app, channel, failure);
  expect(state.failures[channel]).toMatchObject({ failure });
  const phone = await app.phone(channel);
  await phone.says('xin chào');
  const texts = () =>
    phone
      .lines()
      .filter(({ from }) => from === 'bot')
      .map(({ text }) => text);
  const told = await app.stream.until(
    () => app.stream.linesOf(`${channel}:*`)[0] ?? null,
    `the platform to fail with ${failure}`,
  );
  expect(told.from).toBe('platform');
  return { app, phone, texts };
}

const count = (texts: string[], words: RegExp) => texts.filter((text) => words.test(text)).length;

await onEachPair(() => {
  describe.each(CHANNELS)('a failure that is switched on for %s', (channel) => {
    it('closed window: what could not be said is given when the person writes again', async () => {
      const { phone, texts } = await writesUnder('window-closed', channel);
      await phone.hears(QUESTION);
      expect(count(texts(), GREETING)).toBe(0);
      await phone.says('xem chi tiết');
      await phone.hears(GREETING);
      expect(count(texts(), GREETING)).toBe(1);
    });

    it('an error under HTTP 200: the message is lost, the conversation goes on', async () => {
      const { app, phone } = await writesUnder('error-200', channel);
      await phone.hears(QUESTION);
      expect((await withFailure(app, channel, null)).failures[channel]).toBeNull();
    });
  });

  describe('an expired token', () => {
    it('is renewed on Zalo at once, and the message comes', async () => {
      const { phone, texts } = await writesUnder('token-expired', 'zalo');
      await phone.hears(QUESTION);
      expect(count(texts(), GREETING)).toBe(1);
    });

    it('stops a Page, and switching the failure off lets it send again', async () => {
      const { app } = await writesUnder('token-expired', 'messenger');
      // A Page's token does not renew itself, so the switch stays on to be taken back.
      const { failures } = await app.simulate<SimulatorState>('GET', '/state');
      expect(failures.messenger).toEqual({ failure: 'token-expired', once: false });
      const answer = await withFailure(app, 'messenger', null);
      expect(answer.failures.messenger).toBeNull();
    });
  });
});
