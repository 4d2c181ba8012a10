import { hashOf } from '../../lib/ids.ts';
import { ellipsize } from '../../lib/text.ts';
import { harmlessErrorOf, sendErrorOf } from './errors.ts';
import { GET_STARTED_PAYLOAD } from './get-started.ts';
import type { Graph } from './graph.ts';
import { MAX_GREETING_CHARS, MAX_MENU_ITEMS, MAX_MENU_TITLE_CHARS } from './limits.ts';
import { doneSchema } from './schema.ts';

/** What stands in an empty conversation and in the menu beside the text field. */
export interface MessengerMenu {
  /** At most 160 characters; `{{user_first_name}}` is filled in by Meta. */
  greeting: string;
  /** `word` items are as if the person typed their title; at most 20, titles of at most 30 characters. */
  items: readonly MenuItem[];
}

export type MenuItem = { kind: 'word'; title: string } | { kind: 'url'; title: string; url: string };

/** The words that the bot knows at every step. */
export const DEFAULT_MENU: MessengerMenu = {
  greeting:
    'Xin chào! Đây là trợ lý tự động của tổ truyền thông cộng đồng. Mời anh/chị bấm nút bên dưới để bắt đầu.',
  items: [
    { kind: 'word', title: 'Menu' },
    { kind: 'word', title: 'Giúp' },
    { kind: 'word', title: 'Dữ liệu của tôi' },
  ],
};

/** Payload of items that stand for a word: nothing of ours, so that the title is read (see `parse/payload.ts`). */
const WORD_PAYLOAD = 'MENU_WORD';

/**
 * Sets Get Started, greeting and persistent menu in one call: a menu without Get Started would be refused (platform
 * dossier "Messenger" §5.1). May be repeated; ten calls in ten minutes are allowed.
 *
 * @throws {SendError}
 */
export async function setUpMenu(graph: Graph, menu: MessengerMenu, signal: AbortSignal): Promise<void> {
  const response = await graph
    .call('/me/messenger_profile', { method: 'POST', json: messengerProfile(menu), signal })
    .catch((error: unknown) => {
      throw harmlessErrorOf(error);
    });
  if (!doneSchema.safeParse(response.body).success) throw harmlessErrorOf(sendErrorOf(response));
}

/** Changes with what {@link setUpMenu} sends. */
export function menuVersionOf(menu: MessengerMenu): string {
  return hashOf(JSON.stringify(messengerProfile(menu)));
}

function messengerProfile(menu: MessengerMenu): object {
  const callToActions = menu.items.slice(0, MAX_MENU_ITEMS).map(menuEntry);
  return {
    get_started: { payload: GET_STARTED_PAYLOAD },
    greeting: [{ locale: 'default', text: ellipsize(menu.greeting, MAX_GREETING_CHARS) }],
    persistent_menu: [{ locale: 'default', composer_input_disabled: false, call_to_actions: callToActions }],
  };
}

function menuEntry(item: MenuItem): object {
  const title = ellipsize(item.title, MAX_MENU_TITLE_CHARS);
  if (item.kind === 'url') return { type: 'web_url', title, url: item.url };
  return { type: 'postback', title, payload: WORD_PAYLOAD };
}
