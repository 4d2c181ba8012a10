import { z } from 'zod';
import { TEAM_ROLES } from '../effect.ts';
import { recordSpec } from '../record-spec.ts';

/** One community communication team (tổ truyền thông cộng đồng). The id is its code, like `TTT-012`. */
export const teamSchema = z.object({
  id: z.string().regex(/^TTT-\d{3,}$/),
  name: z.string(),
  communeId: z.string(),
  villageIds: z.array(z.string()),
  foundedOn: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  /** First day without the team; its history stays. */
  withdrawnOn: z.string().nullable(),
  /** The team that goes on in its place; its history stays its own. */
  mergedInto: z.string().nullable().optional(),
  /** Invented data that `loa demo remove` takes away. */
  demo: z.boolean(),
  updatedAtMs: z.number(),
});

export type Team = z.infer<typeof teamSchema>;

export const teamRecords = recordSpec<Team>({
  name: 'teams',
  schema: teamSchema,
  indexes: { byCommune: ['communeId'], byDemo: ['demo'], byMergedInto: ['mergedInto'] },
});

/** A row of the roster: somebody who belongs to a team on paper, whether or not they have written yet. */
export const memberSchema = z.object({
  id: z.string(),
  teamId: z.string(),
  name: z.string(),
  foldedName: z.string(),
  role: z.enum(TEAM_ROLES),
  phone: z.string().nullable(),
  /** Whoever took this seat in the chat. */
  claimedBy: z.string().nullable(),
  /** The effect that took it: a repeated effect finds itself here. */
  claimedByEffect: z.string().nullable(),
  /** False once a re-import no longer lists the row. */
  active: z.boolean(),
  updatedAtMs: z.number(),
});

export type Member = z.infer<typeof memberSchema>;

export const memberRecords = recordSpec<Member>({
  name: 'members',
  schema: memberSchema,
  indexes: { byTeam: ['teamId', 'foldedName'] },
});

/** Whom to call in a commune; the province's own row is the fall-back. The id is the unit's id. */
export const officerSchema = z.object({
  unitId: z.string(),
  name: z.string(),
  phone: z.string(),
  hours: z.string(),
  demo: z.boolean(),
});

export type Officer = z.infer<typeof officerSchema>;

export const officerRecords = recordSpec<Officer>({
  name: 'officers',
  schema: officerSchema,
  indexes: { byDemo: ['demo'] },
});
