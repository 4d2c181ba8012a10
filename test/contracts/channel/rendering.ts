import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Button, Message, OutboundPart } from '../../../src/domain/message.ts';
import type { ChannelDescriptor, ChannelWorld } from './descriptor.ts';
import { anyMessage } from './messages.ts';
import { SEED } from './webhooks.ts';

/** How messages are cut to the platform's limits. */
export function renderingCases<W extends ChannelWorld>({ open, refusal }: ChannelDescriptor<W>): void {
  describe('rendering', () => {
    let world: W;
    beforeAll(async () => {
      world = await open();
    });
    afterAll(() => world.close());

    function always(check: (message: Message, parts: OutboundPart[]) => void): void {
      fc.assert(
        fc.property(anyMessage, (message) => check(message, world.channel.render(message))),
        { seed: SEED, numRuns: 150 },
      );
    }

    it('makes nothing of nothing', () => {
      expect(world.channel.render({ text: '' })).toEqual([]);
      expect(world.channel.render({ text: ' \n ' })).toEqual([]);
    });

    it('sends a short text as it is', () => {
      expect(world.channel.render({ text: 'Chào anh/chị.' })).toEqual([
        { kind: 'text', text: 'Chào anh/chị.' },
      ]);
    });

    it('makes only parts that the platform takes', () => {
      always((_message, parts) => {
        for (const part of parts) expect(refusal(part)).toBeNull();
      });
    });

    it('loses no word of the text', () => {
      always((message, parts) => {
        const said = lettersOf(textsOf(parts).join(' '));
        expect(said).toContain(lettersOf(message.text));
      });
    });

    it('keeps every choice: as a button with its own payload, or by its number in the text', () => {
      always(({ buttons = [] }, parts) => {
        const said = lettersOf(textsOf(parts).join(' '));
        const carried = parts.flatMap((part) => (part.kind === 'text' ? (part.buttons ?? []) : []));
        buttons.forEach((button, index) => {
          const isCarried = carried.some((other) => meaningOf(other) === meaningOf(button));
          expect(isCarried || said.includes(lettersOf(`${index + 1}. ${button.title}`))).toBe(true);
        });
        expect(carried.every((button) => buttons.some((own) => meaningOf(own) === meaningOf(button)))).toBe(
          true,
        );
      });
    });

    it('hangs buttons on one text part, the last one', () => {
      always((_message, parts) => {
        const texts = parts.filter((part) => part.kind === 'text');
        const bearers = texts.filter((part) => part.buttons?.length);
        expect(bearers.length).toBeLessThanOrEqual(1);
      });
      const parts = world.channel.render({
        text: `${'Một câu dài vừa phải. '.repeat(300)}Hết.`,
        buttons: [{ kind: 'reply', title: 'Gửi', payload: '#lt:a:b:c:d' }],
      });
      expect(parts.length).toBeGreaterThan(1);
      expect(parts.map((part) => part.kind === 'text' && part.buttons !== undefined)).toEqual([
        ...parts.slice(1).map(() => false),
        true,
      ]);
    });

    it('carries each medium, or tells of it by a link or a sentence', () => {
      always(({ media = [] }, parts) => {
        const carried = parts.flatMap((part) => (part.kind === 'media' ? [part.media.sha256] : []));
        const said = lettersOf(textsOf(parts).join(' '));
        for (const medium of media) {
          const isTold = said.includes(lettersOf(medium.alt || medium.name));
          expect(carried.includes(medium.sha256) || isTold).toBe(true);
        }
      });
    });

    it('is the same each time and leaves the message alone', () => {
      always((message, parts) => {
        const before = structuredClone(message);
        expect(world.channel.render(message)).toEqual(parts);
        expect(message).toEqual(before);
      });
    });
  });
}

function textsOf(parts: readonly OutboundPart[]): string[] {
  return parts.flatMap((part) => (part.kind === 'text' ? [part.text] : (part.caption ?? '')));
}

/** White space at a cut may go. */
function lettersOf(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, '');
}

function meaningOf(button: Button): string {
  if (button.kind === 'reply') return `reply ${button.payload}`;
  return button.kind === 'url' ? `url ${button.url}` : `phone ${button.phone}`;
}
