import { numberButtons } from '../../channels/number-buttons.ts';
import { textHash } from '../../channels/text-hash.ts';
import type { OutboundPart } from '../../domain/message.ts';
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
  return textsOf(row.part).some((text) => textHash(text) === hash);
}

/** How the platform may have shown the part: buttons may have gone as numbered lines. */
function textsOf(part: OutboundPart): string[] {
  if (part.kind === 'media') return part.caption === undefined ? [] : [part.caption];
  return part.buttons ? [part.text, numberButtons(part.text, part.buttons)] : [part.text];
}
