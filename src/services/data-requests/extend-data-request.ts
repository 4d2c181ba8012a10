import { localTime } from '../../domain/calendar.ts';
import { MAX_EXTENSION_DAYS } from '../../domain/data-request.ts';
import type { DataRequest } from '../../domain/records/data-request.ts';
import { changeRecord } from '../change-record.ts';
import type { OfficerDeps } from '../officer-deps.ts';
import { Refused } from '../refused.ts';

export interface Extension {
  days: number;
  /** Told to the person on paper; names nobody. */
  reason: string;
}

/**
 * Puts the last day of a request off, once. The same extension again changes nothing.
 *
 * @throws {Refused} `data-request-unknown`, `data-request-closed`, `extension-too-long` or `data-request-extended`.
 */
export async function extendDataRequest(
  id: string,
  { days, reason }: Extension,
  { stores, clock, timeZone }: Pick<OfficerDeps, 'stores' | 'clock' | 'timeZone'>,
): Promise<DataRequest> {
  if (days > MAX_EXTENSION_DAYS) throw new Refused('extension-too-long');
  const decidedOn = localTime(clock.businessNow(), timeZone).date;
  const stored = await changeRecord(stores.dataRequests, id, (old) => {
    if (old.closedOn !== null) throw new Refused('data-request-closed');
    return old.extension ? null : { ...old, extension: { days, reason, decidedOn } };
  });
  if (!stored) throw new Refused('data-request-unknown');
  const { extension } = stored.value;
  if (extension?.days !== days || extension.reason !== reason) throw new Refused('data-request-extended');
  return stored.value;
}
