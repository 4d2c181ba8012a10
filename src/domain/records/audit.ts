import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

/** What was changed, in codes, ids, states and numbers: never a name, a telephone number or somebody's words. */
export const auditChangeSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
);

export type AuditChange = z.infer<typeof auditChangeSchema>;

/** One link of the chain of writes. The id is {@link auditId} of its number. */
export const auditEntrySchema = z.object({
  /** 1, 2, 3 … without a gap. */
  seq: z.number().int().min(1),
  atMs: z.number(),
  /** `token:<name>`, `command:<who>`, or `command` when nobody was named. */
  actor: z.string(),
  /** Stable name of the act, such as `team.withdraw`; `refused` closes an act that did not happen. */
  action: z.string(),
  /** What it was done to: a code or id. */
  target: z.string(),
  change: auditChangeSchema,
  /** Hash of the link before; of {@link GENESIS_HASH} for the first. */
  prevHash: z.string(),
  /** SHA-256 over the other fields. */
  hash: z.string(),
});

export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditRecords = recordSpec<AuditEntry>({
  name: 'audit',
  schema: auditEntrySchema,
  indexes: { byTime: ['atMs'], bySeq: ['seq'] },
});

/** Stands before the first link. */
export const GENESIS_HASH = '0'.repeat(64);

/** Digits wide enough that ids sort like numbers. */
const SEQ_DIGITS = 12;

export function auditId(seq: number): string {
  return String(seq).padStart(SEQ_DIGITS, '0');
}

/** Both ends of the chain, sealed with the server's key: links cannot be taken from either end unseen. */
export const auditAnchorSchema = z.object({
  /** Last link that is no longer kept (retention), 0 for none, and its hash. */
  floorSeq: z.number(),
  floorHash: z.string(),
  /** Newest link and its hash. */
  headSeq: z.number(),
  headHash: z.string(),
  /** HMAC over the four fields before. */
  mac: z.string(),
});

export type AuditAnchor = z.infer<typeof auditAnchorSchema>;

export const auditAnchorRecords = recordSpec<AuditAnchor>({
  name: 'audit_anchors',
  schema: auditAnchorSchema,
  indexes: {},
});
