import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';
import { photoConsentSchema, reportFieldsSchema } from '../report.ts';
import { reportStatusSchema, revisionSchema } from './revision.ts';

/** One communication session held by a team, as reported. The id is made from the draft that it came from. */
export const sessionSchema = z.object({
  id: z.string(),
  /** `BC-0412`. */
  code: z.string(),
  teamId: z.string(),
  /** Commune of the team when it was reported. */
  communeId: z.string(),
  /** Day of the session, copied from the report: it counts by this. */
  date: z.string(),
  report: reportFieldsSchema,
  /** At least one form brings people together: counts toward the quarter. */
  gathering: z.boolean(),
  draftId: z.string(),
  photoConsent: photoConsentSchema.nullable(),
  reporterId: z.string(),
  channel: z.enum(['zalo', 'messenger']),
  submittedAtMs: z.number(),
  /** Reported after its quarter was over. */
  late: z.boolean(),
  /** `services/reports/` has the rules: a correction makes it `sent` again, `withdrawn` ends it until an officer reopens it. */
  status: reportStatusSchema,
  effectId: z.string(),
  /** The newest change; absent for a report that nobody touched. Older ones are in `session_revisions`. */
  lastRevision: revisionSchema.optional(),
});

export type Session = z.infer<typeof sessionSchema>;

export const sessionRecords = recordSpec<Session>({
  name: 'sessions',
  schema: sessionSchema,
  indexes: {
    byTeam: ['teamId', 'date'],
    byDate: ['date'],
    byCommune: ['communeId', 'date'],
    byCode: ['code'],
    byReporter: ['reporterId', 'date'],
    byReporterStatus: ['reporterId', 'status', 'date'],
  },
});

/** The session id of a draft: the same draft submitted twice is one session. */
export function sessionIdOf(draftId: string): string {
  return `s:${draftId}`;
}

/** A photo or voice note of a draft, on its way or kept. The id is `<draftId>:<index>`. */
export const draftMediaSchema = z.object({
  draftId: z.string(),
  conversationId: z.string(),
  kind: z.enum(['image', 'audio', 'video']),
  /** Where the platform serves it; erased once fetched or given up. */
  url: z.string().nullable(),
  state: z.enum(['fetching', 'kept', 'failed', 'dropped']),
  /** False while nobody has heard a voice note yet ("chờ nghe"); null for pictures. */
  heard: z.boolean().nullable(),
  sha256: z.string().nullable(),
  contentType: z.string().nullable(),
  sizeBytes: z.number().nullable(),
  /** Internal until an officer publishes it. */
  publication: z.enum(['internal', 'may_publish', 'published']),
  attempts: z.number(),
  notBeforeMs: z.number(),
  failure: z.string().nullable(),
  atMs: z.number(),
  /** When it is looked at again whether its time is over, business time; absent until the first look. */
  lookAgainAtMs: z.number().nullable().optional(),
});

export type DraftMedia = z.infer<typeof draftMediaSchema>;

export const draftMediaRecords = recordSpec<DraftMedia>({
  name: 'draft_media',
  schema: draftMediaSchema,
  indexes: {
    byDraft: ['draftId', 'atMs'],
    byState: ['state', 'notBeforeMs'],
    byContent: ['sha256'],
    byConversation: ['conversationId', 'atMs'],
    byLook: ['lookAgainAtMs'],
  },
});
