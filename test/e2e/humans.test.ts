import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ChannelId } from '../../src/domain/ids.ts';
import { envelopeOf, type GraphWebhookEvent } from '../../src/simulator/fakes/graph/deliver.ts';
import { CHANNEL_ENV, messengerWebhook, post, startTestApp, zaloWebhook } from '../support/app.ts';
import { onEachPair, tracesOf } from '../support/engine-pair.ts';
import { formsOf } from '../support/search-files.ts';
import { type SimulatedApp, startSimulatedApp } from '../support/simulated-app.ts';
import { suiteEnd } from '../support/suite-end.ts';

/** The whole server on a machine that does other things. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

await onEachPair(() => {
  let app: SimulatedApp;
  const end = suiteEnd();

  beforeAll(async () => {
    app = await startSimulatedApp({ end });
  });

  const IN_DANGER = 'chồng em đang đánh em, cứu em với';

  describe.each(['zalo', 'messenger'] as const)(
    'a human who writes in the inbox of %s',
    (channel: ChannelId) => {
      it('silences the bot there, not for danger, until "menu"', async () => {
        const phone = await app.phone(channel);
        await phone.says('xin chào');
        await phone.hears(/đồng ý không/);
        await phone.act({ act: 'officer', text: 'Chị nghe đây em' });
        const heard = () => phone.lines().filter(({ from }) => from === 'bot').length;
        const before = heard();
        await phone.says('chị ơi cho em hỏi');
        await phone.says(IN_DANGER);
        await phone.hears(/113/);
        // The card is the answer to the second text; the first one got none.
        expect(heard()).toBe(before + 1);
        await phone.says('menu');
        await phone.hears(/giúp việc gì/);
      });

      it('gives way again an hour after their last message', async () => {
        const phone = await app.phone(channel);
        await phone.act({ act: 'officer', text: 'Chào em' });
        await phone.says('em chào chị');
        await app.simulate('POST', '/clock', { jump: 'hour' });
        await phone.says('xin chào');
        await phone.hears(/trợ lý tự động/);
        expect(
          phone.lines().filter(({ from, text }) => from === 'bot' && /trợ lý tự động/.test(text)),
        ).toHaveLength(1);
      });
    },
  );

  describe('what is not a talk of one person with the account', () => {
    it('is counted, and neither kept nor answered', async () => {
      const server = await startTestApp();
      const timestamp = '1795399200000';
      const { ZALO_APP_ID: app_id, ZALO_OA_ID: oa_id, MESSENGER_PAGE_ID: pageId } = CHANNEL_ENV;
      const base = { app_id, oa_id, timestamp, sender: { id: '5000000000000000001' } };
      const message = { text: 'Lời riêng của nhóm', msg_id: 'g1' };
      const group = {
        ...base,
        event_name: 'user_send_group_text',
        recipient: { id: '6000000000000000001' },
        message,
      };
      const anonymous = {
        ...base,
        event_name: 'anonymous_send_text',
        recipient: { id: oa_id },
        message: { ...message, conversation_id: 'c1' },
      };
      for (const event of [group, anonymous])
        expect(await post(server, zaloWebhook(JSON.stringify(event), timestamp))).toBe(200);
      const held: GraphWebhookEvent = {
        list: 'standby',
        item: {
          sender: { id: '6000000000000001' },
          recipient: { id: pageId },
          timestamp: Number(timestamp),
          message: { mid: 'm_1', text: 'Lời riêng của nhóm' },
        },
      };
      const body = JSON.stringify(envelopeOf([held], pageId, Number(timestamp)));
      expect(await post(server, messengerWebhook(body))).toBe(200);

      const page = await (await fetch(`${server.url}/metrics`)).text();
      for (const [channel, reason] of [
        ['zalo', 'group-message'],
        ['zalo', 'anonymous'],
        ['messenger', 'standby'],
      ])
        expect(page).toContain(`loa_events_ignored_total{channel="${channel}",reason="${reason}"} 1`);
      expect(page).not.toContain('loa_events_accepted_total{');
      await server.stop();
      expect(await tracesOf(server.dataDir, formsOf('Lời riêng của nhóm'))).toEqual([]);
    });
  });
});
