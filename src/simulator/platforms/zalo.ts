import type { ZaloSettings } from '../../config/config.ts';
import { simulatedZalo } from '../accounts.ts';
import type { Act } from '../act.ts';
import type { ChatButton, NewLine } from '../chat-line.ts';
import type { ZaloWebhookEvent } from '../fakes/zalo/events.ts';
import { createFakeZalo, type FakeZalo } from '../fakes/zalo/fake-zalo.ts';
import type { FakeSentMessage, FakeZaloButton } from '../fakes/zalo/state.ts';
import type { MediaShelf } from '../media-shelf.ts';
import { switchFailures, tellFailures } from './failure-switch.ts';
import type { Happening, Platform, PlatformDeps } from './platform.ts';

const HEART = '/-heart';

/** Starts a Zalo with one invented OA. */
export async function startZalo(deps: PlatformDeps): Promise<{ platform: Platform; settings: ZaloSettings }> {
  const account = simulatedZalo(deps.ids);
  const zalo = createFakeZalo({ ...deps, ...account });
  const url = await zalo.listen();
  zalo.onSent((sent) => deps.listener.received(sent.userId, lineOf(sent, zalo, deps.shelf)));
  tellFailures(zalo.onFailure, (failure) => failure, deps.listener);

  const platform: Platform = {
    channel: 'zalo',
    accountId: account.oaId,
    url,
    know({ id, name, following = false, lastInteractionAtMs = null }) {
      if (id !== undefined && zalo.users.has(id)) return id;
      const person = { displayName: name, following, lastInteractionAtMs, ...(id !== undefined && { id }) };
      return zalo.addUser(person).id;
    },
    people: () =>
      [...zalo.users.values()].map(({ id, displayName, following, lastInteractionAtMs }) => {
        return { id, name: displayName, following, lastInteractionAtMs };
      }),
    happenings: (userId, act) => happenings(zalo, deps.shelf, userId, act),
    connect: (webhookUrl) => zalo.setWebhookUrl(webhookUrl),
    ...switchFailures(zalo.failures, (failure) => failure),
    idle: () => zalo.idle(),
    close: () => zalo.close(),
  };
  return { platform, settings: { ...account, apiUrl: url, oauthUrl: url, businessUrl: url } };
}

function happenings(zalo: FakeZalo, shelf: MediaShelf, userId: string, act: Act): Happening[] | null {
  const { events } = zalo;
  const happening = (event: ZaloWebhookEvent, line: NewLine | null): Happening => ({
    line: line && { messageId: messageIdOf(event), ...line },
    deliver: async (webhookUrl) => (await zalo.deliver(webhookUrl, event)).status,
  });
  const says = (kind: NewLine['kind'], text: string): NewLine => ({ from: 'person', kind, text });

  switch (act.act) {
    case 'text':
      return [happening(events.text(userId, act.text), says('text', act.text))];
    case 'tap':
      return [happening(events.tap(userId, act.payload), says('tap', act.title))];
    case 'photos':
      // Zalo tells each picture by itself.
      return act.media.map((id) => {
        const url = hosted(zalo, shelf, id);
        const event = events.attachment(userId, 'image', { thumbnail: url, url });
        return happening(event, { ...says('photos', ''), media: [shelf.addressOf(id)] });
      });
    case 'voice': {
      const event = events.attachment(userId, 'audio', { url: hosted(zalo, shelf, 'sample-voice') });
      return [happening(event, { ...says('voice', ''), media: [shelf.addressOf('sample-voice')] })];
    }
    case 'sticker':
      return [happening(events.attachment(userId, 'sticker'), says('sticker', '🌻'))];
    case 'location':
      return [happening(events.attachment(userId, 'location'), says('location', 'Vị trí của tôi'))];
    case 'start':
      return [happening(events.clickChatNow(userId), says('note', 'Đã bấm “Nhắn tin”'))];
    case 'follow':
      return [happening(events.follow(userId), says('note', 'Đã bấm “Quan tâm”'))];
    case 'unfollow':
      return [happening(events.unfollow(userId), says('note', 'Đã bỏ quan tâm'))];
    case 'react':
      return [
        happening(events.react(userId, act.messageId, HEART), { ...says('reaction', '❤'), messageId: null }),
      ];
    case 'officer':
      return [happening(events.human(userId, act.text), { from: 'officer', kind: 'text', text: act.text })];
    case 'edit':
    case 'unsend':
      return null;
  }
}

function hosted(zalo: FakeZalo, shelf: MediaShelf, id: string): string {
  const medium = shelf.get(id);
  if (!medium) throw new RangeError(`no medium ${id}`);
  return zalo.host(medium.bytes, medium.contentType, medium.name);
}

function messageIdOf({ message }: ZaloWebhookEvent): string | null {
  const id = (message as { msg_id?: unknown } | undefined)?.msg_id;
  return typeof id === 'string' ? id : null;
}

function lineOf(sent: FakeSentMessage, zalo: FakeZalo, shelf: MediaShelf): NewLine {
  const { attachment } = sent;
  const upload = attachment?.uploadId ? zalo.uploads.find(attachment.uploadId) : undefined;
  const contentType = upload?.kind === 'image' ? 'image/jpeg' : 'application/octet-stream';
  const media = upload ? [shelf.addressOf(shelf.put({ ...upload, contentType }))] : [];
  return {
    from: 'bot',
    kind: attachment === null ? 'text' : attachment.kind === 'file' ? 'file' : 'photos',
    text: sent.text ?? upload?.name ?? '',
    media,
    buttons: sent.buttons.map(chatButton),
    messageId: sent.messageId,
  };
}

function chatButton({ title, type, payload }: FakeZaloButton): ChatButton {
  const fields = payload as { url?: string; phone_code?: string };
  if (type === 'oa.open.url')
    return { title, style: 'button', does: { kind: 'link', url: fields.url ?? '' } };
  if (type === 'oa.open.phone' || type === 'oa.open.sms')
    return { title, style: 'button', does: { kind: 'phone', phone: fields.phone_code ?? '' } };
  return { title, style: 'button', does: { kind: 'tap', payload: String(payload) } };
}
