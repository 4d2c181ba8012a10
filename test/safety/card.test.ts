import { describe, expect, it } from 'vitest';
import { loadHotlines } from '../../src/content/hotlines.ts';
import { loadSafetyCard } from '../../src/content/safety-card.ts';
import { loadSafetyLexicon } from '../../src/content/safety-phrases.ts';
import { buildCard, buildVoiceNoteAnswer, type CardParts, type CardRequest } from '../../src/safety/card.ts';
import { MAX_CARD_CHARS, MAX_FIRST_CHARS, type SafetyCard } from '../../src/safety/card-texts.ts';
import { MAX_HOTLINES_SHOWN } from '../../src/safety/hotline.ts';
import { TOPICS } from '../../src/safety/lexicon.ts';

const parts: CardParts = {
  card: loadSafetyCard('content/safety/card.yaml'),
  hotlines: loadHotlines('content/hotlines.yaml'),
  payloads: { help: '#help', other: '#other', back: '#back' },
};

const LEVELS = ['disclosure', 'imminent'] as const;
const firsts = LEVELS.flatMap((level) => TOPICS.map((topic) => ({ level, topic, language: null })));

function textOf(request: CardRequest): string {
  return buildCard(request, parts)[0]?.text ?? '';
}

describe.each(firsts)('the card for $level, $topic', (request) => {
  const text = textOf(request);

  it('is short enough to be read in one look, with all its numbers', () => {
    expect(text.length).toBeLessThan(MAX_FIRST_CHARS);
    expect(text).not.toContain('{');
  });

  it('does not blame, says that it is automatic and unread, asks to delete it and gives the safe word', () => {
    expect(text).toContain('không phải lỗi của anh/chị');
    expect(text).toContain('tin tự động, hiện không có ai đang đọc');
    expect(text).toContain('xóa tin nhắn này nếu có người khác xem máy');
    expect(text).toContain('SEN');
  });

  it('shows at most four numbers and offers the three taps', () => {
    expect(text.match(/•/g)?.length).toBeLessThanOrEqual(MAX_HOTLINES_SHOWN);
    const titles = buildCard(request, parts)[0]?.buttons?.map((button) => button.title);
    expect(titles).toEqual(['Tôi cần giúp', 'Tôi hỏi cho người khác', 'Không phải, quay lại']);
  });

  it('asks no questions', () => {
    expect(text).not.toContain('?');
  });
});

describe('the order of the numbers', () => {
  const firstNumber = (level: CardRequest['level'], topic: string) =>
    textOf({ level, topic, language: null }).match(/gọi (\d[\d ]*\d)/)?.[1];

  it('begins with 113 or 115 when danger is imminent', () => {
    expect(firstNumber('imminent', 'violence')).toBe('113');
    expect(firstNumber('imminent', 'suicide')).toBe('115');
  });

  it('begins with 111 for children and trafficking otherwise', () => {
    expect(firstNumber('disclosure', 'child')).toBe('111');
    expect(firstNumber('disclosure', 'trafficking')).toBe('111');
  });

  it('falls back to that of violence for an unknown topic', () => {
    const unknown = textOf({ level: 'disclosure', topic: null, language: null });
    expect(unknown).toBe(textOf({ level: 'disclosure', topic: 'violence', language: null }));
    expect(unknown).toContain('1900 96 96 80 (có thể mất phí)');
  });
});

describe('the answers to the taps', () => {
  it.each(['help', 'other', 'back'] as const)('fit one message and have no further taps: %s', (answer) => {
    for (const first of firsts) {
      const [message] = buildCard({ ...first, answer }, parts);
      expect(message?.text.length).toBeLessThanOrEqual(MAX_CARD_CHARS);
      expect(message?.buttons).toBeUndefined();
    }
  });

  it('ask kindly for the message again after "Không phải, quay lại"', () => {
    const text = textOf({ level: 'disclosure', topic: null, language: null, answer: 'back' });
    expect(text).toContain('gửi lại');
    expect(text).toContain('không được lưu');
  });
});

describe('a language variant', () => {
  const recorded: SafetyCard = {
    languages: {
      ...parts.card.languages,
      rog: { name: 'Raglai', disclosure: { default: { audio: 'rog.mp3' } } },
    },
  };
  const media = {
    kind: 'audio',
    sha256: 'x',
    contentType: 'audio/mpeg',
    name: 'rog.mp3',
    sizeBytes: 1,
    alt: 'Lời dặn',
  } as const;

  it('adds its recording after the Vietnamese text', () => {
    const messages = buildCard(
      { level: 'disclosure', topic: null, language: 'rog' },
      { ...parts, card: recorded, mediaOf: () => media },
    );
    expect(messages[0]?.text).toBe(textOf({ level: 'disclosure', topic: null, language: null }));
    expect(messages[1]).toEqual({ text: '', media: [media] });
  });

  it('is only the text when its recording is missing or the language is unknown', () => {
    const silent = { ...parts, card: recorded, mediaOf: () => null };
    expect(buildCard({ level: 'disclosure', topic: null, language: 'rog' }, silent)).toHaveLength(1);
    expect(buildCard({ level: 'disclosure', topic: null, language: 'zz' }, silent)).toHaveLength(1);
  });
});

describe('a voice note', () => {
  it('is answered with the truth that nobody has heard it, 111 and the safe word', () => {
    const text = buildVoiceNoteAnswer(null, parts)[0]?.text ?? '';
    expect(text).toContain('chưa có ai nghe');
    expect(text).toContain('111');
    expect(text).toContain('SEN');
  });
});

describe('the safe word of the card', () => {
  it('is one the check knows', () => {
    const known = loadSafetyLexicon('content/phrases/safety').words.phrases.safe_word;
    expect(known).toContain('sen');
  });
});
