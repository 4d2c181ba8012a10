import { describe, expect, it } from 'vitest';
import { internationalPhone } from '../../../src/channels/messenger/buttons.ts';
import { renderMessage } from '../../../src/channels/messenger/render.ts';
import type { Button, Media, Message } from '../../../src/domain/message.ts';

const render = (message: Message, publicUrl: string | null = 'https://thon.example') =>
  renderMessage(message, publicUrl);

const reply = (title: string): Button => ({ kind: 'reply', title, payload: `#lt:a:b:c:${title}` });
const link: Button = { kind: 'url', title: 'Xem', url: 'https://thon.example/c/1' };
const call: Button = { kind: 'phone', title: 'Gọi', phone: '0259 000 0000' };

const photo: Media = {
  kind: 'image',
  sha256: 'a'.repeat(64),
  contentType: 'image/jpeg',
  name: 'anh.jpg',
  sizeBytes: 1_000,
  alt: 'Tờ rơi mẫu',
};

describe('buttons on Messenger', () => {
  it('are quick replies when all are short answers, up to 13', () => {
    const buttons = Array.from({ length: 13 }, (_, index) => reply(`Lựa chọn ${index + 1}`));
    expect(render({ text: 'Chọn:', buttons })).toEqual([{ kind: 'text', text: 'Chọn:', buttons }]);
  });

  it('become numbered text when a title is too long, with the numbers to tap', () => {
    const buttons = [reply('Gửi'), reply('Một lựa chọn dài hơn hai mươi ký tự')];
    expect(render({ text: 'Chọn:', buttons })).toEqual([
      {
        kind: 'text',
        text: 'Chọn:\n\n1. Gửi\n2. Một lựa chọn dài hơn hai mươi ký tự',
        buttons: buttons.map((button, index) => ({ ...button, title: String(index + 1) })),
      },
    ]);
  });

  it('become numbered text alone when there are more than 13', () => {
    const buttons = Array.from({ length: 14 }, (_, index) => reply(`${index + 1}`));
    const [part, ...rest] = render({ text: 'Chọn:', buttons });
    expect(rest).toEqual([]);
    expect(part).toMatchObject({ kind: 'text', text: expect.stringContaining('14. 14') });
    expect(part).not.toHaveProperty('buttons');
  });

  it('are a template when a link or a call is among up to three', () => {
    const buttons = [reply('Gửi'), link, call];
    expect(render({ text: 'Chọn:', buttons })).toEqual([{ kind: 'text', text: 'Chọn:', buttons }]);
  });

  it('of a template hang on a piece of at most 640 characters', () => {
    const text = 'Một câu vừa phải. '.repeat(60).trim();
    const parts = render({ text, buttons: [link] });
    const last = parts.at(-1);
    expect(parts.length).toBeGreaterThan(1);
    expect(last).toMatchObject({ kind: 'text', buttons: [link] });
    expect(last?.kind === 'text' && last.text.length <= 640).toBe(true);
  });

  it('with a link among more than three are numbered, the answers still tappable', () => {
    const buttons = [reply('Một'), reply('Hai'), reply('Ba'), link];
    const [part] = render({ text: 'Chọn:', buttons });
    expect(part).toEqual({
      kind: 'text',
      text: 'Chọn:\n\n1. Một\n2. Hai\n3. Ba\n4. Xem: https://thon.example/c/1',
      buttons: ['1', '2', '3'].map((title, index) => ({ ...buttons[index], title })),
    });
  });

  it('that call a short number become text: it has no international form', () => {
    const buttons: Button[] = [{ kind: 'phone', title: 'Gọi 111', phone: '111' }];
    expect(render({ text: 'Chọn:', buttons })).toEqual([{ kind: 'text', text: 'Chọn:\n\n1. Gọi 111: 111' }]);
  });

  it('without a text get one to hang on', () => {
    expect(render({ text: '', buttons: [reply('Gửi')] })).toEqual([
      { kind: 'text', text: 'Mời anh/chị chọn:', buttons: [reply('Gửi')] },
    ]);
  });

  it.each([
    ['0259 000 0000', '+842590000000'],
    ['0900.000.000', '+84900000000'],
    ['+84 900 000 000', '+84900000000'],
    ['111', null],
    ['1800 0000', null],
  ])('call %s as %s', (phone, expected) => {
    expect(internationalPhone(phone)).toBe(expected);
  });
});

describe('media on Messenger', () => {
  it('come after a plain text', () => {
    expect(render({ text: 'Đây ạ.', media: [photo] }).map(({ kind }) => kind)).toEqual(['text', 'media']);
  });

  it('come before a text with quick replies, which show under the newest message only', () => {
    const parts = render({ text: 'Chọn:', buttons: [reply('Gửi')], media: [photo, photo] });
    expect(parts.map(({ kind }) => kind)).toEqual(['media', 'media', 'text']);
  });

  it.each<[string, Partial<Media>, boolean]>([
    ['a picture of 8 MB', { sizeBytes: 8_000_000 }, true],
    ['a larger picture', { sizeBytes: 8_000_001 }, false],
    ['an unusual picture, as a file', { contentType: 'image/webp', sizeBytes: 9_000_000 }, true],
    ['a video of 25 MB', { kind: 'video', contentType: 'video/mp4', sizeBytes: 25_000_000 }, true],
    ['a larger video', { kind: 'video', contentType: 'video/mp4', sizeBytes: 25_000_001 }, false],
    ['an empty file', { kind: 'file', contentType: 'text/plain', sizeBytes: 0 }, false],
  ])('%s: carried %s', (_, about, carried) => {
    const [part] = render({ text: '', media: [{ ...photo, ...about }] });
    expect(part?.kind).toBe(carried ? 'media' : 'text');
  });

  it('that are too large become a link, or a sentence where there is no public page', () => {
    const media = [{ ...photo, sizeBytes: 9_000_000, publicPath: '/c/to-roi' }];
    expect(render({ text: '', media }, 'https://thon.example/')).toEqual([
      { kind: 'text', text: 'Tờ rơi mẫu: https://thon.example/c/to-roi' },
    ]);
    const [told] = render({ text: '', media }, null);
    expect(told).toMatchObject({ kind: 'text', text: expect.stringContaining('Tờ rơi mẫu') });
  });
});
