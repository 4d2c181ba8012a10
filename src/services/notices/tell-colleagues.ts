import { addDays, displayDate, periodLabel } from '../../domain/calendar.ts';
import type { Confirmation } from '../../domain/records/confirmation.ts';
import type { Session } from '../../domain/records/session.ts';
import { allRecords } from '../change-record.ts';
import { peopleOf } from '../links/linked-people.ts';
import type { Stores } from '../stores.ts';
import { type NotifyDeps, notifyPerson } from './notify-person.ts';

type Deps = NotifyDeps & { stores: Pick<Stores, 'sessions' | 'confirmations'> };

/**
 * Two members reported a session of the same team and day. Both reports are kept; whoever came first hears of the second
 * (who sent it was asked before sending) and can withdraw one of them.
 */
export async function tellOfSameDay(session: Session, deps: Deps): Promise<void> {
  const { teamId, date, code, reporterId } = session;
  const own = await peopleOf(reporterId, deps.stores);
  const query = { index: 'byTeam', equals: [teamId], from: date, to: addDays(date, 1) };
  for await (const { id, value: other } of allRecords(deps.stores.sessions, query)) {
    if (id === session.id || own.includes(other.reporterId) || other.status === 'withdrawn') continue;
    await notifyPerson(
      {
        id: `same-day:${session.id}:${id}`,
        personId: other.reporterId,
        kind: 'same-day-report',
        text: `Tổ có thêm báo cáo ${code} cùng ngày ${displayDate(date)} với báo cáo ${other.code} của anh/chị. Em giữ cả hai; nếu trùng, anh/chị nhắn "rút ${other.code}".`,
        button: null,
      },
      deps,
    );
  }
}

/** Members of a team answered differently for a period. Both answers are kept, the newest stands, and the other hears it. */
export async function tellOfOtherAnswer(
  answer: Pick<Confirmation, 'teamId' | 'period' | 'personId' | 'answer' | 'effectId'>,
  deps: Deps,
): Promise<void> {
  const { teamId, period } = answer;
  const said = answer.answer === 'held' ? 'có tổ chức' : 'chưa tổ chức';
  const own = await peopleOf(answer.personId, deps.stores);
  const query = { index: 'byTeam', equals: [teamId, period] };
  for await (const { value: other } of allRecords(deps.stores.confirmations, query)) {
    if (own.includes(other.personId) || other.answer === answer.answer) continue;
    await notifyPerson(
      {
        id: `other-answer:${answer.effectId}:${other.personId}`,
        personId: other.personId,
        kind: 'other-answer',
        text: `Thành viên khác vừa xác nhận tổ ${said} trong ${periodLabel(period)}, khác với anh/chị. Em giữ cả hai, câu trả lời mới nhất được tính. Nếu chưa đúng, anh/chị nhắn "xác nhận quý".`,
        button: null,
      },
      deps,
    );
  }
}
