import type { PeriodKind } from '../../domain/calendar.ts';
import type { FactRequest, FactValues } from '../../domain/fact.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sequences } from '../../storage/storage.ts';
import type { LinkCodes } from '../links/link-codes.ts';
import type { Stores } from '../stores.ts';

export interface FactDeps {
  stores: Stores;
  sequences: Sequences;
  linkCodes: Pick<LinkCodes, 'codeFor' | 'find'>;
  clock: Clock;
  timeZone: string;
  periodKind: PeriodKind;
}

/** Who asks, in which turn: a repeated turn gets the same reserved values. */
export interface FactContext {
  eventKey: string;
  conversationId: string;
  personId: string | null;
}

type RequestOf<N extends FactRequest['name']> = Extract<FactRequest, { name: N }>;

export type LoadFact<N extends FactRequest['name']> = (
  request: RequestOf<N>,
  context: FactContext,
  deps: FactDeps,
) => Promise<FactValues[N]>;
