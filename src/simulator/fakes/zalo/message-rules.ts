import { z } from 'zod';

/**
 * What `POST /v3.0/oa/message/cs` takes (dossier §4.2), as shapes. A message that fits none of the attachment shapes is
 * refused with -233, one whose fields are wrong with -201.
 */
const buttonSchema = z.discriminatedUnion('type', [
  z.object({
    title: z.string().min(1),
    type: z.enum(['oa.query.show', 'oa.query.hide']),
    payload: z.string().min(1),
  }),
  z.object({ title: z.string().min(1), type: z.literal('oa.open.url'), payload: z.object({ url: z.url() }) }),
  z.object({
    title: z.string().min(1),
    type: z.literal('oa.open.phone'),
    payload: z.object({ phone_code: z.string().regex(/^\d{3,15}$/) }),
  }),
  z.object({
    title: z.string().min(1),
    type: z.literal('oa.open.sms'),
    payload: z.object({ content: z.string().max(160), phone_code: z.string().regex(/^\d{3,15}$/) }),
  }),
]);

const buttonsTemplate = z.strictObject({ buttons: z.array(buttonSchema).min(1) });

const mediaElement = z.object({
  media_type: z.enum(['image', 'gif', 'sticker']),
  attachment_id: z.string().optional(),
  url: z.url().optional(),
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
});

const mediaTemplate = z.object({ template_type: z.literal('media'), elements: z.tuple([mediaElement]) });

const infoElement = z.object({
  title: z.string().max(100),
  subtitle: z.string().max(500),
  image_url: z.url(),
});

const infoTemplate = z.object({
  template_type: z.literal('request_user_info'),
  elements: z.tuple([infoElement]),
});

export const attachmentSchema = z.union([
  z.object({ type: z.literal('template'), payload: z.union([mediaTemplate, infoTemplate, buttonsTemplate]) }),
  z.object({ type: z.literal('file'), payload: z.object({ token: z.string() }) }),
]);

export const sendRequestSchema = z.object({
  recipient: z.object({ user_id: z.string().min(1) }),
  message: z.object({
    text: z.string().optional(),
    attachment: z.unknown().optional(),
    quote_message_id: z.string().optional(),
  }),
});

export type FakeAttachment = z.infer<typeof attachmentSchema>;

const MAX_TEXT_CHARS = 2_000;
const MAX_BUTTONS = 5;
const MAX_TITLE_CHARS = 100;
const MAX_PAYLOAD_CHARS = 1_000;

export const CODE = {
  invalid: -201,
  overLimit: -210,
  notFollowing: -213,
  windowClosed: -230,
  unsupported: -233,
  uploadExpired: -100,
} as const;

/** @returns The code that refuses a text, or null. */
export function refusalOfText(text: string | undefined, hasAttachment: boolean): number | null {
  if (text === undefined || text === '') return hasAttachment ? null : CODE.invalid;
  return text.length > MAX_TEXT_CHARS ? CODE.overLimit : null;
}

/** @returns The code that refuses an attachment because of its measures, or null. */
export function refusalOfMeasures(attachment: FakeAttachment): number | null {
  if (attachment.type !== 'template' || !('buttons' in attachment.payload)) return null;
  const { buttons } = attachment.payload;
  const tooLong = buttons.some(
    ({ title, payload }) =>
      title.length > MAX_TITLE_CHARS || (typeof payload === 'string' && payload.length > MAX_PAYLOAD_CHARS),
  );
  return buttons.length > MAX_BUTTONS || tooLong ? CODE.overLimit : null;
}
