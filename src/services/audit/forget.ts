import { addYears } from '../../domain/calendar.ts';
import { auditId } from '../../domain/records/audit.ts';
import { allRecords, changeRecord } from '../change-record.ts';
import type { Stores } from '../stores.ts';
import { ANCHOR_ID } from './audit-log.ts';
import { anchorSealer } from './chain.ts';

/**
 * Lets links go that are older than the retention. The anchor keeps the hash of the last one that went, so that what
 * is left can still be verified; it moves first, so that a crash in between leaves nothing that looks like a gap.
 *
 * @returns how many links went.
 */
export async function forgetOldAudit(
  deps: { stores: Pick<Stores, 'audit' | 'auditAnchors'>; secretKey: string },
  nowMs: number,
  keepYears: number,
): Promise<number> {
  const beforeMs = addYears(nowMs, -keepYears);
  const seal = anchorSealer(deps.secretKey);
  const anchor = (await deps.stores.auditAnchors.get(ANCHOR_ID))?.value;
  if (!anchor) return 0;
  let floor = { seq: anchor.floorSeq, hash: anchor.floorHash };
  const old: number[] = [];
  for await (const { value } of allRecords(deps.stores.audit, { index: 'bySeq', to: anchor.headSeq + 1 })) {
    if (value.atMs >= beforeMs) break;
    old.push(value.seq);
    floor = { seq: value.seq, hash: value.hash };
  }
  if (old.length === 0) return 0;
  await changeRecord(deps.stores.auditAnchors, ANCHOR_ID, (now) =>
    now.floorSeq >= floor.seq ? null : seal({ ...now, floorSeq: floor.seq, floorHash: floor.hash }),
  );
  for (const seq of old) await deps.stores.audit.remove(auditId(seq));
  return old.length;
}
