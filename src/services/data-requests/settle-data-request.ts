import { localTime } from '../../domain/calendar.ts';
import type { DataRequest } from '../../domain/records/data-request.ts';
import { changeRecord } from '../change-record.ts';
import type { OfficerDeps } from '../officer-deps.ts';
import { Refused } from '../refused.ts';

/** Notes that a request was answered or met today. The first day stands. @throws {Refused} `data-request-unknown`. */
export async function settleDataRequest(
  id: string,
  step: 'reply' | 'close',
  { stores, clock, timeZone }: Pick<OfficerDeps, 'stores' | 'clock' | 'timeZone'>,
): Promise<DataRequest> {
  const today = localTime(clock.businessNow(), timeZone).date;
  const stored = await changeRecord(stores.dataRequests, id, (old) => {
    if (step === 'reply') return old.repliedOn === null ? { ...old, repliedOn: today } : null;
    return old.closedOn === null ? { ...old, repliedOn: old.repliedOn ?? today, closedOn: today } : null;
  });
  if (!stored) throw new Refused('data-request-unknown');
  return stored.value;
}
