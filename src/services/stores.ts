import type { RecordSpec } from '../domain/record-spec.ts';
import { auditAnchorRecords, auditRecords } from '../domain/records/audit.ts';
import { confirmationRecords } from '../domain/records/confirmation.ts';
import { consentRecords } from '../domain/records/consent.ts';
import { dataRequestRecords } from '../domain/records/data-request.ts';
import { erasureRecords, tombstoneRecords } from '../domain/records/erasure.ts';
import { holdRecords } from '../domain/records/hold.ts';
import { idempotentRequestRecords } from '../domain/records/idempotency.ts';
import { indicatorEntryRecords } from '../domain/records/indicator-entry.ts';
import { joinAttemptRecords, joinCodeRecords } from '../domain/records/join-code.ts';
import { linkCodeRecords, personLinkRecords } from '../domain/records/link.ts';
import { noticeRecords, pushSlotRecords } from '../domain/records/notice.ts';
import {
  identityRecords,
  membershipRecords,
  personRecords,
  seatRequestRecords,
} from '../domain/records/person.ts';
import { reportTrailRecords } from '../domain/records/report-trail.ts';
import { revisionRecords } from '../domain/records/revision.ts';
import {
  accountStateRecords,
  apiTokenRecords,
  blockedRecipientRecords,
  bucketRecords,
  channelTokenRecords,
  flowVersionRecords,
  safetyCountRecords,
  uploadRecords,
} from '../domain/records/runtime.ts';
import { draftMediaRecords, sessionRecords } from '../domain/records/session.ts';
import { memberRecords, officerRecords, teamRecords } from '../domain/records/team.ts';
import { unitRecords } from '../domain/records/unit.ts';
import { alertRecords, channelActivityRecords, channelMenuRecords } from '../domain/records/watch.ts';
import { queuePauseRecords, timedJobRecords } from '../domain/records/work.ts';
import type { Records } from '../storage/records.ts';
import type { Storage } from '../storage/storage.ts';

/** Every declared kind of record: what is opened at start, moved between engines and backed up. */
export const RECORD_SPECS = {
  holds: holdRecords,
  units: unitRecords,
  teams: teamRecords,
  members: memberRecords,
  officers: officerRecords,
  people: personRecords,
  identities: identityRecords,
  memberships: membershipRecords,
  seatRequests: seatRequestRecords,
  joinCodes: joinCodeRecords,
  joinAttempts: joinAttemptRecords,
  personLinks: personLinkRecords,
  linkCodes: linkCodeRecords,
  sessions: sessionRecords,
  consents: consentRecords,
  dataRequests: dataRequestRecords,
  erasures: erasureRecords,
  tombstones: tombstoneRecords,
  reportTrails: reportTrailRecords,
  revisions: revisionRecords,
  notices: noticeRecords,
  pushSlots: pushSlotRecords,
  draftMedia: draftMediaRecords,
  confirmations: confirmationRecords,
  flowVersions: flowVersionRecords,
  channelTokens: channelTokenRecords,
  uploads: uploadRecords,
  buckets: bucketRecords,
  accountStates: accountStateRecords,
  blockedRecipients: blockedRecipientRecords,
  safetyCounts: safetyCountRecords,
  apiTokens: apiTokenRecords,
  audit: auditRecords,
  indicatorEntries: indicatorEntryRecords,
  auditAnchors: auditAnchorRecords,
  idempotentRequests: idempotentRequestRecords,
  alerts: alertRecords,
  channelActivity: channelActivityRecords,
  channelMenus: channelMenuRecords,
  timedJobs: timedJobRecords,
  queuePauses: queuePauseRecords,
} as const;

/** The stores of {@link RECORD_SPECS}, opened. */
export type Stores = {
  [K in keyof typeof RECORD_SPECS]: (typeof RECORD_SPECS)[K] extends RecordSpec<infer T> ? Records<T> : never;
};

export function openStores(storage: Storage): Stores {
  const opened = Object.entries(RECORD_SPECS).map(([name, spec]) => [
    name,
    storage.records(spec as RecordSpec<unknown>),
  ]);
  return Object.fromEntries(opened) as Stores;
}

/** The kinds as a list, for whoever treats them all alike. */
export function recordSpecs(): RecordSpec<unknown>[] {
  return Object.values(RECORD_SPECS) as unknown as RecordSpec<unknown>[];
}
