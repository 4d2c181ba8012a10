import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { SEND_ERRORS, SendError } from '../../../src/channels/send-error.ts';
import type { OutboundPart } from '../../../src/domain/message.ts';
import { redactSecrets } from '../../../src/lib/redact.ts';
import { type ChannelDescriptor, type ChannelWorld, never, type OpenOptions } from './descriptor.ts';

const TEXT: OutboundPart = { kind: 'text', text: 'Lời nhắn riêng' };

/** How parts leave, and what is known when they do not. */
export function sendingCases<W extends ChannelWorld>(descriptor: ChannelDescriptor<W>): void {
  const { shortTimeoutMs, failures, secrets } = descriptor;

  describe('sending', () => {
    let world: W | null = null;
    async function open(options?: OpenOptions): Promise<W> {
      world = await descriptor.open(options);
      return world;
    }
    afterEach(async () => {
      await world?.close();
      world = null;
    });

    it('tells the platform’s id and the time', async () => {
      const { channel, clock, outbound, sentCount } = await open();
      const receipt = await channel.send(outbound(TEXT), never());
      expect(receipt.platformMessageId).not.toBe('');
      expect(receipt.sentAtMs).toBe(clock.systemNow());
      expect(sentCount()).toBe(1);
    });

    it('uploads a picture once for many messages', async () => {
      const { channel, outbound, picture, sentCount, uploadCount } = await open();
      const part: OutboundPart = { kind: 'media', media: picture };
      await Promise.all([channel.send(outbound(part), never()), channel.send(outbound(part), never())]);
      await channel.send(outbound(part), never());
      expect([sentCount(), uploadCount()]).toEqual([3, 1]);
    });

    it('uploads again what the platform forgot', async () => {
      const { channel, outbound, picture, forgetUploads, uploadCount } = await open();
      const send = () => channel.send(outbound({ kind: 'media', media: picture }), never());
      await send();
      forgetUploads();
      const error = await failureOf(send());
      expect(error.code).toBe('attachment-expired');
      expect(error.decision.retry).toBe('now');
      await send();
      expect(uploadCount()).toBe(2);
    });

    it('sends nothing for a medium whose bytes cannot be read', async () => {
      const { channel, outbound, picture, sentCount } = await open();
      const part: OutboundPart = { kind: 'media', media: { ...picture, sha256: '0'.repeat(64) } };
      await failureOf(channel.send(outbound(part), never()));
      expect(sentCount()).toBe(0);
    });

    it('refuses a conversation of another account or channel', async () => {
      const { channel, outbound, sentCount } = await open();
      for (const conversationId of ['zalo:other:1', 'messenger:other:1', 'nonsense', `${channel.id}:x`]) {
        const error = await failureOf(channel.send({ ...outbound(TEXT), conversationId }, never()));
        expect(error.code).toBe('message-invalid');
      }
      expect(sentCount()).toBe(0);
    });

    it.each(failures)(
      '$name is $error',
      async ({ plan, error: code, unlisted = false, delivered = false, timesOut = false }) => {
        const opened = await open(timesOut ? { timeoutMs: shortTimeoutMs } : {});
        plan(opened);
        const error = await failureOf(opened.channel.send(opened.outbound(TEXT), never()));
        expect({ code: error.code, unlisted: error.unlisted }).toEqual({ code, unlisted });
        expect(error.decision).toBe(SEND_ERRORS[code]);
        await expect.poll(opened.sentCount).toBe(delivered ? 1 : 0);
        expectSilent(error, opened);
      },
    );

    it('knows that nothing left when nobody listens', async () => {
      const opened = await open({ unreachable: true });
      const error = await failureOf(opened.channel.send(opened.outbound(TEXT), never()));
      expect(error.code).toBe('unreachable');
      expectSilent(error, opened);
      const media: OutboundPart = { kind: 'media', media: opened.picture };
      expect((await failureOf(opened.channel.send(opened.outbound(media), never()))).code).toBe(
        'unreachable',
      );
    });

    it('sends nothing once it was called off', async () => {
      const { channel, outbound, sentCount } = await open();
      const error = await failureOf(channel.send(outbound(TEXT), AbortSignal.abort()));
      expect(['unreachable', 'unknown-outcome']).toContain(error.code);
      expect(sentCount()).toBe(0);
    });

    it('names every secret that logs must leave out', async () => {
      const { channel } = await open();
      const told = `failed: ${secrets.map((secret) => `${secret}; ${encodeURIComponent(secret)}`).join(', ')}`;
      const line = redactSecrets(told, channel.redactions);
      for (const secret of secrets) expect(line).not.toContain(secret);
    });
  });
}

async function failureOf(sending: Promise<unknown>): Promise<SendError> {
  const error = await sending.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SendError)) throw new Error(`no SendError but ${String(error)}`);
  return error;
}

/** Neither the error nor anything that it holds tells a secret, a person or their text. */
function expectSilent(error: SendError, { channel, outbound }: ChannelWorld): void {
  const told = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error) + (error.stack ?? '');
  const userId = outbound(TEXT).conversationId.split(':').at(-1) ?? '';
  for (const secret of [...channel.redactions, userId, 'Lời nhắn riêng']) expect(told).not.toContain(secret);
}
