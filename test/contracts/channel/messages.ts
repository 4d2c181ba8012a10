import fc from 'fast-check';
import type { Button, Media, Message } from '../../../src/domain/message.ts';

const WORDS = [
  'Chào',
  'anh/chị',
  'buổi',
  'truyền',
  'thông',
  'số 0259 000 000',
  'https://thon.example/c/to-roi',
  '👨‍👩‍👧',
];

/** Without `size` long arrays would hardly ever be tried. */
const sentence = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 12 })), { maxLength: 60, size: 'max' })
  .map((words) => words.join(' '));

const longText = fc
  .array(sentence, { minLength: 5, maxLength: 30, size: 'max' })
  .map((sentences) => sentences.join('.\n'));

const text = fc
  .oneof(
    { weight: 1, arbitrary: fc.constant('') },
    { weight: 3, arbitrary: sentence },
    { weight: 3, arbitrary: longText },
    {
      weight: 1,
      arbitrary: fc.string({ minLength: 1_850, maxLength: 2_050, size: 'max', unit: 'grapheme' }),
    },
  )
  .map((value) => value.normalize('NFC'));

const title = fc.oneof(
  fc.constantFrom('Gửi', 'Sửa', 'Thêm chi tiết'),
  fc.string({ minLength: 1, maxLength: 60 }),
);

const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record({
    kind: fc.constant('reply' as const),
    title,
    payload: fc.oneof(
      fc.nat().map((n) => `#lt:a:b:c:${n}`),
      fc.string({ minLength: 1, maxLength: 1_200 }),
    ),
  }),
  fc.record({ kind: fc.constant('url' as const), title, url: fc.webUrl() }),
  fc.record({
    kind: fc.constant('phone' as const),
    title,
    phone: fc.constantFrom('111', '0900 000 000', '+84 900 000 000', '1800 0000'),
  }),
);

const MEDIA_FORMS: Pick<Media, 'kind' | 'contentType' | 'name'>[] = [
  { kind: 'image', contentType: 'image/jpeg', name: 'anh.jpg' },
  { kind: 'image', contentType: 'image/webp', name: 'anh.webp' },
  { kind: 'audio', contentType: 'audio/mpeg', name: 'tieng.mp3' },
  { kind: 'video', contentType: 'video/mp4', name: 'phim.mp4' },
  { kind: 'file', contentType: 'application/pdf', name: 'to-roi.pdf' },
  { kind: 'file', contentType: 'application/zip', name: 'goi.zip' },
];

const media: fc.Arbitrary<Media> = fc
  .record({
    form: fc.constantFrom(...MEDIA_FORMS),
    sha256: fc.nat().map((n) => n.toString(16).padStart(64, '0')),
    sizeBytes: fc.oneof(fc.integer({ min: 1, max: 500_000 }), fc.integer({ min: 0, max: 60_000_000 })),
    alt: fc.constantFrom('Tờ rơi mẫu', ''),
    publicPath: fc.option(fc.constant('/c/to-roi'), { nil: undefined }),
  })
  .map(({ form, publicPath, ...rest }) => ({
    ...form,
    ...rest,
    ...(publicPath !== undefined && { publicPath }),
  }));

/** Messages of every size, with buttons and media that fit and that do not. */
export const anyMessage: fc.Arbitrary<Message> = fc.record({
  text,
  buttons: fc.array(button, { maxLength: 16, size: 'max' }),
  media: fc.array(media, { maxLength: 4 }),
});
