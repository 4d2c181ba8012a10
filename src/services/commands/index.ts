import { type InputFault, inputFaults, tellInputFaults } from '../../lib/input-faults.ts';
import { Refused } from '../refused.ts';
import { accountRelease } from './account.ts';
import { auditVerify } from './audit.ts';
import { codeIssue, codeLinks, codeRevoke, codeSheet } from './codes.ts';
import type { Command, CommandHost } from './command.ts';
import { requestAdd, requestExtend, requestList, requestSettle } from './data-requests.ts';
import { demoRemove } from './demo.ts';
import { doctor } from './doctor.ts';
import { inboxParked, inboxRetry } from './inbox.ts';
import { indicatorEnter, indicatorEntries, indicatorList, indicatorWithdraw } from './indicators.ts';
import { ledgerShow, reportList, reportShow } from './look.ts';
import { noticeSend } from './notices.ts';
import { outboxLanes, outboxList, outboxRelease } from './outbox.ts';
import { queueList, queuePause, queueResume } from './queue.ts';
import { holdList, holdRelease } from './release.ts';
import { reportFile, reportHeard } from './report-files.ts';
import { exportMake, reportJudge } from './reports.ts';
import { seatApprove, seatList, seatRefuse } from './seats.ts';
import { teamCodes } from './team-codes.ts';
import { teamCreate, teamEnd } from './team-edit.ts';
import { teamImport } from './team-import.ts';
import { teamList, teamShow } from './team-look.ts';
import { teamMember, teamRemove, teamRole } from './team-members.ts';
import { tokenCreate, tokenRevoke } from './token.ts';

const MAX_NAME_CHARS = 60;

/** Every command by its name. */
export const COMMANDS = {
  'token-create': tokenCreate,
  'token-revoke': tokenRevoke,
  'team-import': teamImport,
  'team-codes': teamCodes,
  'team-create': teamCreate,
  'team-list': teamList,
  'team-show': teamShow,
  'team-member': teamMember,
  'team-role': teamRole,
  'team-remove': teamRemove,
  'team-end': teamEnd,
  'code-issue': codeIssue,
  'code-revoke': codeRevoke,
  'code-links': codeLinks,
  'code-sheet': codeSheet,
  'seat-list': seatList,
  'seat-approve': seatApprove,
  'seat-refuse': seatRefuse,
  'request-list': requestList,
  'request-add': requestAdd,
  'request-settle': requestSettle,
  'request-extend': requestExtend,
  'indicator-list': indicatorList,
  'indicator-entries': indicatorEntries,
  'indicator-enter': indicatorEnter,
  'indicator-withdraw': indicatorWithdraw,
  'notice-send': noticeSend,
  'ledger-show': ledgerShow,
  'report-list': reportList,
  'report-show': reportShow,
  'report-file': reportFile,
  'report-heard': reportHeard,
  'report-judge': reportJudge,
  'export-make': exportMake,
  'demo-remove': demoRemove,
  'inbox-parked': inboxParked,
  'inbox-retry': inboxRetry,
  'account-release': accountRelease,
  'audit-verify': auditVerify,
  'hold-list': holdList,
  'hold-release': holdRelease,
  'queue-list': queueList,
  'queue-pause': queuePause,
  'queue-resume': queueResume,
  'outbox-list': outboxList,
  'outbox-release': outboxRelease,
  'outbox-lanes': outboxLanes,
  doctor,
} as const;

export type CommandName = keyof typeof COMMANDS;

export type CommandInput<N extends CommandName> = Parameters<(typeof COMMANDS)[N]['run']>[0];

export type CommandOutput<N extends CommandName> = Awaited<ReturnType<(typeof COMMANDS)[N]['run']>>;

/** What was typed does not fit; the message says each fault on a line of its own, in both languages. */
export class CommandInputInvalid extends Error {
  constructor(faults: readonly InputFault[]) {
    super(tellInputFaults(faults));
    this.name = 'CommandInputInvalid';
  }
}

/**
 * Runs a command by name on unchecked input.
 *
 * @param by - Who gives it: a name, or the machine's user.
 * @throws {RangeError} when there is no such command.
 * @throws {CommandInputInvalid} when the input does not fit.
 * @throws {Refused} when the system does not do it.
 */
export async function runCommand(
  name: string,
  input: unknown,
  deps: CommandHost,
  by: string | null,
): Promise<unknown> {
  if (!Object.hasOwn(COMMANDS, name)) throw new RangeError(`no command ${name}`);
  const found = COMMANDS[name as CommandName] as Command;
  const said = composed(input);
  const checked = found.input.safeParse(said);
  if (!checked.success) throw new CommandInputInvalid(inputFaults(checked.error, said));
  const parsed = checked.data;
  const actor = actorOf(by);
  const write = found.audit?.(parsed);
  if (!write) return found.run(parsed, { ...deps, actor });
  const { action, target, change = {} } = write;
  const seq = await deps.audit.append({ actor, action, target, change });
  try {
    return await found.run(parsed, { ...deps, actor });
  } catch (error) {
    const code = error instanceof Refused ? error.code : 'unavailable';
    await deps.audit.append({ actor, action: 'refused', target, change: { seq, code } });
    throw error;
  }
}

/** Texts are NFC from here on, as in the API: some keyboards send letters and marks apart. */
function composed(input: unknown): unknown {
  return input === undefined ? undefined : JSON.parse(JSON.stringify(input).normalize('NFC'));
}

/** One line that fits a column, whatever was typed. */
function actorOf(by: string | null): string {
  const name = (by ?? '')
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME_CHARS);
  return name === '' ? 'command' : `command:${name}`;
}
