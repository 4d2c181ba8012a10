import { createHmac } from 'node:crypto';

/** One thing that Graph tells, and in which list of an entry it stands. */
export interface GraphWebhookEvent {
  list: 'messaging' | 'standby' | 'changes';
  item: Record<string, unknown>;
  /** Another entry id than the Page's, such as the dashboard's `0`. */
  entryId?: string;
}

export interface SignedRequest {
  headers: Record<string, string>;
  body: string;
}

/** Status of the answer; null when there was none. */
export interface Delivery {
  status: number | null;
}

const MS_PER_SECOND = 1_000;

/** The webhook body of some events: one entry for each, as Meta sends batches (platform dossier "Messenger" §1.4). */
export function envelopeOf(
  events: readonly GraphWebhookEvent[],
  pageId: string,
  nowMs: number,
): Record<string, unknown> {
  const entry = events.map(({ list, item, entryId = pageId }) => ({
    id: entryId,
    time: list === 'changes' ? Math.floor(nowMs / MS_PER_SECOND) : nowMs,
    [list]: [item],
  }));
  return { object: 'page', entry };
}

/** Signs as Meta does: over a body whose letters beyond ASCII and whose slashes are escaped (§1.2). */
export function signBody(payload: unknown, appSecret: string): SignedRequest {
  const body = JSON.stringify(payload)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
      'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`,
    },
    body,
  };
}

export async function post(url: string, { headers, body }: SignedRequest): Promise<Delivery> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body });
    await response.arrayBuffer();
    return { status: response.status };
  } catch {
    return { status: null };
  }
}
