import type { z } from 'zod';
import type { AuditChange } from '../../domain/records/audit.ts';
import type { AccountGate } from '../account-gate.ts';
import type { CheckLine } from '../doctor/check.ts';
import type { OfficerDeps } from '../officer-deps.ts';

export interface CommandHost extends OfficerDeps {
  gate: AccountGate;
  /** Everything that is looked at, one line each. */
  doctor(): Promise<CheckLine[]>;
}

export interface CommandDeps extends CommandHost {
  /** Who gives the command, as the audit record names them: `command:<name>`, or `command` when nobody is named. */
  actor: string;
}

/** What the audit record says of a command. */
export interface CommandAudit {
  action: string;
  target: string;
  change?: AuditChange;
}

/**
 * Something an operator does from the command line. The embedded store has one writer process, so the same command runs
 * inside the server when one is up, and in the command line's own process otherwise.
 */
export interface Command<I extends z.ZodType = z.ZodType, O = unknown> {
  name: string;
  input: I;
  /** Null for a command that only looks; every other one is written down before it is done. */
  audit: ((input: z.output<I>) => CommandAudit) | null;
  /** @throws {Refused} */
  run(input: z.output<I>, deps: CommandDeps): Promise<O>;
}

/** Keeps the types of one command. */
export function command<I extends z.ZodType, O>(definition: Command<I, O>): Command<I, O> {
  return definition;
}
