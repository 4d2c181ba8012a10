import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberButtons } from '../../../src/channels/number-buttons.ts';
import { ZALO_LIMITS } from '../../../src/channels/zalo/limits.ts';
import { renderForZalo } from '../../../src/channels/zalo/render.ts';
import type { Button, Media, Message } from '../../../src/domain/message.ts';

const PUBLIC_URL = 'https://thon.example';

function reply(title: string, payload = `#lt:f:s:q:${title}`): Button {
  return { kind: 'reply', title, payload };
}

function medium(changes: Partial<Media>): Media {
  return {
    kind: 'image',
    sha256: 'a'.repeat(64),
    contentType: 'image/jpeg',
    name: 'a.jpg',
    sizeBytes: 1_000,
    alt: 'Tờ rơi bình đẳng giới',
    publicPath: '/c/to-roi',
    ...changes,
  };
}

function render(message: Partial<Message>, publicUrl: string | null = PUBLIC_URL) {
  return renderForZalo({ text: '', ...message }, publicUrl);
}

describe('a message cut for Zalo', () => {
  it('is one part when it fits', () => {
    const buttons = [reply('Gửi'), reply('Sửa')];
    expect(render({ text: 'Gửi chưa chị?', buttons })).toEqual([
      { kind: 'text', text: 'Gửi chưa chị?', buttons },
    ]);
  });

  it('has its buttons on the last text part, before the media', () => {
    const text = 'Một câu dài vừa phải. '.repeat(200);
    const image = medium({});
    const parts = render({ text, buttons: [reply('Gửi')], media: [image] });
    const texts = parts.filter((part) => part.kind === 'text');
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.map((part) => part.buttons?.length ?? 0)).toEqual([...texts.slice(1).map(() => 0), 1]);
    expect(parts.at(-1)).toEqual({ kind: 'media', media: image });
  });

  it.each([
    ['six buttons', ['1', '2', '3', '4', '5', '6'].map((title) => reply(title))],
    ['a title of 101 characters', [reply('a'.repeat(101))]],
    ['a payload of 1,001 characters', [reply('Gửi', `#lt:${'a'.repeat(997)}`)]],
  ])('has numbered text instead of %s', (_, buttons) => {
    expect(render({ text: 'Mời chọn', buttons })).toEqual([
      { kind: 'text', text: numberButtons('Mời chọn', buttons) },
    ]);
  });

  it('asks something when buttons come without a text', () => {
    const parts = render({ buttons: [reply('Gửi')], media: [medium({})] });
    expect(parts.map(({ kind }) => kind)).toEqual(['text', 'media']);
    expect(parts[0]).toMatchObject({ text: 'Mời anh/chị chọn:' });
  });

  it.each([
    ['audio', { kind: 'audio', contentType: 'audio/mpeg', name: 'a.mp3' }],
    ['video', { kind: 'video', contentType: 'video/mp4', name: 'a.mp4' }],
    ['an image over 1 MB', { sizeBytes: 1_048_577 }],
    ['an image of another type', { contentType: 'image/webp', name: 'a.webp' }],
    [
      'a file over 5 MB',
      { kind: 'file', contentType: 'application/pdf', name: 'a.pdf', sizeBytes: 5_242_881 },
    ],
    ['a spreadsheet', { kind: 'file', contentType: 'text/csv', name: 'a.csv' }],
    ['a file with a wrong ending', { kind: 'file', contentType: 'application/pdf', name: 'a.bin' }],
  ] as const)('has a link instead of %s, and a sentence where there is no public address', (_, changes) => {
    const media = [medium(changes)];
    expect(render({ text: 'Mời xem', media })).toEqual([
      { kind: 'text', text: 'Mời xem\n\nTờ rơi bình đẳng giới: https://thon.example/c/to-roi' },
    ]);
    const [sentence, ...more] = render({ media }, null);
    expect(more).toEqual([]);
    expect(sentence).toMatchObject({ text: expect.stringContaining('Zalo OA chưa gửi được') });
  });

  it('carries pictures and documents that Zalo takes', () => {
    const media = [
      medium({}),
      medium({ contentType: 'image/png', name: 'a.png', sizeBytes: 1_048_576 }),
      medium({ kind: 'file', contentType: 'application/pdf', name: 'A.PDF' }),
    ];
    expect(render({ media })).toEqual(media.map((item) => ({ kind: 'media', media: item })));
  });

  it('is composed text', () => {
    expect(render({ text: 'To\u0302\u0309' })).toEqual([{ kind: 'text', text: 'Tổ' }]);
  });

  it('keeps every limit, also with its buttons as numbered text', () => {
    const buttons = fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constant('reply' as const),
          title: fc.string({ minLength: 1, maxLength: 130 }),
          payload: fc.string({ maxLength: 1_100 }),
        }),
        fc.record({
          kind: fc.constant('url' as const),
          title: fc.string({ minLength: 1, maxLength: 130 }),
          url: fc.webUrl(),
        }),
      ),
      { maxLength: 8 },
    );
    const text = fc
      .array(fc.lorem({ maxCount: 40, mode: 'sentences' }), { maxLength: 6 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, buttons, (body, choices) => {
        for (const part of render({ text: body, buttons: choices })) {
          if (part.kind !== 'text') throw new Error('only text was given');
          expect(part.text.length).toBeLessThanOrEqual(ZALO_LIMITS.maxTextChars);
          expect(part.buttons?.length ?? 0).toBeLessThanOrEqual(ZALO_LIMITS.maxButtons);
          expect(numberButtons(part.text, part.buttons ?? []).length).toBeLessThanOrEqual(
            ZALO_LIMITS.maxTextChars,
          );
        }
      }),
      { seed: 20261123, numRuns: 300 },
    );
  });
});
