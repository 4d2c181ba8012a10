import { describe, expect, it } from 'vitest';
import { restoreBackupFile, writeBackup } from '../../src/app/backup.ts';
import { runCommandWhereDataIs } from '../../src/app/run-command.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { openSealedLines } from '../../src/services/backup/sealed-file.ts';
import type { HealthReport } from '../../src/web/health.ts';
import { CHANNEL_ENV, startTestApp } from '../support/app.ts';
import { filesWith, formsOf } from '../support/search-files.ts';
import { tempDir } from '../support/temp-dir.ts';
import { openZaloWorld } from '../support/zalo-world.ts';

/** Searches the files of the embedded pair; `app/backup.test.ts` restores both. */

const BACKUP_PASSPHRASE = 'bốn từ dài để niêm phong';
const FAST = { scryptWorkFactor: 2 };
const DISCLOSURE = 'Chồng em đang đánh em, cứu em với chị ơi';
const SOMEBODY = '5000000000000000001';
const NEIGHBOUR = '5000000000000000002';
const GREETING = 'xin chào cả thôn';
/** Two whole servers start in it. */
const LIMIT_MS = 90_000;
const clock = systemClock();

async function partsOf(url: string): Promise<HealthReport['parts']> {
  return ((await (await fetch(`${url}/readyz`)).json()) as HealthReport).parts;
}

describe('a machine restored from an embedded backup', () => {
  it(
    'knows nothing of a disclosure, and says that an OA whose token was spent since needs re-consent',
    async () => {
      const world = await openZaloWorld({ patienceMs: 60_000 });
      const settings = (dataDir: string) => ({ ...world.env, BACKUP_PASSPHRASE, DATA_DIR: dataDir });
      const configOf = (dataDir: string) => loadConfig({ ...CHANNEL_ENV, PORT: '0', ...settings(dataDir) });
      const lost = await startTestApp(settings(tempDir()));
      const card = await world.ask(lost.url, SOMEBODY, DISCLOSURE);
      expect(card.text).toContain('113');
      await world.ask(lost.url, NEIGHBOUR, GREETING);
      await world.zalo.idle();

      const folder = tempDir();
      const { path } = await writeBackup(configOf(lost.dataDir), folder, clock, FAST);
      const needles = [...formsOf(DISCLOSURE), ...formsOf(card.text ?? '')];
      expect(filesWith(lost.dataDir, formsOf(DISCLOSURE))).toEqual([]);
      expect(filesWith(folder, needles)).toEqual([]);
      const lines: string[] = [];
      for await (const line of openSealedLines(path, BACKUP_PASSPHRASE)) lines.push(line);
      expect(lines.some((line) => line.includes(NEIGHBOUR))).toBe(true);
      expect(lines.filter((line) => needles.some((needle) => line.includes(needle)))).toEqual([]);

      // The machine spends its one-time token once more before it is lost.
      const issued = world.zalo.tokens.issued;
      world.zalo.tokens.expireAccessTokens();
      await world.ask(lost.url, NEIGHBOUR, 'menu');
      await expect.poll(() => world.zalo.tokens.issued).toBe(issued + 1);
      await lost.stop();
      expect(filesWith(lost.dataDir, needles)).toEqual([]);

      const empty = tempDir();
      await restoreBackupFile(configOf(empty), path, clock);
      const again = await startTestApp(settings(empty));
      expect(filesWith(empty, needles)).toEqual([]);
      // Nobody has asked Zalo yet, and asking is what tells.
      expect((await partsOf(again.url)).zalo).toEqual({ ok: true, detail: 'on' });
      const { lines: found } = await runCommandWhereDataIs(configOf(empty), 'doctor', {});
      expect(found.find(({ name }) => name === 'zalo token')).toMatchObject({
        state: 'fail',
        detail: expect.stringContaining('needs re-consent'),
        todo: expect.stringContaining('loa zalo login'),
      });
      const { zalo, messenger } = await partsOf(again.url);
      expect(zalo).toEqual({ ok: true, degraded: true, detail: 'needs re-consent: `loa zalo login`' });
      expect(messenger).toEqual({ ok: true, detail: 'on' });
    },
    LIMIT_MS,
  );
});
