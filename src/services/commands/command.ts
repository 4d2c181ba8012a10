import type { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import type { Ids } from '../../lib/ids.ts';
import type { Storage } from '../../storage/storage.ts';
import type { AccountGate } from '../account-gate.ts';
import type { Stores } from '../stores.ts';

export interface CommandDeps {
  storage: Storage;
  stores: Stores;
  gate: AccountGate;
  clock: Clock;
  ids: Ids;
}

/**
 * Something an operator does from the command line. The embedded store has one writer process, so the same command runs
 * inside the server when one is up, and in the command line's own process otherwise.
 */
export interface Command<I extends z.ZodType = z.ZodType, O = unknown> {
  name: string;
  input: I;
  run(input: z.output<I>, deps: CommandDeps): Promise<O>;
}

/** Keeps the types of one command. */
export function command<I extends z.ZodType, O>(definition: Command<I, O>): Command<I, O> {
  return definition;
}
