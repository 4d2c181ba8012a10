import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { restoreBackupFile, verifyBackupFile, writeBackup } from '../../src/app/backup.ts';
import { openStore } from '../../src/app/open-store.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { frozenClock, systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { createErasureJournal, readErasures } from '../../src/services/backup/erasure-journal.ts';
import { onEachPair, settingsOf } from '../support/engine-pair.ts';
import { NOW_MS } from '../support/events.ts';
import { filesWith, formsOf } from '../support/search-files.ts';
import { startSimulatedApp } from '../support/simulated-app.ts';
import { tempDir } from '../support/temp-dir.ts';

const BACKUP_PASSPHRASE = 'bốn từ dài để niêm phong';
const FAST = { scryptWorkFactor: 2 };
/** Two whole servers start in it. */
const DRILL_MS = 90_000;
const WORDS = 'Nhà văn hóa Thôn Mẫu 77';

async function configFor(dataDir: string) {
  return loadConfig({ ...(await settingsOf(dataDir)), PORT: '0', BACKUP_PASSPHRASE });
}

await onEachPair(() => {
  describe('a backup of a running server', () => {
    it(
      'is restored onto an empty machine, which is held until it is released and then goes on',
      async () => {
        const app = await startSimulatedApp();
        const phone = await app.phone('zalo');
        await phone.says('xin chào');
        await phone.hears(/đồng ý không/);
        await phone.taps(/Tôi đồng ý/);
        await phone.hears(/Cảm ơn/);

        const folder = tempDir();
        const { path, footer } = await writeBackup(
          await configFor(app.dataDir),
          folder,
          frozenClock(NOW_MS),
          FAST,
        );
        expect(footer.rows.conversations).toBe(1);
        expect(readdirSync(folder)).toHaveLength(1);
        // What comes after the backup is not in it, and the server has gone on.
        await phone.says('người dân');
        await phone.hears(/giúp việc gì/);
        await app.stop();

        const empty = tempDir();
        const config = await configFor(empty);
        expect((await verifyBackupFile(config, path)).footer).toEqual(footer);
        await restoreBackupFile(config, path, systemClock());
        await expect(restoreBackupFile(config, path, systemClock())).rejects.toThrow('There is data already');

        const again = await startSimulatedApp({ dataDir: empty });
        const { held } = await again.command('hold-list', {});
        expect(held?.hold).toMatchObject({ reason: 'restored' });
        const back = await again.phone('zalo', phone.id);
        await back.says('menu');
        const pending = async () => (await again.command('outbox-list', { state: 'pending' })).counts.pending;
        await expect.poll(pending).toBeGreaterThan(0);
        expect(back.lines().filter(({ from }) => from === 'bot')).toEqual([]);
        expect(await again.command('hold-release', { sendOlder: false })).toEqual({ keptBack: 0 });
        await back.hears(/giúp việc gì|người dân/);
      },
      DRILL_MS,
    );
  });

  describe('a released system', () => {
    it('sends nothing that was waiting when the backup was made: replies are owed, broadcasts wait for an officer, cards go', async () => {
      const from = await configFor(tempDir());
      const deps = { clock: systemClock(), ids: randomIds(), logger: silentLogger(), keepsJournal: false };
      const first = await openStore(from, deps);
      const old = {
        conversationId: 'zalo:oa:u1',
        group: 1,
        index: 0,
        purpose: 'reply',
        notBeforeMs: 0,
        expiresAtMs: null,
      };
      const at = systemClock().systemNow() - 1_000;
      const part = { kind: 'text', text: WORDS } as const;
      for (const lane of ['reply', 'broadcast', 'safety'] as const)
        await first.storage.outbox.insertMany([{ ...old, id: lane, lane, part, createdAtMs: at }]);
      await first.storage.close();
      const folder = tempDir();
      const { path } = await writeBackup(from, folder, systemClock(), FAST);
      expect(filesWith(folder, formsOf(WORDS))).toEqual([]);

      const to = await configFor(tempDir());
      await restoreBackupFile(to, path, systemClock());
      const app = await startSimulatedApp({ dataDir: to.dataDir });
      const { held } = await app.command('hold-list', {});
      expect(held?.waiting.map(({ lane, older }) => [lane, older]).sort()).toEqual([
        ['broadcast', 1],
        ['reply', 1],
        ['safety', 1],
      ]);
      expect(await app.command('hold-release', { sendOlder: false })).toEqual({ keptBack: 3 });
      const { counts } = await app.command('outbox-list', { state: 'unknown' });
      expect(counts).toMatchObject({ unknown: 1, skipped: 1, pending: 0, sending: 0, sent: 0 });
      expect(await app.command('hold-list', {})).toEqual({ held: null });
    });
  });

  describe('a person erased after the backup', () => {
    it('is erased again by the restore, from what was noted beside the backups by hash alone', async () => {
      const folder = tempDir();
      const from = await configFor(tempDir());
      const deps = { clock: systemClock(), ids: randomIds(), logger: silentLogger(), keepsJournal: false };
      const first = await openStore(from, deps);
      const conversationId = 'zalo:2000000000000000001:900000000000000001';
      const claimed = await first.storage.conversations.claim(
        conversationId,
        'w',
        systemClock().systemNow(),
        1,
      );
      expect(claimed).not.toBeNull();
      const { path } = await writeBackup(from, folder, systemClock(), FAST);

      await first.tombstones.bury(conversationId, systemClock().systemNow());
      const note = createErasureJournal(folder, first.stores);
      await note();
      await note();
      await first.storage.close();
      expect(filesWith(folder, [conversationId])).toEqual([]);
      expect(await readErasures(folder)).toHaveLength(1);

      const to = await configFor(tempDir());
      expect((await restoreBackupFile(to, path, systemClock())).erasedAgain).toBe(1);
      const again = await openStore(to, deps);
      expect(await again.storage.conversations.get(conversationId)).toBeNull();
      await again.storage.close();
    });
  });
});
