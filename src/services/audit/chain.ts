import { createHmac, hkdfSync } from 'node:crypto';
import type { AuditAnchor, AuditEntry } from '../../domain/records/audit.ts';
import { hashOf } from '../../lib/ids.ts';

/** Hash of one link: everything it says, and the link before. */
export function hashOfEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const { seq, atMs, actor, action, target, change, prevHash } = entry;
  const sorted = Object.entries(change).sort(([a], [b]) => (a < b ? -1 : 1));
  return hashOf(JSON.stringify([seq, atMs, actor, action, target, sorted, prevHash]));
}

/** Seals both ends of the chain; who can write to the database but lacks the secret key cannot make one. */
export type SealAnchor = (anchor: Omit<AuditAnchor, 'mac'>) => AuditAnchor;

export function anchorSealer(secretKey: string): SealAnchor {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'audit anchor', 32));
  return ({ floorSeq, floorHash, headSeq, headHash }) => {
    const ends = { floorSeq, floorHash, headSeq, headHash };
    const mac = createHmac('sha256', key)
      .update(JSON.stringify(Object.values(ends)))
      .digest('hex');
    return { ...ends, mac };
  };
}
