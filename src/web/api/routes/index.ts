import type { ApiRoute } from '../route.ts';
import { listAudit } from './audit.ts';
import { deleteCode, listCodes, postCode } from './codes.ts';
import { getConversation, listConversations } from './conversations.ts';
import {
  getDataRequests,
  postDataRequest,
  postDataRequestClose,
  postDataRequestExtend,
  postDataRequestReply,
} from './data-requests.ts';
import { exportLedger, exportPlan, exportSessions } from './exports.ts';
import { getHealth } from './health.ts';
import { deleteEntry, getIndicators, listEntries, postEntry } from './indicators.ts';
import { getJoinQr, getJoinSheet } from './join-sheets.ts';
import { getLedger } from './ledger.ts';
import { deleteMember, patchMember, postMember } from './members.ts';
import { postNotice } from './notices.ts';
import { getQuarter } from './quarters.ts';
import { listSeatRequests, postSeatApprove, postSeatRefuse } from './seats.ts';
import { getSessionTrail } from './session-trail.ts';
import { postSessionConfirm, postSessionReopen, postSessionReturn } from './session-writes.ts';
import { getSession, listSessions } from './sessions.ts';
import { patchTeam, postTeam, postTeamMerge, postTeamWithdraw } from './team-writes.ts';
import { getTeam, listTeams } from './teams.ts';
import { getUnit, listUnits } from './units.ts';

/** Every route of the API. Adding one is a file and a line here; OpenAPI, checks and tests follow. */
export const API_ROUTES: readonly ApiRoute[] = [
  getHealth,
  listUnits,
  getUnit,
  listTeams,
  getTeam,
  listSessions,
  getSession,
  getSessionTrail,
  getQuarter,
  listConversations,
  getConversation,
  getLedger,
  exportSessions,
  exportLedger,
  exportPlan,
  getIndicators,
  listEntries,
  postEntry,
  deleteEntry,
  listAudit,
  getDataRequests,
  postDataRequest,
  postDataRequestReply,
  postDataRequestClose,
  postDataRequestExtend,
  postTeam,
  patchTeam,
  postTeamWithdraw,
  postTeamMerge,
  postMember,
  patchMember,
  deleteMember,
  listCodes,
  getJoinQr,
  getJoinSheet,
  postCode,
  deleteCode,
  listSeatRequests,
  postSeatApprove,
  postSeatRefuse,
  postSessionConfirm,
  postSessionReturn,
  postSessionReopen,
  postNotice,
];
