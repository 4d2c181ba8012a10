import { accountRelease } from './account.ts';
import { auditVerify } from './audit.ts';
import { codeIssue, codeLinks, codeRevoke, codeSheet } from './codes.ts';
import type { Command, CommandDeps } from './command.ts';
import { requestAdd, requestList, requestSettle } from './data-requests.ts';
import { demoRemove } from './demo.ts';
import { doctor } from './doctor.ts';
import { inboxParked, inboxRetry } from './inbox.ts';
import { outboxLanes, outboxList, outboxRelease } from './outbox.ts';
import { queueList, queuePause, queueResume } from './queue.ts';
import { holdList, holdRelease } from './release.ts';
import { exportMake, reportJudge } from './reports.ts';
import { seatApprove, seatList, seatRefuse } from './seats.ts';
import { teamCodes } from './team-codes.ts';
import { teamCreate, teamEnd, teamMember } from './team-edit.ts';
import { teamImport } from './team-import.ts';
import { tokenCreate, tokenRevoke } from './token.ts';

/** Every command by its name. */
export const COMMANDS = {
  'token-create': tokenCreate,
  'token-revoke': tokenRevoke,
  'team-import': teamImport,
  'team-codes': teamCodes,
  'team-create': teamCreate,
  'team-member': teamMember,
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

/**
 * Runs a command by name on unchecked input.
 *
 * @throws {RangeError} when there is no such command.
 * @throws {z.ZodError} when the input does not fit.
 * @throws {Refused} when the system does not do it.
 */
export async function runCommand(name: string, input: unknown, deps: CommandDeps): Promise<unknown> {
  if (!Object.hasOwn(COMMANDS, name)) throw new RangeError(`no command ${name}`);
  const found = COMMANDS[name as CommandName] as Command;
  const parsed = found.input.parse(input);
  if (found.audit) {
    const { action, target, change = {} } = found.audit(parsed);
    await deps.audit.append({ actor: 'command', action, target, change });
  }
  return found.run(parsed, deps);
}
