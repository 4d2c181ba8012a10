import { frozenClock } from '../../../src/lib/clock.ts';
import { openDiskBlobs } from '../../../src/storage/disk-blobs.ts';
import { openSqliteStorage } from '../../../src/storage/sqlite/open.ts';
import { blobsContract } from '../../contracts/blobs.contract.ts';
import { conversationsContract } from '../../contracts/conversations.contract.ts';
import { inboxContract } from '../../contracts/inbox.contract.ts';
import { outboxContract } from '../../contracts/outbox.contract.ts';
import { recordsContract } from '../../contracts/records.contract.ts';
import { T0 } from '../../contracts/samples.ts';
import { sequencesContract } from '../../contracts/sequences.contract.ts';
import { transferContract } from '../../contracts/transfer.contract.ts';
import { tempDir } from '../../support/temp-dir.ts';

const open = () => openSqliteStorage({ dataDir: tempDir(), clock: frozenClock(T0) });

inboxContract(open);
conversationsContract(open);
outboxContract(open);
sequencesContract(open);
recordsContract(open);
transferContract(open, open);
blobsContract(async () => openDiskBlobs(tempDir()));
