import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openWhispers } from '../../src/queue/index.ts';
import { PATIENT } from '../support/patience.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { requires } from '../support/require.ts';

const program = requires('redis');
const SOON = { ...PATIENT, interval: 20 };

describe('whispers', () => {
  it('are for nobody where there is one process', async () => {
    const whispers = await openWhispers({ kind: 'memory' });
    const heard = vi.fn();
    whispers.hear('cards', heard);
    whispers.tell('cards', 'x');
    whispers.close();
    expect(heard).not.toHaveBeenCalled();
  });

  it.skipIf(!program)(
    'reach every process on Redis, also after it was away, and stand in no file',
    async () => {
      const server = await startRedisServer(program as string);
      onTestFinished(() => server.stop());
      const open = async () => {
        const whispers = await openWhispers({ kind: 'redis', url: server.url });
        onTestFinished(() => whispers.close());
        const heard: string[] = [];
        whispers.hear('cards', (words) => heard.push(words));
        return { whispers, heard };
      };
      const [web, worker] = [await open(), await open()];
      const reaches = (words: string) =>
        vi.waitFor(() => {
          worker.whispers.tell('cards', words);
          expect(web.heard).toContain(words);
          expect(worker.heard).toContain(words);
        }, SOON);
      await reaches('first');
      await server.kill();
      worker.whispers.tell('cards', 'lost');
      await server.restart();
      await reaches('second');
      expect(web.heard).not.toContain('lost');
      // So that there is a file that could tell.
      await server.command('SET', 'kept', 'third');
      await server.command('BGREWRITEAOF');
      const files = readdirSync(server.dir, { recursive: true, withFileTypes: true }).filter((one) =>
        one.isFile(),
      );
      const written = files.map((one) => readFileSync(join(one.parentPath, one.name), 'latin1')).join('\n');
      expect(written).toContain('third');
      expect(written).not.toMatch(/first|second/);
    },
  );
});
