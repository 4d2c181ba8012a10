import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

/**
 * Proof that somebody agreed to a privacy text. It outlives the conversation, because the programme has to show that it
 * was allowed to keep what it kept; so it names nobody. The id is a hash of the effect that gave it.
 */
export const consentSchema = z.object({
  /** Keyed hash of the conversation: found by whoever knows the conversation's id and the server's key, by nobody else. */
  subjectKey: z.string(),
  textVersion: z.string(),
  channel: z.enum(['zalo', 'messenger']),
  atMs: z.number(),
  /** When the person withdrew it or was erased; null while it holds. */
  endedAtMs: z.number().nullable(),
});

export type Consent = z.infer<typeof consentSchema>;

export const consentRecords = recordSpec<Consent>({
  name: 'consents',
  schema: consentSchema,
  indexes: { bySubject: ['subjectKey', 'atMs'], byEnd: ['endedAtMs'] },
});
