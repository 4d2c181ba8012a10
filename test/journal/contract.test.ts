import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openJournal } from '../../src/journal/open.ts';
import { frozenClock } from '../../src/lib/clock.ts';
import { journalContract } from '../contracts/journal.contract.ts';
import { T0 } from '../contracts/samples.ts';

const root = mkdtempSync(join(tmpdir(), 'loa-journal-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;

journalContract({
  fresh: () => {
    folders++;
  },
  open: (instanceId = 'one') =>
    openJournal({
      dir: join(root, String(folders), 'journal'),
      instanceId,
      clock: frozenClock(T0),
      exclusive: true,
      firstRetryMs: 1,
    }),
  // Nothing is drained, so closing leaves the files as they are.
  abandon: (journal) => journal.close(0),
});
