import { exactText, type Fields, idOf, readEach, readFields, textOf, textOrNumber } from '../../fields.ts';

const MAX_MESSAGE_ID_CHARS = 256;

export type ZaloEvent = ReturnType<typeof eventOf>;
export type ZaloAttachment = ReturnType<typeof attachmentOf>;

/**
 * The parts of a Zalo webhook that are read (platform dossier "Zalo" §1.4–1.8). A field of a wrong type counts as
 * missing, and what an event needs is judged where the event is read; undefined when the body is no object.
 */
export function readEvent(body: unknown): ZaloEvent | undefined {
  return readFields(body, eventOf);
}

function eventOf(event: Fields) {
  return {
    app_id: idOf(event.app_id),
    event_name: textOf(event.event_name),
    timestamp: textOrNumber(event.timestamp),
    sender: readFields(event.sender, partyOf),
    recipient: readFields(event.recipient, partyOf),
    message: readFields(event.message, messageOf),
    /** The OA stands under either name. */
    oa_id: idOf(event.oa_id) ?? idOf(event.oaId),
    user_id: idOf(event.user_id),
    follower: readFields(event.follower, partyOf),
    source: textOf(event.source),
    data: readFields(event.data, (data) => ({ user_id: idOf(data.user_id) })),
    users: readEach(event.users, ({ id }) => ({ id: idOf(id) })),
  };
}

function partyOf(party: Fields) {
  return { id: idOf(party.id), admin_id: idOf(party.admin_id) };
}

function messageOf(message: Fields) {
  return {
    msg_id: messageIdOf(message.msg_id),
    text: textOf(message.text),
    attachments: readEach(message.attachments, attachmentOf),
    quote_msg_id: messageIdOf(message.quote_msg_id),
    react_icon: textOf(message.react_icon),
  };
}

function attachmentOf(attachment: Fields) {
  return { type: textOf(attachment.type), payload: readFields(attachment.payload, payloadOf) };
}

function payloadOf(payload: Fields) {
  return {
    url: textOf(payload.url),
    name: textOf(payload.name),
    description: textOf(payload.description),
    text: textOf(payload.text),
  };
}

/** Message ids are Zalo's own words; the sample of the console even has spaces. */
function messageIdOf(value: unknown): string | undefined {
  const id = exactText(value);
  return id !== undefined && id !== '' && id.length <= MAX_MESSAGE_ID_CHARS ? id : undefined;
}
