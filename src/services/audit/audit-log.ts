import { type AuditChange, type AuditEntry, auditId, GENESIS_HASH } from '../../domain/records/audit.ts';
import type { Clock } from '../../lib/clock.ts';
import { changeRecord } from '../change-record.ts';
import type { Stores } from '../stores.ts';
import { anchorSealer, hashOfEntry } from './chain.ts';

export interface AuditDeps {
  stores: Pick<Stores, 'audit' | 'auditAnchors'>;
  clock: Clock;
  secretKey: string;
}

/** One act, before it is done. */
export interface AuditAct {
  actor: string;
  action: string;
  target: string;
  change: AuditChange;
}

/** The record of who changed what: a chain in which a changed, missing or cut-off link shows. */
export interface AuditLog {
  /**
   * Adds one link, before the act itself: an act without a link cannot happen, whatever breaks in between.
   *
   * @returns its number.
   */
  append(act: AuditAct): Promise<number>;
}

export const ANCHOR_ID = 'chain';

/** Rounds of losing the next number to other processes before giving up. */
const MAX_ROUNDS = 100;

export function createAuditLog({ stores, clock, secretKey }: AuditDeps): AuditLog {
  const seal = anchorSealer(secretKey);
  const start = { floorSeq: 0, floorHash: GENESIS_HASH, headSeq: 0, headHash: GENESIS_HASH };

  async function newest(): Promise<{ seq: number; hash: string }> {
    const page = await stores.audit.find({ index: 'bySeq', limit: 1, descending: true });
    const last = page.items[0]?.value;
    const anchor = (await stores.auditAnchors.get(ANCHOR_ID))?.value;
    // Links that are gone leave their numbers unused: the chain goes on behind the sealed head, and the gap stays visible.
    if (anchor && anchor.headSeq > (last?.seq ?? 0)) return { seq: anchor.headSeq, hash: anchor.headHash };
    return last ?? { seq: 0, hash: GENESIS_HASH };
  }

  async function add(act: AuditAct): Promise<number> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const last = await newest();
      const link = { ...act, seq: last.seq + 1, atMs: clock.businessNow(), prevHash: last.hash };
      const entry: AuditEntry = { ...link, hash: hashOfEntry(link) };
      // The number is the lock: of two writers one inserts it, the other reads anew.
      if (!(await stores.audit.insertIfAbsent(auditId(entry.seq), entry))) continue;
      await moveHead(entry);
      return entry.seq;
    }
    throw new Error('the audit record was busy for too long');
  }

  async function moveHead({ seq, hash }: AuditEntry): Promise<void> {
    await stores.auditAnchors.insertIfAbsent(ANCHOR_ID, seal(start));
    await changeRecord(stores.auditAnchors, ANCHOR_ID, (anchor) =>
      anchor.headSeq >= seq ? null : seal({ ...anchor, headSeq: seq, headHash: hash }),
    );
  }

  // In one process acts queue up instead of racing for numbers.
  let line: Promise<unknown> = Promise.resolve();
  return {
    append(act) {
      const turn = line.then(() => add(act));
      line = turn.catch(() => undefined);
      return turn;
    },
  };
}
