import { describe, expect, it, vi } from 'vitest';
import { startTestApp } from '../support/app.ts';
import { onEachPair, tracesOf } from '../support/engine-pair.ts';
import { PATIENT } from '../support/patience.ts';
import { formsOf } from '../support/search-files.ts';
import { openZaloWorld } from '../support/zalo-world.ts';

const USER = '5000000000000000001';
const DISCLOSURE = 'Chồng em đang đánh em, cứu em với chị ơi';

await onEachPair(() => {
  describe('a message from someone in danger', () => {
    it('is answered with the card, and nothing of it stays anywhere', async () => {
      const world = await openZaloWorld();
      const app = await startTestApp(world.env);
      const card = await world.ask(app.url, USER, DISCLOSURE);
      expect(card.text).toContain('113');
      await world.zalo.idle();
      expect(await tracesOf(app.dataDir, formsOf(DISCLOSURE))).toEqual([]);
      await app.stop();
      expect(await tracesOf(app.dataDir, formsOf(DISCLOSURE))).toEqual([]);
      expect(await tracesOf(app.dataDir, formsOf(card.text ?? ''))).toEqual([]);
    });

    it("leaves nothing of the card's own text either, while the server runs on", async () => {
      const world = await openZaloWorld();
      const app = await startTestApp(world.env);
      const { text } = await world.ask(app.url, USER, DISCLOSURE);
      await world.zalo.idle();
      const left = () => tracesOf(app.dataDir, formsOf(text ?? ''));
      await vi.waitFor(async () => expect(await left()).toEqual([]), { ...PATIENT, interval: 200 });
      // The store goes on as before.
      expect((await world.ask(app.url, USER, 'sen')).text).toContain('113');
      await vi.waitFor(async () => expect(await left()).toEqual([]), { ...PATIENT, interval: 200 });
    });

    it('leaves nothing in the journal when the worker never gets to it', async () => {
      const world = await openZaloWorld();
      const app = await startTestApp(world.env);
      world.zalo.addUser({ id: USER });
      await world.deliver(app.url, world.zalo.events.text(USER, DISCLOSURE));
      expect(await tracesOf(app.dataDir, formsOf(DISCLOSURE))).toEqual([]);
    });

    it('does not show in metrics, readiness or logs', async () => {
      const world = await openZaloWorld();
      const app = await startTestApp(world.env);
      await world.ask(app.url, USER, DISCLOSURE);
      const pages = await Promise.all(['/metrics', '/readyz'].map((path) => fetch(app.url + path)));
      const texts = await Promise.all(pages.map((page) => page.text()));
      for (const text of texts) {
        for (const form of formsOf(DISCLOSURE)) expect(text).not.toContain(form);
        expect(text).not.toContain(USER);
      }
    });

    it('is answered again when the safe word is written', async () => {
      const world = await openZaloWorld();
      const app = await startTestApp(world.env);
      const card = await world.ask(app.url, USER, 'sen');
      expect(card.text).toContain('113');
    });

    it('takes "3" after the card as "Không phải, quay lại" and asks kindly for the message again', async () => {
      const world = await openZaloWorld();
      const app = await startTestApp(world.env);
      await world.ask(app.url, USER, DISCLOSURE);
      const answer = await world.ask(app.url, USER, '3');
      expect(answer.text).not.toContain('113');
    });

    it('is answered by its taps also after a restart, and a bare number then still gets an answer', async () => {
      const world = await openZaloWorld();
      const before = await startTestApp(world.env);
      await world.ask(before.url, USER, DISCLOSURE);
      await before.stop();
      const after = await startTestApp({ ...world.env, DATA_DIR: before.dataDir });
      expect((await world.ask(after.url, USER, '#lt:safety:help')).text).toContain('quyền được an toàn');
      expect((await world.ask(after.url, USER, '1')).text).not.toBe('');
    });

    it('is answered with the safe word and 111 when it is spoken instead of written', async () => {
      const world = await openZaloWorld();
      const app = await startTestApp(world.env);
      world.zalo.addUser({ id: USER });
      await world.deliver(app.url, world.zalo.events.attachment(USER, 'audio'));
      const { text } = await world.next(USER);
      for (const part of ['chưa có ai nghe', '111', 'SEN']) expect(text).toContain(part);
    });
  });
});
