import { conversationIdOf } from '../../domain/ids.ts';
import type { Button, Media, Outbound, Receipt } from '../../domain/message.ts';
import type { Clock } from '../../lib/clock.ts';
import { numberButtons } from '../number-buttons.ts';
import { SendError } from '../send-error.ts';
import type { ZaloApi } from './api.ts';
import { isButtonRefusal } from './errors.ts';
import { platformTimeMs } from './parse/time.ts';
import { sentDataSchema } from './schema.ts';
import type { Uploader } from './upload.ts';

/** Consultation messages; the bare `/v3.0/oa/message` is a 404 (platform dossier "Zalo" §4.1–4.2). */
const SEND_PATH = '/v3.0/oa/message/cs';

export interface ZaloSenderDeps {
  oaId: string;
  api: ZaloApi;
  uploader: Uploader;
  clock: Clock;
}

export type ZaloSender = (outbound: Outbound, signal: AbortSignal) => Promise<Receipt>;

export function createZaloSender({ oaId, api, uploader, clock }: ZaloSenderDeps): ZaloSender {
  /** Mixtures of buttons that Zalo has refused since this process began, and took as numbered text. */
  const refusedButtons = new Set<string>();

  async function post(
    userId: string,
    message: object,
    outboundId: string,
    signal: AbortSignal,
  ): Promise<Receipt> {
    const json = { recipient: { user_id: userId }, message };
    const data = await api.call({ method: 'POST', path: SEND_PATH, json, signal }, 'send');
    const sent = sentDataSchema.safeParse(data).data;
    return {
      // "Success" without an id is still success; sending again would reach the person twice.
      platformMessageId: sent?.message_id ?? `no-id:${outboundId}`,
      sentAtMs: platformTimeMs(sent?.sent_time) ?? clock.businessNow(),
    };
  }

  async function sendWithButtons(
    userId: string,
    text: string,
    buttons: Button[],
    outboundId: string,
    signal: AbortSignal,
  ): Promise<Receipt> {
    const sendNumbered = () => post(userId, { text: numberButtons(text, buttons) }, outboundId, signal);
    const mixture = mixtureOf(buttons);
    if (refusedButtons.has(mixture)) return sendNumbered();
    try {
      return await post(userId, buttonMessage(text, buttons), outboundId, signal);
    } catch (error) {
      if (!isButtonRefusal(error)) throw error;
      // The same code is given for a bad recipient: only a text that goes through proves that the buttons were at fault.
      const receipt = await sendNumbered();
      refusedButtons.add(mixture);
      return receipt;
    }
  }

  async function sendMedia(
    userId: string,
    media: Media,
    caption: string | undefined,
    outboundId: string,
    signal: AbortSignal,
  ): Promise<Receipt> {
    const uploadId = await uploader.idOf(media, signal).catch((error: unknown) => {
      // A store that fails here costs nothing but time: nothing has been sent yet.
      throw error instanceof SendError ? error : new SendError('unreachable', { platformCode: 'no-upload' });
    });
    try {
      return await post(userId, mediaMessage(media, uploadId, caption), outboundId, signal);
    } catch (error) {
      if (error instanceof SendError && error.code === 'attachment-expired')
        await uploader.forget(media).catch(() => {});
      throw error;
    }
  }

  return async ({ id, conversationId, part }, signal) => {
    const userId = recipientOf(conversationId, oaId);
    if (part.kind === 'media') return sendMedia(userId, part.media, part.caption, id, signal);
    if (part.buttons?.length) return sendWithButtons(userId, part.text, part.buttons, id, signal);
    return post(userId, { text: part.text }, id, signal);
  };
}

/** Whoever stands in a conversation id of this account. */
function recipientOf(conversationId: string, oaId: string): string {
  const ours = conversationIdOf('zalo', oaId, '');
  const userId = conversationId.startsWith(ours) ? conversationId.slice(ours.length) : '';
  if (userId === '') throw new SendError('message-invalid', { platformCode: 'foreign-conversation' });
  return userId;
}

/** Which kinds of buttons stand together: a refused link must not cost everyone the reply buttons. */
function mixtureOf(buttons: Button[]): string {
  return [...new Set(buttons.map(({ kind }) => kind))].sort().join('+');
}

/** Buttons have no `template_type` (§4.2). */
function buttonMessage(text: string, buttons: Button[]): object {
  return { text, attachment: { type: 'template', payload: { buttons: buttons.map(zaloButton) } } };
}

/** `oa.query.hide`: a tap comes back as the payload, which the person need not see (§1.9). */
function zaloButton(button: Button): object {
  const { title } = button;
  if (button.kind === 'url') return { title, type: 'oa.open.url', payload: { url: button.url } };
  if (button.kind === 'phone') {
    return { title, type: 'oa.open.phone', payload: { phone_code: phoneCode(button.phone) } };
  }
  return { title, type: 'oa.query.hide', payload: button.payload };
}

/** Digits with the country code and no plus; short hotline numbers as they are. */
function phoneCode(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^0(?=\d{8})/, '84');
}

/** An `image` attachment would be refused: pictures travel in a media template, files by their token (§4.2). */
function mediaMessage(media: Media, uploadId: string, caption: string | undefined): object {
  if (media.kind !== 'image') return { attachment: { type: 'file', payload: { token: uploadId } } };
  const elements = [{ media_type: 'image', attachment_id: uploadId }];
  const attachment = { type: 'template', payload: { template_type: 'media', elements } };
  return caption ? { text: caption, attachment } : { attachment };
}
