import { describe, expect, it } from 'vitest';
import { type AuditEntry, auditId } from '../../../src/domain/records/audit.ts';
import { ANCHOR_ID, createAuditLog } from '../../../src/services/audit/audit-log.ts';
import { hashOfEntry } from '../../../src/services/audit/chain.ts';
import { forgetOldAudit } from '../../../src/services/audit/forget.ts';
import { verifyAudit } from '../../../src/services/audit/verify.ts';
import { changeRecord } from '../../../src/services/change-record.ts';
import { openTestStores } from '../../support/stores.ts';

const YEAR_MS = 366 * 86_400_000;

async function openChain(entries: number) {
  const context = await openTestStores();
  const deps = { ...context, secretKey: 'invented-secret-key' };
  const log = createAuditLog(deps);
  const append = (n: number) =>
    log.append({ actor: 'token:test', action: 'team.update', target: `TTT-${n}`, change: { n } });
  for (let n = 1; n <= entries; n++) await append(n);
  const change = (seq: number, what: (old: AuditEntry) => AuditEntry) =>
    changeRecord(deps.stores.audit, auditId(seq), what);
  const findings = async () => (await verifyAudit(deps)).findings;
  return { ...deps, log, append, change, findings };
}

describe('the audit record', () => {
  it('numbers its entries without a gap, also when many processes write at once', async () => {
    const chain = await openChain(0);
    const others = [chain.log, createAuditLog(chain), createAuditLog(chain)];
    const act = { actor: 'command', action: 'x', target: 'y', change: {} };
    const numbers = await Promise.all(Array.from({ length: 60 }, (_, i) => others[i % 3]?.append(act)));
    expect([...numbers].sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 60 }, (_, i) => i + 1),
    );
    expect(await verifyAudit(chain)).toMatchObject({ entries: 60, findings: [], head: { seq: 60 } });
  });

  it.each<[string, Partial<AuditEntry>]>([
    ['who', { actor: 'token:else' }],
    ['when', { atMs: 1 }],
    ['what', { change: { n: 9 } }],
    ['where', { target: 'TTT-900' }],
  ])('shows a change of %s, also when its own hash was made anew', async (_, forged) => {
    const chain = await openChain(5);
    await chain.change(3, (old) => ({ ...old, ...forged }));
    expect((await chain.findings())[0]).toEqual({ seq: 3, fault: 'changed' });
    await chain.change(3, (old) => ({ ...old, hash: hashOfEntry(old) }));
    expect((await chain.findings())[0]).toEqual({ seq: 4, fault: 'changed' });
  });

  it('shows an entry that is missing, and entries cut off at the end, also after it has grown again', async () => {
    const chain = await openChain(6);
    await chain.stores.audit.remove(auditId(2));
    expect(await chain.findings()).toContainEqual({ seq: 2, fault: 'missing' });
    const other = await openChain(6);
    for (const seq of [5, 6]) await other.stores.audit.remove(auditId(seq));
    expect(await other.findings()).toEqual([{ seq: 6, fault: 'cut-off' }]);
    for (const n of [7, 8, 9]) await other.append(n);
    expect(await other.findings()).toContainEqual({ seq: 5, fault: 'missing' });
  });

  it('shows a whole chain that was written anew by somebody without the secret key', async () => {
    const chain = await openChain(4);
    const forger = await openChain(0);
    const theirs = { ...chain, secretKey: 'another-key' };
    for (const seq of [1, 2, 3, 4]) await chain.stores.audit.remove(auditId(seq));
    await chain.stores.auditAnchors.remove(ANCHOR_ID);
    const log = createAuditLog(theirs);
    for (let n = 0; n < 4; n++) await log.append({ actor: 'x', action: 'x', target: 'x', change: {} });
    expect(await chain.findings()).toContainEqual({ seq: null, fault: 'anchor-forged' });
    expect(await forger.findings()).toEqual([]);
  });

  it('shows by a head noted elsewhere that everything was put back to an earlier state', async () => {
    const chain = await openChain(3);
    const early = await chain.stores.auditAnchors.get(ANCHOR_ID);
    await chain.append(4);
    const { head } = await verifyAudit(chain);
    await chain.stores.audit.remove(auditId(4));
    await changeRecord(chain.stores.auditAnchors, ANCHOR_ID, () => early?.value ?? null);
    expect(await chain.findings()).toEqual([]);
    expect((await verifyAudit(chain, head)).findings).toEqual([{ seq: 4, fault: 'not-as-noted' }]);
  });

  it('lets old entries go after the retention and still verifies what is left', async () => {
    const chain = await openChain(3);
    chain.clock.advance(3 * YEAR_MS);
    await chain.append(4);
    expect(await forgetOldAudit(chain, chain.clock.businessNow(), 2)).toBe(3);
    expect(await verifyAudit(chain)).toMatchObject({ entries: 1, findings: [], head: { seq: 4 } });
    await chain.stores.audit.remove(auditId(4));
    expect(await chain.findings()).toEqual([{ seq: 4, fault: 'cut-off' }]);
  });
});
