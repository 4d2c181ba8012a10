import type { MessengerSettings } from '../../config/config.ts';
import { simulatedPage } from '../accounts.ts';
import type { Act } from '../act.ts';
import type { ChatButton, NewLine } from '../chat-line.ts';
import type { GraphWebhookEvent } from '../fakes/graph/deliver.ts';
import type { GraphFailure } from '../fakes/graph/failures.ts';
import { createFakeGraph, type FakeGraph } from '../fakes/graph/fake-graph.ts';
import type { FakeSentMessage, FakeTemplateButton } from '../fakes/graph/state.ts';
import type { MediaShelf } from '../media-shelf.ts';
import { switchFailures, tellFailures } from './failure-switch.ts';
import type { Failure, Happening, Platform, PlatformDeps } from './platform.ts';

const NULL_ISLAND = { coordinates: { lat: 0.000001, long: 0.000001 } };

const LINE_KINDS = { image: 'photos', audio: 'voice', video: 'video', file: 'file' } as const;

/** Starts a Graph API with one invented Page. */
export async function startMessenger(
  deps: PlatformDeps,
): Promise<{ platform: Platform; settings: MessengerSettings }> {
  const account = simulatedPage(deps.ids);
  const graph = createFakeGraph({ ...deps, ...account });
  const url = await graph.listen();
  graph.onSent((sent) => deps.listener.received(sent.psid, lineOf(sent, graph, deps.shelf)));
  tellFailures(graph.onFailure, graphFailure, deps.listener);

  const platform: Platform = {
    channel: 'messenger',
    accountId: account.pageId,
    url,
    know({ id, name, lastInteractionAtMs = null }) {
      if (id !== undefined && graph.users.has(id)) return id;
      const person = { firstName: name, lastName: '', lastInteractionAtMs };
      return graph.addUser({ ...person, ...(id !== undefined && { psid: id }) }).psid;
    },
    people: () =>
      [...graph.users.values()].map(({ psid, firstName, lastInteractionAtMs }) => {
        return { id: psid, name: firstName, following: false, lastInteractionAtMs };
      }),
    happenings: (userId, act) => happenings(graph, deps.shelf, userId, act),
    connect: (webhookUrl) => graph.setWebhookUrl(webhookUrl),
    // A Page's token does not renew itself.
    ...switchFailures(graph.failures, graphFailure, ['token-expired']),
    idle: () => graph.idle(),
    close: () => graph.close(),
  };
  return { platform, settings: { ...account, graphUrl: url } };
}

function graphFailure(failure: Failure): GraphFailure {
  return failure === 'throttled' ? 'http-429' : failure;
}

function happenings(graph: FakeGraph, shelf: MediaShelf, psid: string, act: Act): Happening[] | null {
  const { events } = graph;
  const happening = (event: GraphWebhookEvent, line: NewLine | null): Happening => ({
    line: line && { messageId: messageIdOf(event), ...line },
    deliver: async (webhookUrl) => (await graph.deliver(webhookUrl, event)).status,
  });
  const says = (kind: NewLine['kind'], text: string): NewLine => ({ from: 'person', kind, text });

  switch (act.act) {
    case 'text':
      return [happening(events.text(psid, act.text), says('text', act.text))];
    case 'tap': {
      const tapped =
        act.style === 'quick-reply'
          ? events.quickReply(psid, act.title, act.payload)
          : events.postback(psid, act.title, act.payload);
      return [happening(tapped, says('tap', act.title))];
    }
    case 'photos': {
      // Messenger tells all pictures of one message together.
      const event = events.images(
        psid,
        act.media.map((id) => hosted(graph, shelf, id)),
      );
      const media = act.media.map((id) => shelf.addressOf(id));
      return [happening(event, { ...says('photos', ''), media })];
    }
    case 'voice': {
      const event = events.attachment(psid, 'audio', { url: hosted(graph, shelf, 'sample-voice') });
      return [happening(event, { ...says('voice', ''), media: [shelf.addressOf('sample-voice')] })];
    }
    case 'sticker':
      return [happening(events.sticker(psid), says('sticker', '👍'))];
    case 'location':
      return [
        happening(events.attachment(psid, 'location', NULL_ISLAND), says('location', 'Vị trí của tôi')),
      ];
    case 'start':
      return [happening(events.getStarted(psid), says('note', 'Đã bấm “Bắt đầu”'))];
    case 'react':
      return [happening(events.react(psid, act.messageId), { ...says('reaction', '❤'), messageId: null })];
    case 'edit':
    case 'unsend': {
      const isEdit = act.act === 'edit';
      const event = isEdit ? events.edit(psid, act.messageId, act.text) : events.unsend(psid, act.messageId);
      const changes = { messageId: act.messageId, text: isEdit ? act.text : '' };
      return [{ ...happening(event, null), changes: { ...changes, state: isEdit ? 'edited' : 'unsent' } }];
    }
    case 'officer':
      return [happening(events.human(psid, act.text), { from: 'officer', kind: 'text', text: act.text })];
    case 'follow':
    case 'unfollow':
      return null;
  }
}

function hosted(graph: FakeGraph, shelf: MediaShelf, id: string): string {
  const medium = shelf.get(id);
  if (!medium) throw new RangeError(`no medium ${id}`);
  return graph.host(medium.bytes, medium.contentType, medium.name);
}

function messageIdOf({ item }: GraphWebhookEvent): string | null {
  const { mid } = (item.message ?? {}) as { mid?: unknown };
  return typeof mid === 'string' ? mid : null;
}

function lineOf(sent: FakeSentMessage, graph: FakeGraph, shelf: MediaShelf): NewLine {
  const { attachment } = sent;
  const upload = attachment?.attachmentId ? graph.uploads.find(attachment.attachmentId) : undefined;
  const quickReplies = sent.quickReplies.map(({ title, payload }): ChatButton => {
    return { title, style: 'quick-reply', does: { kind: 'tap', payload } };
  });
  return {
    from: 'bot',
    kind: attachment === null ? 'text' : LINE_KINDS[attachment.kind],
    text: sent.text ?? upload?.name ?? '',
    media: upload ? [shelf.addressOf(shelf.put(upload))] : [],
    buttons: [...sent.buttons.map(templateButton), ...quickReplies],
    messageId: sent.messageId,
  };
}

function templateButton({ type, title, url = '', payload = '' }: FakeTemplateButton): ChatButton {
  if (type === 'web_url') return { title, style: 'button', does: { kind: 'link', url } };
  if (type === 'phone_number') return { title, style: 'button', does: { kind: 'phone', phone: payload } };
  return { title, style: 'button', does: { kind: 'tap', payload } };
}
