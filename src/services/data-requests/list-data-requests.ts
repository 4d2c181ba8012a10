import { localTime } from '../../domain/calendar.ts';
import { type DueDays, dueDaysOf, isOverdue } from '../../domain/data-request.ts';
import type { DataRequest } from '../../domain/records/data-request.ts';
import { allRecords } from '../change-record.ts';
import type { OfficerDeps } from '../officer-deps.ts';

type Deps = Pick<OfficerDeps, 'stores' | 'clock' | 'timeZone' | 'holidays'>;

export interface DatedRequest extends DataRequest, DueDays {
  overdue: boolean;
}

/** Requests with their due days, oldest first. */
export async function listDataRequests(which: 'open' | 'all', deps: Deps): Promise<DatedRequest[]> {
  const found: DatedRequest[] = [];
  for await (const { value } of allRecords(deps.stores.dataRequests, { index: 'byReceived' })) {
    if (which === 'all' || value.closedOn === null) found.push(withDueDays(value, deps));
  }
  return found;
}

export function withDueDays(
  request: DataRequest,
  { clock, timeZone, holidays }: Omit<Deps, 'stores'>,
): DatedRequest {
  const today = localTime(clock.businessNow(), timeZone).date;
  const overdue = isOverdue(request, today, holidays);
  return { ...request, ...dueDaysOf(request, holidays), overdue };
}
