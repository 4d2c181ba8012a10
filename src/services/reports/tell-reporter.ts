import { displayDate } from '../../domain/calendar.ts';
import { FORMS } from '../../domain/forms.ts';
import type { Revision } from '../../domain/records/revision.ts';
import type { Session } from '../../domain/records/session.ts';
import { REPORT_FIELD_NAMES, type ReportFields, WORD_FIELDS } from '../../domain/report.ts';
import { THEMES } from '../../domain/themes.ts';
import { writeOpening } from '../../flows/payload.ts';
import { peopleOf } from '../links/linked-people.ts';
import { seatIn } from '../links/seats.ts';
import { notifyPerson } from '../notices/notify-person.ts';
import { notifyTeam } from '../notices/notify-team.ts';
import type { ReportDeps } from './change-report.ts';

const MAY_CORRECT = ['leader', 'reporter'] as const;

/**
 * Tells the reporter what an officer or another member did with their report. Who reports for the team no more (erased,
 * moved on, or linked with the chat that has the seat when the report was sent, and not now) could only read it: then the
 * team's leaders and reporters are told, who can act on it.
 */
export async function tellReporter(
  { session, revision }: { session: Session; revision: Revision },
  deps: ReportDeps,
): Promise<void> {
  const notice = {
    id: `${revision.sessionId}:${revision.number}`,
    kind: `report-${revision.action}`,
    text: wordsFor(session, revision),
    button: { title: 'Xem và sửa', payload: writeOpening('correct-report', session.code) },
  };
  const { teamId, reporterId } = session;
  const seat = await seatIn(teamId, reporterId, deps.stores);
  if (seat && seat.role !== 'member') {
    await notifyPerson({ ...notice, personId: reporterId }, deps);
    return;
  }
  const except = await peopleOf(revision.by, deps.stores);
  const told = await notifyTeam({ ...notice, teamId, roles: MAY_CORRECT, except }, deps);
  // Nobody is left to act: better the reporter reads it than nobody.
  const known = told.length === 0 && (await deps.stores.people.get(reporterId));
  if (known) await notifyPerson({ ...notice, personId: reporterId }, deps);
}

function wordsFor({ code, date }: Session, { action, reason, changes, byKind }: Revision): string {
  const report = `báo cáo ${code} ngày ${displayDate(date)}`;
  const who = byKind === 'officer' ? 'Cán bộ Hội' : 'Một thành viên trong tổ';
  switch (action) {
    case 'return':
      return `Cán bộ Hội nhờ anh/chị xem lại ${report}: ${reason ?? ''}\nAnh/chị bấm "Xem và sửa", hoặc nhắn "sửa ${code}".`;
    case 'correct':
      return `${who} đã sửa ${report}: ${changes.map((change) => changeWords(change)).join('; ')}. Nếu chưa đúng, anh/chị nhắn "sửa ${code}".`;
    case 'withdraw':
      return `${who} đã rút ${report}. Nếu chưa đúng, anh/chị gọi cán bộ Hội để mở lại.`;
    case 'reopen':
      return `Cán bộ Hội đã mở lại ${report}; báo cáo được tính như cũ.`;
    default:
      return `Cán bộ Hội đã xem ${report}.`;
  }
}

/** "Số người: 50 → 60"; what people wrote in words is not passed on. */
function changeWords({ field, old, new: next }: Revision['changes'][number]): string {
  const name = REPORT_FIELD_NAMES[field as keyof ReportFields] ?? field;
  if ((WORD_FIELDS as readonly string[]).includes(field)) return name;
  return `${name}: ${valueWords(field, old)} → ${valueWords(field, next)}`;
}

function valueWords(field: string, value: unknown): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
    return 'chưa ghi';
  if (field === 'date') return displayDate(String(value));
  const labels: Record<string, string> = field === 'forms' ? FORMS : field === 'themes' ? THEMES : {};
  if (Array.isArray(value)) return value.map((code) => labels[String(code)] ?? String(code)).join(', ');
  return String(value);
}
