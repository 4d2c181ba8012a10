import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelDescriptor, ChannelWorld } from './descriptor.ts';
import { webhooksIn } from './webhooks.ts';

const SIGNATURE_HEADER = /signature/;

/** Who may speak in the platform's name. */
export function verifyingCases<W extends ChannelWorld>({ open, webhooks }: ChannelDescriptor<W>): void {
  describe('verifying', () => {
    const signable = webhooksIn(webhooks).filter(({ payload }) => !Array.isArray(payload));
    let world: W;
    beforeAll(async () => {
      world = await open();
    });
    afterAll(() => world.close());

    function first() {
      const { headers, body } = world.signed(signable[0]?.payload);
      const name = Object.keys(headers).find((header) => SIGNATURE_HEADER.test(header)) ?? '';
      return { headers, name, raw: Buffer.from(body) };
    }

    it('believes every recorded webhook as the platform signs it', () => {
      for (const { payload } of signable) {
        const { headers, body } = world.signed(payload);
        expect(world.channel.verify(Buffer.from(body), headers)).toBe(true);
      }
    });

    it('refuses a body that was changed by one byte', () => {
      const { headers, raw } = first();
      for (const at of [0, Math.floor(raw.length / 2), raw.length - 1]) {
        const changed = Buffer.from(raw);
        changed[at] = (changed[at] ?? 0) ^ 1;
        expect(world.channel.verify(changed, headers)).toBe(false);
      }
    });

    it('refuses a body that was cut or lengthened', () => {
      const { headers, raw } = first();
      expect(world.channel.verify(raw.subarray(0, -1), headers)).toBe(false);
      expect(world.channel.verify(Buffer.concat([raw, Buffer.from(' ')]), headers)).toBe(false);
      expect(world.channel.verify(Buffer.alloc(0), headers)).toBe(false);
    });

    it('refuses a missing, empty, repeated, short or foreign signature', () => {
      const { headers, name, raw } = first();
      const right = headers[name] ?? '';
      const { [name]: _signature, ...without } = headers;
      expect(world.channel.verify(raw, without)).toBe(false);
      const foreign = right.replace(/[0-9a-f]{64}/, 'a'.repeat(64));
      for (const wrong of ['', right.slice(0, -1), `${right}0`, foreign, 'sha256=', 'mac=', '\u0000']) {
        expect(world.channel.verify(raw, { ...without, [name]: wrong })).toBe(false);
      }
      expect(world.channel.verify(raw, { ...without, [name]: [right, right] as unknown as string })).toBe(
        false,
      );
    });
  });
}
