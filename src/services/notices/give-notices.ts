import type { Notice } from '../../domain/records/notice.ts';
import type { NewOutboxRow, OutboxState } from '../../storage/outbox.ts';
import type { Stored } from '../../storage/records.ts';
import { changeRecord } from '../change-record.ts';
import { peopleOf } from '../links/linked-people.ts';
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
  let given = 0;
  for (const { id, value } of await openNotices(personId, deps)) {
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

/** Of both chats when they are linked: the person hears it where they write first. */
async function openNotices(personId: string, { stores }: NotifyDeps): Promise<Stored<Notice>[]> {
  const open: Stored<Notice>[] = [];
  for (const id of await peopleOf(personId, stores)) {
    const query = { index: 'byOpen', equals: [id, true], limit: MAX_GIVEN - open.length };
    if (query.limit > 0) open.push(...(await stores.notices.find(query)).items);
  }
  return open;
}
