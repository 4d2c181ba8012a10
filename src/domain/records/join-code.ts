import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

/** Letters and digits that are not mistaken for one another on paper or by ear (no 0 O 1 I L 2 Z 5 S 8 B U V). */
export const JOIN_CODE_ALPHABET = '34679ACDEFGHJKMNPQRTWXY';

/** 23^8 ≈ 8 × 10^10 codes. */
export const JOIN_CODE_LENGTH = 8;

/** The code as it is kept: upper case, without the spaces and dashes that people add. */
export function normaliseJoinCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** A code that lets people into one team: one for its reporters, one for its members. The id is the code. */
export const joinCodeSchema = z.object({
  code: z.string().min(JOIN_CODE_LENGTH),
  teamId: z.string(),
  kind: z.enum(['reporter', 'member']),
  createdAtMs: z.number(),
  revokedAtMs: z.number().nullable(),
  /** The act that issued it; a repeated act finds it. */
  effectId: z.string().optional(),
});

export type JoinCode = z.infer<typeof joinCodeSchema>;

export const joinCodeRecords = recordSpec<JoinCode>({
  name: 'join_codes',
  schema: joinCodeSchema,
  indexes: { byTeam: ['teamId', 'kind'] },
});

/** One wrong try; five within an hour lock the conversation. The id is the effect's id. */
export const joinAttemptSchema = z.object({ conversationId: z.string(), atMs: z.number() });

export type JoinAttempt = z.infer<typeof joinAttemptSchema>;

export const joinAttemptRecords = recordSpec<JoinAttempt>({
  name: 'join_attempts',
  schema: joinAttemptSchema,
  indexes: { byConversation: ['conversationId', 'atMs'], byTime: ['atMs'] },
});
