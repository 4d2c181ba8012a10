import type { Clock } from '../../../lib/clock.ts';
import type { FakeAnswer } from '../fake-answer.ts';
import { invalid, refusal, success } from './answers.ts';
import { type GraphBody, isRecord } from './body.ts';
import { checkMessage } from './message-rules.ts';
import type { FakeGraphState, FakeSentMessage } from './state.ts';
import type { FakeUploads } from './uploads.ts';

const HOUR_MS = 3_600_000;

/** Standard window, and that of the tag for humans (platform dossier "Messenger" §3.1–3.2). */
const WINDOW_MS = 24 * HOUR_MS;
const HUMAN_AGENT_WINDOW_MS = 7 * 24 * HOUR_MS;

const SENDER_ACTIONS: readonly unknown[] = ['typing_on', 'typing_off', 'mark_seen'];

export interface MessagesDeps {
  state: FakeGraphState;
  uploads: FakeUploads;
  clock: Clock;
  /** Is told of each message before the caller gets the answer. */
  onSent(sent: FakeSentMessage): Promise<void>;
}

/** `POST /{page}/messages`. */
export async function sendMessage({ fields }: GraphBody, deps: MessagesDeps): Promise<FakeAnswer> {
  const { state, uploads, clock } = deps;
  const { message, sender_action: action, messaging_type: messagingType } = fields;
  const psid = isRecord(fields.recipient) ? fields.recipient.id : undefined;
  const user = typeof psid === 'string' ? state.users.get(psid) : undefined;
  if (message !== undefined && action !== undefined)
    return invalid('Cannot send both message and sender_action', 2018014);
  if (!user) return invalid('No matching user found', 2018001);
  if (user.unavailable)
    return refusal(551, { subcode: 1545041, message: '(#551) This person isn’t available' });
  const late = windowRefusal(user.lastInteractionAtMs, fields, clock.businessNow());
  if (late) return late;
  if (action !== undefined) {
    if (!SENDER_ACTIONS.includes(action)) return invalid('Unknown sender_action');
    return success({ recipient_id: user.psid });
  }

  const content = checkMessage(message, uploads);
  if ('kind' in content) return content;
  const sent: FakeSentMessage = {
    ...content,
    messageId: state.newMessageId(),
    psid: user.psid,
    messagingType: String(messagingType),
    sentAtMs: clock.businessNow(),
  };
  state.sent.push(sent);
  const { messageId, sentAtMs } = sent;
  state.lines.push({ psid: user.psid, fromPage: true, messageId, text: sent.text ?? '', atMs: sentAtMs });
  await deps.onSent(sent);
  return success({ recipient_id: user.psid, message_id: messageId });
}

function windowRefusal(
  lastMs: number | null,
  { messaging_type: type, tag }: Record<string, unknown>,
  nowMs: number,
): FakeAnswer | null {
  const closed = refusal(10, {
    subcode: 2018278,
    status: 403,
    message: '(#10) This message is sent outside of allowed window.',
  });
  const silentMs = lastMs === null ? Number.POSITIVE_INFINITY : nowMs - lastMs;
  if (type === 'RESPONSE' || type === 'UPDATE') return silentMs > WINDOW_MS ? closed : null;
  if (type !== 'MESSAGE_TAG') return invalid('Param messaging_type must be one of the known types');
  if (tag !== 'HUMAN_AGENT') return invalid('This message tag is no longer supported');
  return silentMs > HUMAN_AGENT_WINDOW_MS ? closed : null;
}
