import { expect, it } from 'vitest';
import { failedStart, startServerProcess } from '../support/server-process.ts';
import { tempDir } from '../support/temp-dir.ts';

it('a second process on the same data directory ends with advice, and the first goes on', async () => {
  const env = { DATA_DIR: tempDir() };
  const first = await startServerProcess(env);
  const second = await failedStart(env);
  expect(second.code).toBe(1);
  expect(second.log).toContain('in-use');
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  expect(await first.terminate()).toBe(0);
});

it('a faulty configuration ends with every fault and how to mend it', async () => {
  const { code, log } = await failedStart({ DATA_DIR: tempDir(), PORT: 'x', CONFIRM_GRACE_DAYS: '-1' });
  expect(code).toBe(1);
  expect(log).toContain('PORT');
  expect(log).toContain('CONFIRM_GRACE_DAYS');
});
