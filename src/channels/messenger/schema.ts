import { z } from 'zod';

/**
 * The parts of a Messenger webhook that are read (platform dossier "Messenger" §1.4–1.8). Lenient: a field of a wrong
 * type counts as missing, unknown fields are dropped, and what an event needs is judged where the event is read.
 */
function lenient<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

const word = lenient(z.string());

/** Ids of 16 and more digits come as strings; a number is taken only where it is still exact. */
const id = lenient(
  z
    .union([z.string(), z.int().nonnegative().transform(String)])
    .pipe(z.string().regex(/^[\w.-]{1,128}$/, 'an id without spaces or colons')),
);

/** Message ids are long opaque words. */
const messageId = lenient(z.string().min(1));

/** Ids of apps keep their JSON type: a long one that came as a number has lost its last digits. */
const appId = lenient(z.union([z.string(), z.number(), z.null()]));

const time = lenient(z.union([z.string(), z.number()]));
const party = lenient(z.object({ id }));

/** A person whom only a plug-in knows so far has a `user_ref` instead of an id. */
const sender = lenient(z.object({ id, user_ref: word }));
const list = lenient(z.array(z.unknown()));

export const envelopeSchema = z.object({ object: word, entry: list });

export const entrySchema = z.object({
  id,
  time,
  messaging: list,
  messaging_handovers: list,
  standby: list,
  changes: list,
});

const referralSchema = z.object({ ref: word });
const referral = lenient(referralSchema);

/** `payload` of a welcome button in an advertisement is JSON of this form (§1.5). */
export const payloadReferralSchema = z.object({ referral: referralSchema });

const attachmentSchema = z.object({
  type: word,
  /** Beside `type` in the old form of shared links. */
  url: word,
  payload: lenient(z.object({ url: word, sticker_id: lenient(z.union([z.string(), z.number()])) })),
});

const messageSchema = z.object({
  mid: messageId,
  text: word,
  /** An attachment that is not even an object is kept as one without a type: that something came is worth knowing. */
  attachments: lenient(z.array(attachmentSchema.catch({}))),
  quick_reply: lenient(z.object({ payload: word })),
  reply_to: lenient(z.object({ mid: messageId })),
  referral,
  is_echo: lenient(z.boolean()),
  is_deleted: lenient(z.boolean()),
  is_unsupported: lenient(z.boolean()),
  app_id: appId,
  metadata: word,
});

const policySchema = z.object({ action: word, reason: word });
const threadControl = lenient(z.object({ new_owner_app_id: appId }));

/** One item of `messaging` or `standby`. */
export const messagingSchema = z.object({
  sender,
  recipient: party,
  timestamp: time,
  message: lenient(messageSchema),
  postback: lenient(z.object({ mid: messageId, title: word, payload: word, referral })),
  referral,
  optin: lenient(z.object({ type: word, ref: word, user_ref: word, notification_messages_status: word })),
  reaction: lenient(z.object({ reaction: word, emoji: word, action: word, mid: messageId })),
  message_edit: lenient(
    z.object({ mid: messageId, text: word, num_edit: lenient(z.union([z.string(), z.number()])) }),
  ),
  policy_enforcement: lenient(policySchema),
  'policy-enforcement': lenient(policySchema),
  pass_thread_control: threadControl,
  take_thread_control: threadControl,
});

/** One item of `changes`. */
export const changeSchema = z.object({ field: word, value: z.unknown() });

/** `value` of a change of field `feed` (§1.6). Names and texts stay unread. */
export const feedSchema = z.object({
  item: word,
  verb: word,
  from: party,
  /** The author in old payloads. */
  sender_id: id,
  comment_id: messageId,
  post_id: messageId,
  created_time: time,
});

/** `value` of a change of field `business_integrity` (§1.5). */
export const integritySchema = z.object({
  restrictions: lenient(z.array(z.object({ feature: word, status: word }).catch({}))),
});

export type MessagingEvent = z.infer<typeof messagingSchema>;
export type MessengerMessage = z.infer<typeof messageSchema>;
export type MessengerAttachment = z.infer<typeof attachmentSchema>;
export type RawAppId = z.infer<typeof appId>;
export type RawTime = z.infer<typeof time>;

/** A refusal stands in the body, sometimes under HTTP 200 (§3.6). */
export const graphRefusalSchema = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: lenient(z.number()),
    is_transient: lenient(z.boolean()),
  }),
});

export const sentSchema = z.object({ message_id: z.string().min(1) });

export const uploadedSchema = z.object({
  attachment_id: z.union([z.string().min(1), z.int().transform(String)]),
});

export const profileSchema = z.object({ first_name: word, last_name: word });

/** Apps that hear of the Page; fields have been seen as words and as objects (§1.1). */
export const subscribedAppsSchema = z.object({
  data: z.array(
    z.object({
      id,
      subscribed_fields: lenient(
        z.array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])),
      ),
    }),
  ),
});

/** Docs print the boolean as a word in places (§1.1). */
export const doneSchema = z.union([
  z.object({ result: z.literal('success') }),
  z.object({ success: z.union([z.literal(true), z.literal('true')]) }),
]);

/** `GET /{page}/conversations` (§2.9). */
export const conversationsSchema = z.object({
  data: z.array(z.object({ id: z.string().regex(/^[\w.-]{1,256}$/), updated_time: word })),
  paging: lenient(z.object({ next: word, cursors: lenient(z.object({ after: word })) })),
});

const medium = lenient(z.object({ url: word }));

const historyMessageSchema = z.object({
  id: messageId,
  created_time: word,
  from: party,
  message: word,
  /** Address of its picture. */
  sticker: word,
  attachments: lenient(
    z.object({
      data: z.array(
        z.object({ mime_type: word, image_data: medium, video_data: medium, file_url: word }).catch({}),
      ),
    }),
  ),
});

/** `GET /{conversation}?fields=messages{…}` (§2.9). */
export const historySchema = z.object({
  messages: lenient(z.object({ data: z.array(historyMessageSchema.catch({})) })),
});

export type HistoryMessage = z.infer<typeof historyMessageSchema>;

/** `data` of `GET /debug_token` (§5.4). Times in Unix seconds; 0 is for ever. */
export const debugTokenSchema = z.object({
  data: z.object({
    is_valid: z.boolean(),
    app_id: id,
    expires_at: lenient(z.number()),
    data_access_expires_at: lenient(z.number()),
    scopes: lenient(z.array(z.string())),
  }),
});
