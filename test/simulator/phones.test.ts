import { beforeAll, describe, expect, it } from 'vitest';
import type { ChannelId } from '../../src/domain/ids.ts';
import type { SimulatorState } from '../../src/simulator/api/state.ts';
import { onEachPair } from '../support/engine-pair.ts';
import { type SimulatedApp, startSimulatedApp } from '../support/simulated-app.ts';
import { suiteEnd } from '../support/suite-end.ts';

const CHANNELS: ChannelId[] = ['zalo', 'messenger'];

await onEachPair(() => {
  let app: SimulatedApp;
  const end = suiteEnd();
  beforeAll(async () => {
    app = await startSimulatedApp({ end });
  });

  describe.each(CHANNELS)('a simulated phone on %s', (channel) => {
    it('begins a conversation with a tap', async () => {
      const phone = await app.phone(channel);
      await phone.act({ act: 'start' });
      await phone.hears(/trợ lý tự động/);
    });

    it('sends voice notes, stickers and places, and every one gets an answer', async () => {
      const phone = await app.phone(channel);
      await phone.says('xin chào');
      await phone.hears(/đồng ý không/);
      for (const act of ['voice', 'sticker', 'location'] as const) {
        const before = phone.lines().length;
        await phone.act({ act });
        await app.stream.until(
          () =>
            phone
              .lines()
              .slice(before)
              .find(({ from }) => from === 'bot') ?? null,
          `an answer to ${act}`,
          phone.lines,
        );
      }
    });

    it('falls silent while an officer writes, until the person asks for the menu', async () => {
      const phone = await app.phone(channel);
      await phone.says('xin chào');
      await phone.hears(/đồng ý không/);
      await phone.act({ act: 'officer', text: 'Chào chị, tôi là cán bộ.' });
      await phone.says('dạ em chào chị');
      await phone.says('menu');
      await phone.hears(/./);
      const sinceOfficer = phone.lines().slice(phone.lines().findIndex(({ from }) => from === 'officer'));
      const [, own, next] = sinceOfficer;
      expect([own?.text, next?.text]).toEqual(['dạ em chào chị', 'menu']);
    });
  });

  describe('a simulated Messenger', () => {
    it('shows an edited and an unsent message as such', async () => {
      const phone = await app.phone('messenger');
      await phone.says('xin chào');
      await phone.hears(/đồng ý không/);
      const messageId = phone.lines()[0]?.messageId ?? '';
      await phone.act({ act: 'edit', messageId, text: 'chào em' });
      await app.stream.until(() => phone.lines().find(({ state }) => state === 'edited') ?? null, 'the edit');
      await phone.act({ act: 'unsend', messageId });
      await app.stream.until(
        () => phone.lines().find(({ state }) => state === 'unsent') ?? null,
        'the unsending',
      );
      expect(phone.lines()[0]).toMatchObject({ id: phone.lines()[0]?.id, text: '', state: 'unsent' });
    });
  });

  describe('the simulated time', () => {
    it('moves for the bot too, and stays moved over a restart', async () => {
      const first = await startSimulatedApp();
      const moved = await first.simulate<SimulatorState>('POST', '/clock', { jump: 'due-day' });
      expect(moved.clock).toMatchObject({ date: '2026-12-20', period: 'quý 4 năm 2026' });
      const phone = await first.phone('zalo');
      await phone.says('xin chào');
      await phone.hears(/đồng ý không/);
      await first.stop();
      const second = await startSimulatedApp({ dataDir: first.dataDir });
      expect((await second.simulate<SimulatorState>('GET', '/state')).clock.date).toBe('2026-12-20');
      const back = await second.simulate<SimulatorState>('POST', '/clock', { jump: 'present' });
      expect(back.clock.shiftMs).toBe(0);
    });
  });
});
