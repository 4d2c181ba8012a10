import type { Channel } from '../channels/channel.ts';
import type { PeriodKind } from '../domain/calendar.ts';
import type { ConversationParts } from '../domain/ids.ts';
import type { LedgerRules } from '../domain/ledger.ts';
import type { Plan } from '../domain/plan.ts';
import type { Holidays } from '../domain/working-days.ts';
import type { Clock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import type { Blobs, Storage } from '../storage/storage.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { ChannelAccounts } from './join-links/links.ts';
import type { NotifyDeps } from './notices/notify-person.ts';
import type { Stores } from './stores.ts';

/** What the acts of officers need, whether they come through the API or the command line. */
export interface OfficerDeps {
  storage: Storage;
  stores: Stores;
  blobs: Blobs;
  audit: AuditLog;
  clock: Clock;
  ids: Ids;
  /** Verifies the audit record. */
  secretKey: string;
  timeZone: string;
  periodKind: PeriodKind;
  ledgerRules: LedgerRules;
  plan: Plan;
  holidays: Holidays;
  accounts: ChannelAccounts;
  /** Null for a channel or account that this process does not speak for. */
  channelOf(parts: ConversationParts): Channel | null;
}

/** What telling people something needs. */
export function notifyDeps({ storage, stores, channelOf, clock, timeZone }: OfficerDeps): NotifyDeps {
  const { conversations, outbox } = storage;
  return { stores, conversations, outbox, channelOf, clock, timeZone };
}
