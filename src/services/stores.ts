import { auditAnchorRecords, auditRecords } from '../domain/records/audit.ts';
import { confirmationRecords } from '../domain/records/confirmation.ts';
import { idempotentRequestRecords } from '../domain/records/idempotency.ts';
import { joinAttemptRecords, joinCodeRecords } from '../domain/records/join-code.ts';
import { noticeRecords, pushSlotRecords } from '../domain/records/notice.ts';
import {
  identityRecords,
  membershipRecords,
  personRecords,
  seatRequestRecords,
} from '../domain/records/person.ts';
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
import type { Storage } from '../storage/storage.ts';

/** Every declared kind of record, opened. */
export type Stores = ReturnType<typeof openStores>;

export function openStores(storage: Storage) {
  return {
    units: storage.records(unitRecords),
    teams: storage.records(teamRecords),
    members: storage.records(memberRecords),
    officers: storage.records(officerRecords),
    people: storage.records(personRecords),
    identities: storage.records(identityRecords),
    memberships: storage.records(membershipRecords),
    seatRequests: storage.records(seatRequestRecords),
    joinCodes: storage.records(joinCodeRecords),
    joinAttempts: storage.records(joinAttemptRecords),
    sessions: storage.records(sessionRecords),
    revisions: storage.records(revisionRecords),
    notices: storage.records(noticeRecords),
    pushSlots: storage.records(pushSlotRecords),
    draftMedia: storage.records(draftMediaRecords),
    confirmations: storage.records(confirmationRecords),
    flowVersions: storage.records(flowVersionRecords),
    channelTokens: storage.records(channelTokenRecords),
    uploads: storage.records(uploadRecords),
    buckets: storage.records(bucketRecords),
    accountStates: storage.records(accountStateRecords),
    blockedRecipients: storage.records(blockedRecipientRecords),
    safetyCounts: storage.records(safetyCountRecords),
    apiTokens: storage.records(apiTokenRecords),
    audit: storage.records(auditRecords),
    auditAnchors: storage.records(auditAnchorRecords),
    idempotentRequests: storage.records(idempotentRequestRecords),
    alerts: storage.records(alertRecords),
    channelActivity: storage.records(channelActivityRecords),
    channelMenus: storage.records(channelMenuRecords),
    timedJobs: storage.records(timedJobRecords),
    queuePauses: storage.records(queuePauseRecords),
  };
}
