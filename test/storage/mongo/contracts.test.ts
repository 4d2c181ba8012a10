import { describe } from 'vitest';
import { frozenClock } from '../../../src/lib/clock.ts';
import { openSqliteStorage } from '../../../src/storage/sqlite/open.ts';
import { blobsContract } from '../../contracts/blobs.contract.ts';
import { conversationsContract } from '../../contracts/conversations.contract.ts';
import { inboxContract } from '../../contracts/inbox.contract.ts';
import { outboxContract } from '../../contracts/outbox.contract.ts';
import { recordsContract } from '../../contracts/records.contract.ts';
import { T0 } from '../../contracts/samples.ts';
import { sequencesContract } from '../../contracts/sequences.contract.ts';
import { transferContract } from '../../contracts/transfer.contract.ts';
import { mongoServer } from '../../support/mongo-server.ts';
import { emptyMongoStores } from '../../support/mongo-storage.ts';
import { tempDir } from '../../support/temp-dir.ts';

const mongo = await mongoServer();
const openBoth = emptyMongoStores(mongo, frozenClock(T0));

describe.skipIf(!mongo)('on MongoDB', () => {
  const open = async () => (await openBoth()).storage;

  inboxContract(open);
  conversationsContract(open);
  outboxContract(open);
  sequencesContract(open);
  recordsContract(open);
  const openSqlite = () => openSqliteStorage({ dataDir: tempDir(), clock: frozenClock(T0) });
  transferContract(openSqlite, open, 'transfer from SQLite');
  transferContract(open, openSqlite, 'transfer to SQLite');
  blobsContract(async () => (await openBoth()).blobs);
});
