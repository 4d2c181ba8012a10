import type { Notice } from '../../domain/records/notice.ts';
import type { NewOutboxRow, OutboxState } from '../../storage/outbox.ts';
import { changeRecord } from '../change-record.ts';
import { noticeRowId, noticeRows } from './notice-rows.ts';
import type { NotifyDeps } from './notify-person.ts';

/** Nobody wants to read more old news than this at once. */
const MAX_GIVEN = 3;

/** The push never got through: the notice is given now. */
const NOT_ARRIVED: readonly OutboxState[] = ['skipped', 'failed'];

/**
 * The person is writing: what could not be pushed to them is said now, as an answer, where no hour and no limit stands
 * in the way.
 *
 * @param place - Where in the reply lane: the turn's own answer comes behind it.
 * @returns how many were given.
 */
export async function giveNotices(
  personId: string,
  conversationId: string,
  place: Pick<NewOutboxRow, 'group' | 'index' | 'expiresAtMs'>,
  deps: NotifyDeps,
): Promise<number> {
  const { notices } = deps.stores;
  const open = await notices.find({ index: 'byOpen', equals: [personId, true], limit: MAX_GIVEN });
  let given = 0;
  for (const { id, value } of open.items) {
    if (value.state === 'queued') {
      const row = await deps.outbox.get(noticeRowId(id, 0));
      if (row && !NOT_ARRIVED.includes(row.state)) {
        // On its way, or there: only a row that is settled as sent needs no further look.
        if (row.state === 'sent') await changeRecord(notices, id, (old) => ({ ...old, open: false }));
        continue;
      }
    }
    const createdAtMs = deps.clock.businessNow();
    const rows = noticeRows(id, value, conversationId, deps, '~').map(
      (row, i): NewOutboxRow => ({ ...row, lane: 'reply', ...place, index: place.index + i, createdAtMs }),
    );
    await deps.outbox.insertMany(rows);
    await changeRecord(
      notices,
      id,
      (old): Notice => ({ ...old, state: 'given', open: false, conversationId }),
    );
    given++;
  }
  return given;
}
