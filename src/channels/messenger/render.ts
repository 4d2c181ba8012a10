import type { Media, Message, OutboundPart } from '../../domain/message.ts';
import { underUrl } from '../../lib/under-url.ts';
import { splitText } from '../split-text.ts';
import { areQuickReplies, planButtons } from './buttons.ts';
import { MESSENGER_LIMITS } from './limits.ts';
import { attachmentTypeOf } from './media-type.ts';

/** Stands over buttons that come without a text: Messenger has no buttons alone. */
const BARE_BUTTONS_TEXT = 'Mời anh/chị chọn:';

/**
 * Cuts a message to parts that Messenger takes. Text comes before media, except where it bears quick replies: those are
 * shown under the newest message only, so that the text is then the last (platform dossier "Messenger" §2.5).
 *
 * @param publicUrl - Beginning of links to media that cannot be carried; null when there are no public pages.
 */
export function renderMessage(message: Message, publicUrl: string | null): OutboundPart[] {
  const texts = textParts(message);
  const media = (message.media ?? []).flatMap((item) => mediaParts(item, publicUrl));
  const last = texts.at(-1);
  const endsWithChoice = last?.kind === 'text' && last.buttons && areQuickReplies(last.buttons);
  return endsWithChoice ? [...media, ...texts] : [...texts, ...media];
}

function textParts({ text, buttons = [] }: Message): OutboundPart[] {
  if (buttons.length === 0) return plainParts(text);
  const plan = planButtons(text.trim() === '' ? BARE_BUTTONS_TEXT : text, buttons);
  if (plan.buttons.length === 0) return plainParts(plan.text);
  const pieces = splitText(plan.text, MESSENGER_LIMITS.maxTextChars);
  const tail = splitText(pieces.pop() ?? '', plan.maxTextChars);
  const bearer = tail.pop() ?? BARE_BUTTONS_TEXT;
  return [
    ...[...pieces, ...tail].map((piece): OutboundPart => ({ kind: 'text', text: piece })),
    { kind: 'text', text: bearer, buttons: plan.buttons },
  ];
}

function plainParts(text: string): OutboundPart[] {
  return splitText(text, MESSENGER_LIMITS.maxTextChars).map((piece) => ({ kind: 'text', text: piece }));
}

function mediaParts(media: Media, publicUrl: string | null): OutboundPart[] {
  if (attachmentTypeOf(media)) return [{ kind: 'media', media }];
  const what = media.alt.trim() || media.name;
  if (publicUrl && media.publicPath) return plainParts(`${what}: ${underUrl(publicUrl, media.publicPath)}`);
  return plainParts(`Không gửi kèm được qua Messenger: ${what}`);
}
