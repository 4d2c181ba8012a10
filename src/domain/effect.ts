import type { Message } from './message.ts';
import type { PhotoConsent, ReportFields } from './report.ts';
import type { TrailEntry } from './report-trail.ts';

/** What a turn wants to happen. Each is applied through `insertIfAbsent` or a compare-and-set that records its id. */
export type Effect =
  | { type: 'send'; message: Message; purpose?: 'reply' | 'card' }
  | { type: 'give-consent'; textVersion: string }
  | { type: 'withdraw-consent' }
  /** XÓA DỮ LIỆU, or a withdrawal on the platform. Whose data it is, is filled in by the turn that commits it. */
  | { type: 'erase-me'; source: 'chat' | 'platform'; personId: string | null }
  | { type: 'set-name'; name: string }
  | { type: 'set-language'; language: string }
  | { type: 'set-opt-out'; optedOut: boolean }
  /** Takes a seat in a team: a plain member, or an unclaimed roster row for a leader or reporter. */
  | { type: 'take-seat'; teamId: string; role: TeamRole; memberId: string | null; personName: string }
  /** The code shown now leads to this chat. */
  | { type: 'offer-link'; code: string }
  /** This chat and the one that showed the code are one person's from now on. */
  | { type: 'link-chats'; code: string }
  | { type: 'unlink-chats' }
  /** No unclaimed roster row: waits for the officer. */
  | { type: 'request-seat'; teamId: string; role: TeamRole; personName: string }
  /** A join code that does not exist was tried: counts toward five an hour. */
  | { type: 'count-wrong-code' }
  | {
      type: 'submit-report';
      draftId: string;
      teamId: string;
      code: string;
      report: ReportFields;
      photos: PhotoConsent | null;
      /** Which message gave which value; absent in a turn that an older version decided. */
      trail?: TrailEntry[];
    }
  /** Changes fields of a report that was sent; only these, so that others' changes of other fields stay. */
  | { type: 'correct-report'; sessionId: string; code: string; fields: Partial<ReportFields> }
  | { type: 'withdraw-report'; sessionId: string; code: string; reason: string | null }
  /** Downloads and keeps one photo or voice note of a draft; a broken one never stops the report. */
  | { type: 'keep-media'; draftId: string; kind: 'image' | 'audio' | 'video'; url: string; index: number }
  /** Who can be recognised in photos that are added to a report that was sent, and whether they were asked. */
  | { type: 'note-photo-consent'; sessionId: string; photos: PhotoConsent }
  /** A message was taken back: its words go from the trail of the report that it led to. */
  | { type: 'forget-words'; messageId: string; silent?: boolean }
  /** The draft was given up: its photos go. */
  | { type: 'drop-draft'; draftId: string }
  /** An echo shows that an open send arrived. */
  | { type: 'prove-send'; platformMessageId: string; rowId: string | null; textHash: string | null }
  /** The person wrote again: replies that were skipped because they came too late are given now. */
  | { type: 'give-owed' }
  /** The platform took a right away: nothing is sent on this account until an operator looks. */
  | { type: 'stop-account'; reason: string }
  | {
      type: 'confirm-quarter';
      teamId: string;
      period: string;
      answer: 'held' | 'not-held';
      sessionIds: string[];
      reason: string | null;
      plannedDate: string | null;
    };

export type EffectType = Effect['type'];

/** An effect with its deterministic id `<eventKey>#<n>`. */
export interface PlannedEffect {
  id: string;
  effect: Effect;
}

/** Roles in a team; only leaders and reporters report and confirm. */
export const TEAM_ROLES = ['leader', 'reporter', 'member'] as const;

export type TeamRole = (typeof TEAM_ROLES)[number];

export function mayReport(role: TeamRole): boolean {
  return role === 'leader' || role === 'reporter';
}

const RISING: readonly TeamRole[] = ['member', 'reporter', 'leader'];

/** Whose seat reaches further. */
export function higherRole(one: TeamRole, other: TeamRole): TeamRole {
  return RISING.indexOf(one) >= RISING.indexOf(other) ? one : other;
}
