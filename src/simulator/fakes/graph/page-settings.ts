import type { FakeAnswer } from '../fake-answer.ts';
import { invalid, success } from './answers.ts';
import { isRecord } from './body.ts';

/** Limits of the Messenger profile (platform dossier "Messenger" §5.1). */
const MAX_GREETING_CHARS = 160;
const MAX_MENU_ITEMS = 20;
const MAX_MENU_TITLE_CHARS = 30;
const MAX_PAYLOAD_CHARS = 1_000;

/** The Page's Messenger profile and its webhook subscription. */
export interface FakePageSettings {
  readonly profile: Readonly<Record<string, unknown>>;
  readonly subscribedFields: readonly string[];
  /** What `debug_token` tells of a valid token besides its being valid; may be changed. Times in Unix seconds. */
  tokenFacts: { scopes: string[]; data_access_expires_at: number };
  /** `/me/messenger_profile`. */
  handleProfile(method: string, fields: Record<string, unknown>, asked: string | null): FakeAnswer;
  /** `/{page}/subscribed_apps`. */
  handleSubscription(method: string, fields: string | null): FakeAnswer;
}

export function createPageSettings(appId: string): FakePageSettings {
  let profile: Record<string, unknown> = {};
  let subscribedFields: string[] = [];
  return {
    tokenFacts: { scopes: ['pages_messaging', 'pages_manage_metadata'], data_access_expires_at: 0 },
    get profile() {
      return profile;
    },
    get subscribedFields() {
      return subscribedFields;
    },
    handleProfile(method, fields, asked) {
      if (method === 'GET') return success({ data: [pick(profile, asked?.split(',') ?? [])] });
      if (method === 'DELETE') {
        const gone = Array.isArray(fields.fields) ? fields.fields.map(String) : [];
        profile = Object.fromEntries(Object.entries(profile).filter(([name]) => !gone.includes(name)));
        return success({ result: 'success' });
      }
      const next = { ...profile, ...fields };
      const fault = faultOf(next);
      if (fault) return invalid(fault);
      profile = next;
      return success({ result: 'success' });
    },
    handleSubscription(method, fields) {
      if (method === 'GET') {
        const apps = subscribedFields.length > 0 ? [{ id: appId, subscribed_fields: subscribedFields }] : [];
        return success({ data: apps });
      }
      subscribedFields = method === 'DELETE' ? [] : (fields ?? '').split(',').filter((field) => field !== '');
      return success({ success: true });
    },
  };
}

function pick(profile: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(profile).filter(([name]) => names.includes(name)));
}

function faultOf({ get_started: getStarted, greeting, persistent_menu: menu }: Record<string, unknown>) {
  if (menu !== undefined) {
    if (!isRecord(getStarted) || !isPayload(getStarted.payload))
      return 'get_started must be set before the menu';
    const byLocale = localeList(menu);
    if (!byLocale) return 'persistent_menu needs a default locale';
    if (!byLocale.every(({ call_to_actions: items }) => isMenu(items))) return 'persistent_menu is invalid';
  }
  if (greeting === undefined) return null;
  const texts = localeList(greeting)?.map(({ text }) => text);
  const isFit = texts?.every((text) => typeof text === 'string' && text.length <= MAX_GREETING_CHARS);
  return isFit ? null : 'greeting is invalid';
}

function localeList(value: unknown): Record<string, unknown>[] | null {
  if (!Array.isArray(value) || !value.every(isRecord)) return null;
  return value.some(({ locale }) => locale === 'default') ? value : null;
}

function isMenu(items: unknown): boolean {
  return Array.isArray(items) && items.length <= MAX_MENU_ITEMS && items.every(isMenuItem);
}

function isMenuItem(item: unknown): boolean {
  if (!isRecord(item) || typeof item.title !== 'string' || item.title.length > MAX_MENU_TITLE_CHARS)
    return false;
  return item.type === 'web_url'
    ? typeof item.url === 'string'
    : item.type === 'postback' && isPayload(item.payload);
}

function isPayload(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= MAX_PAYLOAD_CHARS;
}
