import type { TrailEntry } from '../../domain/report-trail.ts';
import { allRecords, changeRecord } from '../change-record.ts';
import type { ApplyEffect } from './effect-context.ts';
import { applySend } from './send.ts';

/**
 * A message was taken back on the platform: its words go from the trail of a report that was sent, its numbers stay, and the
 * person hears that. Said before the words go, by the effect's own id, so that a repeated effect neither forgets nor doubles it.
 */
export const applyForgetWords: ApplyEffect<'forget-words'> = async (effect, context, deps) => {
  const { messageId, silent = false } = effect;
  const { sessions, reportTrails } = deps.stores;
  if (context.personId === null) return;
  const gave = (entry: TrailEntry) => entry.messageId === messageId && entry.text !== null;
  const own = allRecords(sessions, { index: 'byReporter', equals: [context.personId] });
  for await (const { id, value } of own) {
    if (!(await reportTrails.get(id))?.value.entries.some(gave)) continue;
    if (!silent) await applySend({ type: 'send', message: { text: wordsGone(value.code) } }, context, deps);
    await changeRecord(reportTrails, id, (old) =>
      old.entries.some(gave)
        ? { ...old, entries: old.entries.map((entry) => (gave(entry) ? { ...entry, text: null } : entry)) }
        : null,
    );
  }
};

function wordsGone(code: string): string {
  return `Em đã bỏ lời của tin anh/chị vừa thu hồi. Số liệu trong báo cáo ${code} vẫn giữ như đã gửi; muốn đổi, anh/chị nhắn "sửa ${code}", hoặc "rút ${code}".`;
}
