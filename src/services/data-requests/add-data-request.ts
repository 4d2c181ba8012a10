import { isRealDate, localTime } from '../../domain/calendar.ts';
import type { DataRequest } from '../../domain/records/data-request.ts';
import { hashOf } from '../../lib/ids.ts';
import type { OfficerDeps } from '../officer-deps.ts';
import { Refused } from '../refused.ts';

const ID_CHARS = 10;

export type NewDataRequest = Pick<DataRequest, 'kind' | 'reference' | 'receivedOn'>;

/**
 * Registers a request made on paper. The same paper for the same right is registered once.
 *
 * @throws {Refused} `request-day-invalid` for a day that is none or has not come.
 */
export async function addDataRequest(
  asked: NewDataRequest,
  { stores, clock, timeZone }: Pick<OfficerDeps, 'stores' | 'clock' | 'timeZone'>,
): Promise<DataRequest> {
  const today = localTime(clock.businessNow(), timeZone).date;
  if (!isRealDate(asked.receivedOn) || asked.receivedOn > today) throw new Refused('request-day-invalid');
  const id = `dr-${hashOf(asked.kind, asked.reference, asked.receivedOn).slice(0, ID_CHARS)}`;
  const request = { ...asked, id, repliedOn: null, closedOn: null, extension: null };
  await stores.dataRequests.insertIfAbsent(id, request);
  return (await stores.dataRequests.get(id))?.value ?? request;
}
