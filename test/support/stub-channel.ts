import type { Channel } from '../../src/channels/channel.ts';
import type { SendError } from '../../src/channels/send-error.ts';
import type { Outbound } from '../../src/domain/message.ts';

export interface StubChannel extends Channel {
  /** What "the platform" took, in order. */
  sent: Outbound[];
  /** The next sends end like this, one after the other; `null` is taken. */
  outcomes: (SendError | null)[];
  windowOpen: boolean;
}

/** A channel whose platform is a list: for tests of what happens around sending, not of a platform. */
export function stubChannel(nowMs: () => number): StubChannel {
  const channel: StubChannel = {
    id: 'zalo',
    accountId: '1001',
    limits: {
      maxTextChars: 2000,
      maxButtons: 5,
      maxButtonTitleChars: 100,
      maxPayloadChars: 1000,
      sendsPerSecond: 20,
    },
    sent: [],
    outcomes: [],
    windowOpen: true,
    verify: () => true,
    parse: () => [],
    policy: () => [
      channel.windowOpen
        ? { route: 'reply-window', reason: 'window-open' }
        : { route: 'none', reason: 'window-closed' },
    ],
    render: ({ text, media = [] }) => [
      ...text.split('\n---\n').map((part) => ({ kind: 'text' as const, text: part })),
      ...media.map((medium) => ({ kind: 'media' as const, media: medium })),
    ],
    async send(outbound) {
      const outcome = channel.outcomes.shift() ?? null;
      // An unknown outcome is one where the platform did take it.
      if (outcome === null || outcome.code === 'unknown-outcome') channel.sent.push(outbound);
      if (outcome) throw outcome;
      return { platformMessageId: `m${channel.sent.length}`, sentAtMs: nowMs() };
    },
  };
  return channel;
}

export const textsOf = (channel: StubChannel): string[] =>
  channel.sent.map(({ part }) => (part.kind === 'text' ? part.text : `[${part.media.kind}]`));
