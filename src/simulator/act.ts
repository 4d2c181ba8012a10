import { z } from 'zod';

const MAX_TEXT_CHARS = 2_000;
const MAX_PHOTOS = 10;

const text = z.string().trim().min(1).max(MAX_TEXT_CHARS);
const messageId = z.string().min(1);

/** What a simulated person can do on a phone, and what an officer can do in the platform's inbox. */
export const actSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('text'), text }),
  z.object({
    act: z.literal('tap'),
    title: z.string(),
    payload: z.string().min(1),
    style: z.enum(['button', 'quick-reply']),
  }),
  /** Ids of the shelf: uploaded ones or samples. */
  z.object({ act: z.literal('photos'), media: z.array(z.string()).min(1).max(MAX_PHOTOS) }),
  z.object({ act: z.literal('voice') }),
  z.object({ act: z.literal('sticker') }),
  z.object({ act: z.literal('location') }),
  /** Messenger's "Bắt đầu", Zalo's "Nhắn tin". */
  z.object({ act: z.literal('start') }),
  z.object({ act: z.literal('follow') }),
  z.object({ act: z.literal('unfollow') }),
  z.object({ act: z.literal('react'), messageId }),
  z.object({ act: z.literal('edit'), messageId, text }),
  z.object({ act: z.literal('unsend'), messageId }),
  /** An officer answers by hand in the inbox of the OA or the Page. */
  z.object({ act: z.literal('officer'), text }),
]);

export type Act = z.infer<typeof actSchema>;
