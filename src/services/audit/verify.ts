import { auditId } from '../../domain/records/audit.ts';
import { allRecords } from '../change-record.ts';
import type { Stores } from '../stores.ts';
import { ANCHOR_ID } from './audit-log.ts';
import { anchorSealer, hashOfEntry } from './chain.ts';

export interface AuditFinding {
  /** Where the chain breaks; null for its ends. */
  seq: number | null;
  fault: 'changed' | 'missing' | 'cut-off' | 'anchor-forged' | 'anchor-missing' | 'not-as-noted';
}

export interface AuditReport {
  entries: number;
  /** Newest link and its hash, to be noted elsewhere and given to the next check; null when there is none. */
  head: { seq: number; hash: string } | null;
  findings: AuditFinding[];
}

export interface NotedHead {
  seq: number;
  hash: string;
}

/** Findings are told up to this many; the first tells where to look. */
const MAX_FINDINGS = 20;

/**
 * Walks the whole chain. The anchor shows links taken from either end; a head noted outside the server ({@link NotedHead})
 * shows even that chain and anchor were put back together to an earlier state.
 */
export async function verifyAudit(
  deps: { stores: Pick<Stores, 'audit' | 'auditAnchors'>; secretKey: string },
  noted: NotedHead | null = null,
): Promise<AuditReport> {
  const findings: AuditFinding[] = [];
  const anchor = (await deps.stores.auditAnchors.get(ANCHOR_ID))?.value ?? null;
  if (anchor && anchorSealer(deps.secretKey)(anchor).mac !== anchor.mac) {
    findings.push({ seq: null, fault: 'anchor-forged' });
  }
  let last = anchor ? { seq: anchor.floorSeq, hash: anchor.floorHash } : null;
  let entries = 0;
  let seesNoted = noted === null || noted.seq <= (anchor?.floorSeq ?? 0);
  for await (const { id, value } of allRecords(deps.stores.audit, { index: 'id' })) {
    // Links below the floor wait for the clean-up that a crash interrupted.
    if (anchor && value.seq <= anchor.floorSeq) continue;
    entries += 1;
    const expectedSeq = (last?.seq ?? 0) + 1;
    if (value.seq > expectedSeq) findings.push({ seq: expectedSeq, fault: 'missing' });
    else if (id !== auditId(value.seq) || (last && value.prevHash !== last.hash)) {
      findings.push({ seq: value.seq, fault: 'changed' });
    }
    if (hashOfEntry(value) !== value.hash) findings.push({ seq: value.seq, fault: 'changed' });
    if (anchor?.headSeq === value.seq && anchor.headHash !== value.hash)
      findings.push({ seq: value.seq, fault: 'changed' });
    if (noted?.seq === value.seq) seesNoted = noted.hash === value.hash;
    last = { seq: value.seq, hash: value.hash };
  }
  if (!anchor && entries > 0) findings.push({ seq: null, fault: 'anchor-missing' });
  if (anchor && (last?.seq ?? 0) < anchor.headSeq) findings.push({ seq: anchor.headSeq, fault: 'cut-off' });
  if (!seesNoted) findings.push({ seq: noted?.seq ?? null, fault: 'not-as-noted' });
  return { entries, head: last && last.seq > 0 ? last : null, findings: findings.slice(0, MAX_FINDINGS) };
}
