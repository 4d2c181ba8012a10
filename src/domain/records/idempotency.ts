import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

/** What became of a request that carried an `Idempotency-Key`. The id is a hash of token and key. */
export const idempotentRequestSchema = z.object({
  /** SHA-256 of method, path and body: the same key with another request is refused. */
  requestHash: z.string(),
  /** Null while it runs. */
  answer: z.object({ status: z.number(), body: z.string() }).nullable(),
  atMs: z.number(),
  /** A request still without an answer may be taken over from then on: its server is gone. */
  runningUntilMs: z.number(),
});

export type IdempotentRequest = z.infer<typeof idempotentRequestSchema>;

export const idempotentRequestRecords = recordSpec<IdempotentRequest>({
  name: 'idempotent_requests',
  schema: idempotentRequestSchema,
  indexes: { byAge: ['atMs'] },
});
