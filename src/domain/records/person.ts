import { z } from 'zod';
import { TEAM_ROLES } from '../effect.ts';
import { recordSpec } from '../record-spec.ts';

/** One human, known since their consent. No birthday, ethnicity, identity number or place (DESIGN.md §8). */
export const personSchema = z.object({
  id: z.string(),
  /** The name they gave or the roster has; null until then. */
  name: z.string().nullable(),
  createdAtMs: z.number(),
});

export type Person = z.infer<typeof personSchema>;

export const personRecords = recordSpec<Person>({ name: 'people', schema: personSchema, indexes: {} });

/** Which conversation is whose. The id is the conversation's id. */
export const identitySchema = z.object({
  conversationId: z.string(),
  personId: z.string(),
  sinceMs: z.number(),
  /** The name shown on the platform, offered when a name is asked; null or absent when the platform does not tell it. */
  displayName: z.string().nullable().optional(),
  /** When the platform is asked for it (again), Unix ms; null or absent for never. */
  profileDueAtMs: z.number().nullable().optional(),
});

export type Identity = z.infer<typeof identitySchema>;

export const identityRecords = recordSpec<Identity>({
  name: 'identities',
  schema: identitySchema,
  indexes: { byPerson: ['personId'], byProfileDue: ['profileDueAtMs'] },
});

/** Person in team. The id is `<teamId>:<personId>`. */
export const membershipSchema = z.object({
  teamId: z.string(),
  personId: z.string(),
  role: z.enum(TEAM_ROLES),
  /** The roster row behind a leader's or reporter's seat. */
  memberId: z.string().nullable(),
  name: z.string(),
  sinceMs: z.number(),
  endedAtMs: z.number().nullable(),
  /** Last effect that changed it. */
  effectId: z.string(),
});

export type Membership = z.infer<typeof membershipSchema>;

export const membershipRecords = recordSpec<Membership>({
  name: 'memberships',
  schema: membershipSchema,
  indexes: { byTeam: ['teamId'], byPerson: ['personId'] },
});

export function membershipId(teamId: string, personId: string): string {
  return `${teamId}:${personId}`;
}

/** Somebody with a right code but no free roster row: waits for the officer. The id is the effect's id. */
export const seatRequestSchema = z.object({
  teamId: z.string(),
  personId: z.string(),
  role: z.enum(TEAM_ROLES),
  name: z.string(),
  atMs: z.number(),
  state: z.enum(['open', 'approved', 'refused']),
});

export type SeatRequest = z.infer<typeof seatRequestSchema>;

export const seatRequestRecords = recordSpec<SeatRequest>({
  name: 'seat_requests',
  schema: seatRequestSchema,
  indexes: { byTeam: ['teamId', 'state', 'atMs'], byState: ['state', 'atMs'], byPerson: ['personId'] },
});
