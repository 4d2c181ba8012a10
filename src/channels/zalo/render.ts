import type { Button, Media, Message, OutboundPart } from '../../domain/message.ts';
import { underUrl } from '../../lib/under-url.ts';
import { numberButtons } from '../number-buttons.ts';
import { splitText } from '../split-text.ts';
import { FILE_ENDINGS, IMAGE_TYPES, MAX_FILE_BYTES, MAX_IMAGE_BYTES, ZALO_LIMITS } from './limits.ts';

/** Stands above buttons that come with nothing but a picture: Zalo hangs buttons on a text. */
const TEXT_FOR_BUTTONS = 'Mời anh/chị chọn:';

const KIND_WORDS: Readonly<Record<Media['kind'], string>> = {
  image: 'hình ảnh',
  audio: 'bản ghi âm',
  video: 'video',
  file: 'tệp',
};

/**
 * Cuts a message to what Zalo takes: text first, its buttons on the last text part, then pictures and files one by one
 * (platform dossier "Zalo" §4.2, §5.1). Consultation messages carry neither sound nor video, so these become a link.
 *
 * @param publicUrl - Where `publicPath` of a medium is served; null when this server has no public address.
 */
export function renderForZalo(message: Message, publicUrl: string | null): OutboundPart[] {
  const media = message.media ?? [];
  const carried = media.filter(isCarried);
  const told = media.filter((medium) => !isCarried(medium)).map((medium) => linkTo(medium, publicUrl));
  const text = [message.text.trim(), ...told]
    .filter((piece) => piece !== '')
    .join('\n\n')
    .normalize('NFC');
  return [
    ...textParts(text, message.buttons ?? []),
    ...carried.map((medium): OutboundPart => ({ kind: 'media', media: medium })),
  ];
}

function textParts(text: string, buttons: Button[]): OutboundPart[] {
  const { maxTextChars } = ZALO_LIMITS;
  if (buttons.length === 0) return splitText(text, maxTextChars).map(textPart);

  const lead = text === '' ? TEXT_FOR_BUTTONS : text;
  const roomForList = numberButtons(' ', buttons).length;
  if (!buttons.every(fits) || buttons.length > ZALO_LIMITS.maxButtons || roomForList > maxTextChars / 2) {
    return splitText(numberButtons(lead, buttons), maxTextChars).map(textPart);
  }
  // The last part keeps room for its buttons as numbered text, in case that Zalo refuses them.
  const pieces = splitText(lead, maxTextChars);
  const last = splitText(pieces.pop() ?? '', maxTextChars - roomForList);
  const texts = [...pieces, ...last];
  return texts.map((piece, index) =>
    index === texts.length - 1 ? { kind: 'text', text: piece, buttons } : textPart(piece),
  );
}

function textPart(text: string): OutboundPart {
  return { kind: 'text', text };
}

function fits(button: Button): boolean {
  if (button.title.length > ZALO_LIMITS.maxButtonTitleChars) return false;
  return button.kind !== 'reply' || button.payload.length <= ZALO_LIMITS.maxPayloadChars;
}

function isCarried({ kind, contentType, name, sizeBytes }: Media): boolean {
  if (kind === 'image') return IMAGE_TYPES.includes(contentType) && sizeBytes <= MAX_IMAGE_BYTES;
  if (kind !== 'file' || sizeBytes > MAX_FILE_BYTES) return false;
  const ending = FILE_ENDINGS[contentType];
  return ending !== undefined && name.toLowerCase().endsWith(ending);
}

function linkTo({ kind, alt, name, publicPath }: Media, publicUrl: string | null): string {
  const title = alt.trim() || name;
  if (publicUrl !== null && publicPath !== undefined) return `${title}: ${underUrl(publicUrl, publicPath)}`;
  return `(Có ${KIND_WORDS[kind]} “${title}”, nhưng Zalo OA chưa gửi được loại này. Anh/chị hỏi cán bộ xã để nhận.)`;
}
