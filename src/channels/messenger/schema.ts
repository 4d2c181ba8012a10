import { z } from 'zod';

/**
 * The parts of Meta's answers and of `changes` that are read (platform dossier "Messenger" §1.4–1.8, §2, §3). Lenient:
 * a field of a wrong type counts as missing, and unknown fields are dropped.
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

const time = lenient(z.union([z.string(), z.number()]));
const party = lenient(z.object({ id }));

const referralSchema = z.object({ ref: word });

/** `payload` of a welcome button in an advertisement is JSON of this form (§1.5). */
export const payloadReferralSchema = z.object({ referral: referralSchema });

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

/** Ids of one person on the Pages of a business (§6.1). */
export const idsForPagesSchema = z.object({ data: z.array(z.object({ id, page: z.object({ id }) })) });

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
