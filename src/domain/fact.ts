import type { TeamRole } from './effect.ts';
import type { ChannelId } from './ids.ts';
import type { ReportStatus } from './records/revision.ts';
import type { ReportFields } from './report.ts';

/**
 * What a flow must know from the store. A step that finds one missing asks for it; the turn loads (or reserves) it, keyed
 * by the event, and the engine runs again from the same state, so that a repeated turn gets the same values.
 */
export type FactRequest =
  | { name: 'join-code'; code: string }
  /** The free seat of a plain member whose name this is. */
  | { name: 'seat-by-name'; teamId: string; personName: string }
  | { name: 'report-code' }
  | { name: 'similar-reports'; teamId: string; date: string }
  | { name: 'quarter'; teamId: string; period: string }
  | { name: 'officer'; teamId: string | null }
  | { name: 'draft-photos'; draftId: string }
  /** A sent report of a team for which the person reports; null for any other. */
  | { name: 'report'; code: string }
  /** The newest reports of those teams, newest first. */
  | { name: 'my-reports' }
  /** Everything that is kept of the person who asks. */
  | { name: 'my-data' }
  /** A code with which this chat can be linked from the person's other one. */
  | { name: 'link-code' }
  /** What a code leads to that was shown in another chat. */
  | { name: 'link-offer'; code: string };

export interface FactValues {
  'join-code': JoinCodeFact;
  'seat-by-name': SeatByNameFact | null;
  'report-code': string;
  'similar-reports': SimilarReport[];
  quarter: QuarterFact;
  officer: OfficerFact | null;
  /** How many photos of the draft are kept or on their way. */
  'draft-photos': number;
  report: ReportFact | null;
  'my-reports': ReportBrief[];
  'my-data': MyDataFact;
  'link-code': string;
  'link-offer': LinkOfferFact;
}

/** One string per request; names the loaded value. */
export function factKey(request: FactRequest): string {
  return JSON.stringify(request, Object.keys(request).sort());
}

/** Values by {@link factKey}. */
export type LoadedFacts = Record<string, FactValues[keyof FactValues]>;

export type JoinCodeFact =
  | { status: 'unknown' }
  /** Five wrong tries in an hour. */
  | { status: 'locked'; untilMs: number }
  | {
      status: 'ok';
      /** `reporter` codes may lead to a leader or reporter seat, `member` codes never do. */
      kind: 'reporter' | 'member';
      teamId: string;
      teamCode: string;
      teamName: string;
      communeName: string;
      /** Unclaimed leader and reporter rows of the roster. Empty for a member code: it shows no names, see `seat-by-name`. */
      freeSeats: { memberId: string; name: string; role: TeamRole }[];
      /** Role the person already has in this team. */
      already: TeamRole | null;
    };

export interface SeatByNameFact {
  memberId: string;
  /** As the roster writes it. */
  name: string;
  /** False when only the end of the name fits: the person is asked, and not told the rest. */
  whole: boolean;
}

export interface SimilarReport {
  code: string;
  date: string;
  forms: string[];
  total: number;
}

export interface QuarterFact {
  /** `2026-Q4` (or `2026-11` when the period is the month). */
  period: string;
  /** "quý 4 năm 2026". */
  label: string;
  sessions: { id: string; code: string; date: string; forms: string[]; total: number; gathering: boolean }[];
  confirmation: { answer: 'held' | 'not-held'; byMe: boolean; atMs: number } | null;
}

export interface ReportBrief {
  code: string;
  date: string;
  total: number;
  teamName: string;
  status: ReportStatus;
}

export interface MyDataFact {
  /** Local day of the consent; null without one. */
  consentedOn: string | null;
  /** Name that the platform shows; null when it tells none. */
  shownName: string | null;
  /** "tổ trưởng, Tổ Thôn Mẫu 01". */
  seats: string[];
  /** Seats that wait for an officer, with the name given: "Người Mẫu, báo cáo viên Tổ Thôn Mẫu 01". */
  requests: string[];
  reportCount: number;
  /** The newest ones. */
  reportCodes: string[];
  photoCount: number;
  /** Reports of which it is still kept which messages led to them. */
  trailCount: number;
  answerCount: number;
}

export type LinkOfferFact =
  /** No such code, or used, or run out. */
  | { status: 'unknown' }
  /** Five wrong tries in an hour. */
  | { status: 'locked' }
  /** Typed in the chat that showed it. */
  | { status: 'own' }
  /** Both chats are in the same app. */
  | { status: 'same-app' }
  /** One of the chats is linked with another one already. */
  | { status: 'taken' }
  | {
      status: 'ok';
      /** Of the person who was shown the code. */
      name: string | null;
      seats: string[];
    };

export interface ReportFact extends ReportBrief {
  sessionId: string;
  teamId: string;
  fields: ReportFields;
  /** Why an officer gave it back; null unless it is returned. */
  returnedReason: string | null;
}

export interface OfficerFact {
  name: string;
  phone: string;
  hours: string;
}

/** Always at hand: who is writing. */
export interface MeFact {
  channel: ChannelId;
  /** This chat and one on the other channel are one person's. */
  linked: boolean;
  consented: boolean;
  /** Version of the consent text given; null when none. */
  consentVersion: string | null;
  name: string | null;
  optedOut: boolean;
  language: string | null;
  memberships: MembershipFact[];
  /** The seat with which they could report, once an officer approves it; null when they wait for none. */
  waitingSeat: WaitingSeatFact | null;
  /** Code of a report of theirs that an officer returned: the next short word is about it. */
  returnedCode: string | null;
}

export interface WaitingSeatFact {
  teamId: string;
  teamName: string;
  role: TeamRole;
  /** Local day of the request. */
  sinceOn: string;
}

export interface MembershipFact {
  teamId: string;
  teamCode: string;
  teamName: string;
  communeName: string;
  villageNames: string[];
  role: TeamRole;
  /** Sessions before this day are refused. */
  foundedOn: string | null;
}
