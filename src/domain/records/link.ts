import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';
import { JOIN_CODE_ALPHABET } from './join-code.ts';

/** No look-alikes, like a team's code. */
export const LINK_CODE_ALPHABET = JOIN_CODE_ALPHABET;

/** Shorter than a team's code, so that neither is taken for the other; 23^6 ≈ 1.5 × 10^8 for a quarter of an hour. */
export const LINK_CODE_LENGTH = 6;

/**
 * One end of a link between two chats of one human. The id is the person's id. A link moves nothing: seats, reports and
 * answers stay with the person of the chat in which they came about, and are seen from both. It holds while both ends
 * name each other, so it is over as soon as one of them is gone.
 */
export const personLinkSchema = z.object({
  /** Person of the other chat. */
  otherId: z.string(),
  sinceMs: z.number(),
  /** The effect that made it; a repeated effect finds itself here. */
  effectId: z.string(),
});

export type PersonLink = z.infer<typeof personLinkSchema>;

export const personLinkRecords = recordSpec<PersonLink>({
  name: 'person_links',
  schema: personLinkSchema,
  indexes: {},
});

/** A code shown in one chat, to be typed in the other. The id is its keyed hash; the code itself is not kept. */
export const linkCodeSchema = z.object({
  conversationId: z.string(),
  personId: z.string(),
  expiresAtMs: z.number(),
  /** The effect that used it; a code is good for one link. */
  usedByEffect: z.string().nullable(),
});

export type LinkCode = z.infer<typeof linkCodeSchema>;

export const linkCodeRecords = recordSpec<LinkCode>({
  name: 'link_codes',
  schema: linkCodeSchema,
  indexes: { byConversation: ['conversationId'], byExpiry: ['expiresAtMs'] },
});
