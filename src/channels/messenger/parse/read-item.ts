import {
  type Fields,
  flagOf,
  idOf,
  listOf,
  readEach,
  readFields,
  textOf,
  textOrNumber,
} from '../../fields.ts';

export type MessagingEvent = ReturnType<typeof messagingOf>;
export type MessengerMessage = ReturnType<typeof messageOf>;
export type MessengerAttachment = ReturnType<typeof attachmentOf>;
export type RawTime = ReturnType<typeof textOrNumber>;
export type RawAppId = ReturnType<typeof appIdOf>;

/**
 * One item of `messaging` or `standby` of a Messenger webhook, as far as it is read (platform dossier "Messenger"
 * §1.4–1.8). A field of a wrong type counts as missing, and what an event needs is judged where the event is read;
 * undefined when the item is no object.
 */
export function readMessaging(item: unknown): MessagingEvent | undefined {
  return readFields(item, messagingOf);
}

/** The head of a body. */
export function readEnvelope(body: unknown) {
  return readFields(body, ({ object, entry }) => ({ object: textOf(object), entry: listOf(entry) }));
}

export function readEntry(entry: unknown) {
  return readFields(entry, (fields) => ({
    id: idOf(fields.id),
    time: textOrNumber(fields.time),
    messaging: listOf(fields.messaging),
    messaging_handovers: listOf(fields.messaging_handovers),
    standby: listOf(fields.standby),
    changes: listOf(fields.changes),
  }));
}

function messagingOf(event: Fields) {
  return {
    sender: readFields(event.sender, senderOf),
    recipient: readFields(event.recipient, ({ id }) => ({ id: idOf(id) })),
    timestamp: textOrNumber(event.timestamp),
    message: readFields(event.message, messageOf),
    postback: readFields(event.postback, postbackOf),
    referral: readFields(event.referral, referralOf),
    optin: readFields(event.optin, optInOf),
    reaction: readFields(event.reaction, reactionOf),
    message_edit: readFields(event.message_edit, editOf),
    /** Documents and samples spell it in two ways. */
    policy:
      readFields(event.policy_enforcement, policyOf) ?? readFields(event['policy-enforcement'], policyOf),
    pass_thread_control: readFields(event.pass_thread_control, threadControlOf),
    take_thread_control: readFields(event.take_thread_control, threadControlOf),
  };
}

/** A person whom only a plug-in knows so far has a `user_ref` instead of an id. */
function senderOf(sender: Fields) {
  return { id: idOf(sender.id), user_ref: textOf(sender.user_ref) };
}

function messageOf(message: Fields) {
  return {
    mid: messageIdOf(message.mid),
    text: textOf(message.text),
    attachments: readEach(message.attachments, attachmentOf),
    quick_reply: readFields(message.quick_reply, ({ payload }) => ({ payload: textOf(payload) })),
    reply_to: readFields(message.reply_to, ({ mid }) => ({ mid: messageIdOf(mid) })),
    referral: readFields(message.referral, referralOf),
    is_echo: flagOf(message.is_echo),
    is_deleted: flagOf(message.is_deleted),
    is_unsupported: flagOf(message.is_unsupported),
    app_id: appIdOf(message.app_id),
    metadata: textOf(message.metadata),
  };
}

function attachmentOf(attachment: Fields) {
  return {
    type: textOf(attachment.type),
    /** Beside `type` in the old form of shared links. */
    url: textOf(attachment.url),
    payload: readFields(attachment.payload, ({ url, sticker_id }) => ({
      url: textOf(url),
      sticker_id: textOrNumber(sticker_id),
    })),
  };
}

function postbackOf(postback: Fields) {
  return {
    mid: messageIdOf(postback.mid),
    title: textOf(postback.title),
    payload: textOf(postback.payload),
    referral: readFields(postback.referral, referralOf),
  };
}

function referralOf(referral: Fields) {
  return { ref: textOf(referral.ref) };
}

function optInOf(optIn: Fields) {
  return {
    type: textOf(optIn.type),
    ref: textOf(optIn.ref),
    notification_messages_status: textOf(optIn.notification_messages_status),
  };
}

function reactionOf(reaction: Fields) {
  return {
    reaction: textOf(reaction.reaction),
    emoji: textOf(reaction.emoji),
    action: textOf(reaction.action),
    mid: messageIdOf(reaction.mid),
  };
}

function editOf(edit: Fields) {
  return { mid: messageIdOf(edit.mid), text: textOf(edit.text), num_edit: textOrNumber(edit.num_edit) };
}

function policyOf(policy: Fields) {
  return { action: textOf(policy.action), reason: textOf(policy.reason) };
}

function threadControlOf(control: Fields) {
  return { new_owner_app_id: appIdOf(control.new_owner_app_id) };
}

/** Message ids are long opaque words. */
function messageIdOf(value: unknown): string | undefined {
  return textOf(value) || undefined;
}

/** Ids of apps keep their JSON type: a long one that came as a number has lost its last digits. */
function appIdOf(value: unknown): string | number | null | undefined {
  return value === null ? null : textOrNumber(value);
}
