import { textHash } from '../../channels/text-hash.ts';
import type { OutboxRow } from '../../storage/outbox.ts';
import type { ApplyEffect } from './effect-context.ts';

/** Settles an open send by the platform's echo: by our own id where it comes back, else by the same text. */
export const applyProveSend: ApplyEffect<'prove-send'> = async (effect, context, deps) => {
  const open = await deps.outbox.unsettled(context.conversationId);
  const row = open.find((candidate) =>
    effect.rowId === null ? hasText(candidate, effect.textHash) : candidate.id === effect.rowId,
  );
  if (row) await deps.outbox.prove(row.id, effect.platformMessageId, deps.clock.systemNow());
};

function hasText(row: OutboxRow, hash: string | null): boolean {
  if (hash === null || row.part === null) return false;
  const text = row.part.kind === 'text' ? row.part.text : row.part.caption;
  return text !== undefined && textHash(text) === hash;
}
