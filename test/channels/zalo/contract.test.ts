import {
  FILE_ENDINGS,
  IMAGE_TYPES,
  MAX_FILE_BYTES,
  MAX_IMAGE_BYTES,
  ZALO_LIMITS,
} from '../../../src/channels/zalo/limits.ts';
import type { OutboundPart } from '../../../src/domain/message.ts';
import type { RouteReason } from '../../../src/domain/route.ts';
import { Day, Hour } from '../../../src/lib/duration.ts';
import type { ZaloFailure } from '../../../src/simulator/fakes/zalo/failures.ts';
import { type ChannelWorld, channelContract, type FailureCase } from '../../contracts/channel.contract.ts';
import {
  APP_SECRET,
  JPEG,
  OA_SECRET_KEY,
  outbound,
  SEED,
  type ZaloWorld,
  zaloSettings,
  zaloWorld,
} from './support.ts';

/** Nobody listens on it. */
const DEAD_URL = 'http://127.0.0.1:1';

interface World extends ChannelWorld {
  inner: ZaloWorld;
}

function failing(
  failure: ZaloFailure,
  error: FailureCase<World>['error'],
  more: Partial<FailureCase<World>> = {},
): FailureCase<World> {
  return { name: failure, error, plan: ({ inner }) => inner.zalo.failures.next(1, failure), ...more };
}

function route(reason: RouteReason) {
  return [
    {
      route: reason.startsWith('window-') && reason !== 'window-closed' ? 'reply-window' : 'none',
      reason,
    } as const,
  ];
}

/** Why Zalo would refuse a part (platform dossier "Zalo" §4.2, §5.1). */
function refusal(part: OutboundPart): string | null {
  if (part.kind === 'media') {
    const { kind, contentType, sizeBytes } = part.media;
    if (kind === 'image')
      return IMAGE_TYPES.includes(contentType) && sizeBytes <= MAX_IMAGE_BYTES ? null : 'image';
    return kind === 'file' && contentType in FILE_ENDINGS && sizeBytes <= MAX_FILE_BYTES ? null : 'file';
  }
  const buttons = part.buttons ?? [];
  if (part.text.trim() === '' || part.text.length > ZALO_LIMITS.maxTextChars) return 'text';
  if (buttons.length > ZALO_LIMITS.maxButtons) return 'number of buttons';
  if (buttons.some(({ title }) => title.length > ZALO_LIMITS.maxButtonTitleChars)) return 'title';
  const payloads = buttons.flatMap((button) => (button.kind === 'reply' ? [button.payload] : []));
  return payloads.some((payload) => payload.length > ZALO_LIMITS.maxPayloadChars) ? 'payload' : null;
}

channelContract<World>({
  name: 'zalo',
  webhooks: new URL('../../../fixtures/zalo/webhooks/', import.meta.url),
  expected: new URL('../../../fixtures/zalo/expected/', import.meta.url),
  batch: { quirk: 'Zalo puts one event in a request' },
  refusal,
  secrets: [APP_SECRET, OA_SECRET_KEY, SEED],
  shortTimeoutMs: 1_000,
  async open({ timeoutMs, unreachable = false } = {}) {
    const inner = await zaloWorld();
    // The token is there already, so that the time limit rules the send alone.
    await inner.channel.keepFresh();
    const settings = zaloSettings(unreachable ? DEAD_URL : inner.zalo.url);
    const channel = inner.anotherChannel({ settings, ...(timeoutMs !== undefined && { timeoutMs }) });
    return {
      inner,
      channel,
      clock: inner.clock,
      outbound,
      picture: inner.addMedia(JPEG, { kind: 'image', contentType: 'image/jpeg', name: 'a.jpg' }),
      sentCount: () => inner.zalo.sent.length,
      uploadCount: () => inner.zalo.uploads.all.length,
      forgetUploads() {
        for (const upload of inner.zalo.uploads.all) upload.expiresAtMs = 0;
      },
      signed: (payload) => inner.zalo.signed(payload as Record<string, unknown>),
      close: () => inner.close(),
    };
  },
  failures: [
    failing('throttled', 'throttled'),
    failing('window-closed', 'window-closed'),
    failing('error-200', 'platform-busy'),
    failing('unlisted-error', 'rejected', { unlisted: true }),
    failing('not-json', 'unknown-outcome'),
    failing('server-error-before', 'unknown-outcome'),
    failing('server-error-after', 'unknown-outcome', { delivered: true }),
    failing('timeout-before', 'unknown-outcome', { timesOut: true }),
    failing('timeout-after', 'unknown-outcome', { delivered: true, timesOut: true }),
    {
      name: 'a token that stays refused',
      error: 'token-expired',
      plan: ({ inner }) => inner.zalo.failures.next(2, 'token-expired'),
    },
    {
      name: 'a grant that is gone',
      error: 'account-stopped',
      plan: ({ inner }) => inner.zalo.tokens.revoke(),
    },
    {
      name: 'a person who blocked the OA',
      error: 'recipient-blocked',
      plan({ inner }) {
        for (const user of inner.zalo.users.values()) user.blocked = true;
      },
    },
  ],
  windows: [
    { name: 'answers within 48 hours', facts: {}, silentMs: 48 * Hour.ms, routes: route('window-open') },
    {
      name: 'answers within 7 days, billed',
      facts: {},
      silentMs: 7 * Day.ms,
      routes: route('window-billable'),
    },
    { name: 'is silent after 7 days', facts: {}, silentMs: 7 * Day.ms + 1, routes: route('window-closed') },
    {
      name: 'pushes to nobody who unfollowed',
      facts: { purpose: 'push', following: false },
      silentMs: 0,
      routes: route('unfollowed'),
    },
  ],
});
