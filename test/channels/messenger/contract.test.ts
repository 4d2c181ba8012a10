import type { OutboundPart } from '../../../src/domain/message.ts';
import { Hour, Minute } from '../../../src/lib/duration.ts';
import type { GraphFailure } from '../../../src/simulator/fakes/graph/failures.ts';
import { channelContract, type FailureCase } from '../../contracts/channel.contract.ts';
import {
  APP_SECRET,
  EXPECTED,
  type MessengerWorld,
  messengerWorld,
  PAGE_TOKEN,
  VERIFY_TOKEN,
  WEBHOOKS,
} from './support.ts';

function failing(
  kind: GraphFailure,
  error: FailureCase<MessengerWorld>['error'],
  more: Partial<FailureCase<MessengerWorld>> = {},
): FailureCase<MessengerWorld> {
  return { name: kind, plan: ({ graph }) => graph.failures.next(1, kind), error, ...more };
}

function refusal(part: OutboundPart): string | null {
  if (part.kind === 'media') {
    const { kind, sizeBytes } = part.media;
    if (part.caption !== undefined) return 'text beside an attachment';
    if (sizeBytes > 25_000_000 || sizeBytes === 0) return 'size';
    return kind === 'image' && sizeBytes > 8_000_000 && part.media.contentType === 'image/jpeg'
      ? 'size'
      : null;
  }
  const { text, buttons = [] } = part;
  if (text.trim() === '' || text.length > 1_900) return 'text';
  if (buttons.some(({ title }) => title.trim() === '' || title.length > 20)) return 'title';
  if (buttons.some((button) => button.kind === 'reply' && button.payload.length > 1_000)) return 'payload';
  if (buttons.every(({ kind }) => kind === 'reply')) return buttons.length > 13 ? 'quick replies' : null;
  return buttons.length > 3 || text.length > 640 ? 'template' : null;
}

channelContract<MessengerWorld>({
  name: 'messenger',
  open: messengerWorld,
  webhooks: WEBHOOKS,
  expected: EXPECTED,
  batch: {
    join: (payloads) => ({
      object: 'page',
      entry: (payloads as { object?: unknown; entry?: unknown }[]).flatMap(({ object, entry }) =>
        object === 'page' && Array.isArray(entry) ? entry : [],
      ),
    }),
  },
  refusal,
  secrets: [APP_SECRET, PAGE_TOKEN, VERIFY_TOKEN],
  shortTimeoutMs: 500,
  failures: [
    failing('throttled', 'throttled'),
    failing('throttled-app', 'throttled'),
    failing('http-429', 'throttled'),
    failing('temporary', 'platform-busy'),
    failing('service-down', 'platform-busy'),
    failing('unknown-error', 'unknown-outcome'),
    failing('maybe-sent', 'unknown-outcome'),
    failing('token-expired', 'account-stopped'),
    failing('permission-missing', 'account-stopped'),
    failing('policy-block', 'account-stopped'),
    failing('window-closed', 'window-closed'),
    failing('person-unavailable', 'recipient-blocked'),
    failing('thread-held', 'thread-held'),
    failing('invalid-parameter', 'message-invalid'),
    failing('unlisted-error', 'rejected', { unlisted: true }),
    failing('error-200', 'attachment-rejected'),
    failing('not-json', 'unknown-outcome'),
    failing('no-message-id', 'unknown-outcome', { delivered: true }),
    failing('timeout-before', 'unknown-outcome', { timesOut: true }),
    failing('timeout-after', 'unknown-outcome', { delivered: true, timesOut: true }),
    failing('server-error-before', 'unknown-outcome'),
    failing('server-error-after', 'unknown-outcome', { delivered: true }),
    {
      name: 'a window that closed by the clock',
      plan: ({ clock }) => clock.advance(24 * Hour.ms + Minute.ms),
      error: 'window-closed',
    },
    {
      name: 'a person who blocked the Page',
      plan: ({ graph }) => {
        for (const user of graph.users.values()) user.unavailable = true;
      },
      error: 'recipient-blocked',
    },
    {
      name: 'a person who is not known',
      plan: ({ graph }) => graph.users.clear(),
      error: 'recipient-blocked',
    },
  ],
  windows: [
    {
      name: 'is open right after the person wrote',
      facts: {},
      silentMs: 0,
      routes: [{ route: 'reply-window', reason: 'window-open' }],
    },
    {
      name: 'is open until ten minutes before the end of the 24 hours',
      facts: {},
      silentMs: 24 * Hour.ms - 10 * Minute.ms,
      routes: [{ route: 'reply-window', reason: 'window-open' }],
    },
    {
      name: 'is closed after that',
      facts: {},
      silentMs: 24 * Hour.ms - 10 * Minute.ms + 1,
      routes: [{ route: 'none', reason: 'window-closed' }],
    },
    {
      name: 'is closed for the safety lane too: the platform would refuse',
      facts: { purpose: 'safety' },
      silentMs: 25 * Hour.ms,
      routes: [{ route: 'none', reason: 'window-closed' }],
    },
    {
      name: 'lets a push through while it is open',
      facts: { purpose: 'push' },
      silentMs: Hour.ms,
      routes: [{ route: 'reply-window', reason: 'window-open' }],
    },
  ],
});
