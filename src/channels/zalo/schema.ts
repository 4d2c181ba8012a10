import { z } from 'zod';

/**
 * The parts of Zalo's answers that are read (platform dossier "Zalo" §3–7). Lenient: a field of a wrong type counts as
 * missing and unknown fields are dropped.
 */
function lenient<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

/** Ids of up to 19 digits exceed 2^53: they come as strings, and a number is taken only where it is still exact. */
const id = lenient(
  z
    .union([z.string(), z.int().nonnegative().transform(String)])
    .pipe(z.string().regex(/^[\w.-]{1,128}$/, 'an id without spaces or colons')),
);

/** Message ids are Zalo's own words; the sample of the console even has spaces. */
const messageId = lenient(
  z.union([z.string(), z.int().nonnegative().transform(String)]).pipe(z.string().min(1).max(256)),
);

const text = lenient(z.string());
const milliseconds = lenient(z.union([z.string(), z.number()]));

/** The envelope of every answer of openapi.zalo.me; errors come under HTTP 200 (§4.1). */
export const zaloAnswerSchema = z.object({
  error: z.union([z.int().transform(String), z.string().regex(/^-?\d{1,9}$/)]),
  data: z.unknown().optional(),
});

const answeredId = lenient(z.union([z.string().min(1), z.int().transform(String)]));

/** `data` of a sent message (§4.2). The quota in it is neither promised nor needed. */
export const sentDataSchema = z.object({ message_id: answeredId, sent_time: milliseconds });

/** `data` of an upload: images answer `attachment_id`, files `token` (§5.1). */
export const uploadDataSchema = z.object({ attachment_id: answeredId, token: answeredId });

/** `data` of `user/detail` (§7); nothing but the name is read. */
export const profileDataSchema = z.object({ display_name: text });

/** Success of the token endpoint is both tokens being there, whatever the HTTP status says (§3.3). */
export const tokenAnswerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Seconds; documented as a string. */
  expires_in: z.coerce.number().positive().catch(90_000),
});

export const tokenRefusalSchema = z.object({ error: lenient(z.union([z.number(), z.string()])) });

const chatLineSchema = z.object({
  src: lenient(z.union([z.string(), z.number()])),
  time: milliseconds,
  type: text,
  message: text,
  message_id: messageId,
  from_id: id,
  to_id: id,
  /** Of a chat with somebody who has no account. */
  conversation_id: messageId,
  url: text,
  thumb: text,
  description: text,
});

/** `data` of `listrecentchat` and `conversation` (§7): a bare list. A line that is no object is an empty one. */
export const chatLinesSchema = z.array(chatLineSchema.catch({}));

export type ZaloChatLine = z.infer<typeof chatLineSchema>;

/** `data` of `getoa` (§7); the id stands under either name. */
export const ownAccountSchema = z.object({ oa_id: id, oaid: id, name: text, package_name: text });
