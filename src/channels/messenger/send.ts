import { ACCOUNT_USER_ID, type ConversationId, partsOfConversationId } from '../../domain/ids.ts';
import type { Button, Outbound, OutboundPart, Receipt } from '../../domain/message.ts';
import type { Clock } from '../../lib/clock.ts';
import { SendError } from '../send-error.ts';
import { areQuickReplies, internationalPhone } from './buttons.ts';
import { sendErrorOf, sendErrorOfFailure } from './errors.ts';
import type { Graph } from './graph.ts';
import { MAX_METADATA_CHARS } from './limits.ts';
import { sentSchema } from './schema.ts';
import type { Uploaded, Uploader } from './upload.ts';

export interface SenderDeps {
  graph: Graph;
  uploader: Uploader;
  pageId: string;
  clock: Clock;
}

/**
 * Sends one part with the Send API (platform dossier "Messenger" §2.1). Success is a message id, whatever the status says.
 *
 * @throws {SendError}
 */
export async function sendPart(deps: SenderDeps, outbound: Outbound, signal: AbortSignal): Promise<Receipt> {
  const recipientId = recipientOf(outbound.conversationId, deps.pageId);
  const { part } = outbound;
  // Only a medium without words of its own can be carried; renderMessage makes no other.
  if (part.kind === 'media' && part.caption) throw new SendError('message-invalid');
  const uploaded = part.kind === 'media' ? await deps.uploader.attachmentOf(part.media, signal) : null;
  if (signal.aborted) throw new SendError('unreachable', { platformCode: 'given-up' });

  const message = { ...contentOf(part, uploaded), ...metadataOf(outbound) };
  try {
    return await post(deps, outbound, { recipientId, message }, signal);
  } catch (error) {
    const sendError = sendErrorOfFailure(error);
    if (part.kind === 'media' && uploaded?.cached && mayBeForgotten(sendError)) {
      await deps.uploader.drop(part.media).catch(() => {});
      throw new SendError('attachment-expired', { platformCode: sendError.platformCode ?? 'UNKNOWN' });
    }
    throw sendError;
  }
}

async function post(
  { graph, pageId, clock }: SenderDeps,
  { lane }: Outbound,
  { recipientId, message }: { recipientId: string; message: object },
  signal: AbortSignal,
): Promise<Receipt> {
  const response = await graph.call(`/${pageId}/messages`, {
    method: 'POST',
    json: {
      recipient: { id: recipientId },
      messaging_type: lane === 'broadcast' ? 'UPDATE' : 'RESPONSE',
      message,
    },
    signal,
  });
  const sent = sentSchema.safeParse(response.body);
  if (!sent.success) throw sendErrorOf(response);
  return { platformMessageId: sent.data.message_id, sentAtMs: clock.businessNow() };
}

/** @throws {SendError} `message-invalid` for another channel, another Page, or no person at all. */
function recipientOf(conversationId: ConversationId, pageId: string): string {
  try {
    const { channel, accountId, userId } = partsOfConversationId(conversationId);
    if (channel === 'messenger' && accountId === pageId && userId !== ACCOUNT_USER_ID) return userId;
  } catch {
    // Not a conversation id: the same answer as for one of somebody else.
  }
  throw new SendError('message-invalid');
}

/** Comes back in the echo, which proves a send whose answer was lost. */
function metadataOf({ id }: Outbound): { metadata?: string } {
  return id.length <= MAX_METADATA_CHARS ? { metadata: id } : {};
}

function contentOf(part: OutboundPart, uploaded: Uploaded | null): object {
  if (part.kind === 'media')
    return { attachment: { type: uploaded?.type, payload: { attachment_id: uploaded?.attachmentId } } };
  const { text, buttons = [] } = part;
  if (buttons.length === 0) return { text };
  if (areQuickReplies(buttons)) return { text, quick_replies: buttons.map(quickReply) };
  const payload = { template_type: 'button', text, buttons: buttons.map(templateButton) };
  return { attachment: { type: 'template', payload } };
}

function quickReply(button: Button): object {
  return {
    content_type: 'text',
    title: button.title,
    payload: button.kind === 'reply' ? button.payload : '',
  };
}

function templateButton(button: Button): object {
  const { title } = button;
  if (button.kind === 'url') return { type: 'web_url', title, url: button.url };
  if (button.kind === 'reply') return { type: 'postback', title, payload: button.payload };
  return { type: 'phone_number', title, payload: internationalPhone(button.phone) ?? button.phone };
}

/** Besides the code for it, a plain "invalid parameter" for an id of an earlier upload may mean that it is gone. */
function mayBeForgotten({ code, platformCode }: SendError): boolean {
  return code === 'attachment-expired' || platformCode === '100';
}
