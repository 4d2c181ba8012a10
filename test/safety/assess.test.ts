import { describe, expect, it } from 'vitest';
import { projectSafety } from '../../scripts/score-safety.ts';
import { raisesCard } from '../../src/safety/safety.ts';

const safety = projectSafety();
const level = (text: string, context: 'free' | 'report_step' | 'content_request' = 'free') =>
  safety.assess(text, context).level;

describe('words of the trade', () => {
  it.each([
    'hôm nay tổ em tuyên truyền bạo lực gia đình cho 40 người',
    'tụi em diễn tiểu phẩm chồng đánh vợ',
    'tờ rơi phòng chống mua bán người',
    'quý này thôn không có cặp tảo hôn nào',
    'bị chồng đánh thì gọi số nào, đáp án là 113',
  ])('are a topic at most: %s', (text) => {
    expect(raisesCard(level(text))).toBe(false);
  });

  it.each(['mệt muốn chết', 'bị đánh giá thấp', 'danh sach 12 chi', 'bán rau ngoài chợ', 'đi đánh cầu lông'])(
    'are not seen in other meanings of the same letters: %s',
    (text) => {
      expect(raisesCard(level(text))).toBe(false);
    },
  );
});

describe('a text with only some of its accents', () => {
  it.each([
    'em bị đau bung muốn chet luôn',
    'ông xa em dang đánh ca ngoài dam',
    'sợ gì đâu, chĩ là kịch bãn thôi: chồng đánh vợ',
    'nhảy cau thang tap thể duc',
  ])('is explained by what would explain it whole: %s', (text) => {
    expect(raisesCard(level(text))).toBe(false);
  });

  it('is heard all the same', () => {
    expect(level('chồng em hay danh em')).toBe('disclosure');
    expect(level('nó muốn chet')).toBe('disclosure');
  });
});

describe('two bare syllables that are an everyday word too', () => {
  it.each([
    'da em dang o bo doi',
    'ban em de em giu so em',
    'doi em gui hinh nha',
    'chi oi em can tu van ve luat',
  ])('raise nothing by themselves: %s', (text) => {
    expect(raisesCard(level(text))).toBe(false);
  });

  it.each([
    'ong ta danh con be',
    'no da em vo bung',
    'no doi em gui hinh khong mac do',
    'ba noi bi bo doi',
    'tren lung be co lan roi, hoi thi be im',
    'chi biet cho nao tranh chong khong',
  ])('do not explain a deed away, and tell of one beside a person: %s', (text) => {
    expect(raisesCard(level(text))).toBe(true);
  });

  it('name a poison that was drunk, not a pest', () => {
    expect(level('em uong thuoc diet chuot roi')).toBe('imminent');
    expect(raisesCard(level('mua thuốc diệt chuột bẫy chuột trong kho'))).toBe(false);
  });
});

describe('a disclosure', () => {
  it('is heard in plain words', () => {
    expect(level('chồng em hay đánh em')).toBe('disclosure');
  });

  it('is heard without accents, in short forms, in decomposed letters and with Telex keys left in', () => {
    expect(level('chong em hay danh em')).toBe('disclosure');
    expect(level('ck e hay dah e')).toBe('disclosure');
    expect(level('chồng em hay đánh em'.normalize('NFD'))).toBe('disclosure');
    expect(level('choongf em hay ddanhs em')).toBe('disclosure');
  });

  it('is heard in every context when the writer speaks of herself', () => {
    expect(safety.screen('em bị chồng đánh')).toEqual({
      free: 'disclosure',
      report_step: 'disclosure',
      content_request: 'disclosure',
    });
  });

  it('is heard beside a number in a report', () => {
    expect(level('50 người dự, có một chị nói riêng là bị chồng đánh', 'report_step')).toBe('disclosure');
  });

  it('is heard in a request for material', () => {
    expect(level('xin tờ rơi bạo lực, em đang cần cho chính em', 'content_request')).toBe('disclosure');
  });

  it('does not become an emergency because somebody tells of it', () => {
    expect(level('chị hàng xóm kể với em là đang bị chồng đánh hoài')).toBe('disclosure');
  });
});

describe('an emergency', () => {
  it.each([
    'chồng em đang đánh em',
    'ảnh cầm dao đứng ngoài cửa',
    'em bị nhốt trong phòng',
    'em muốn tự tử',
    'cuu voi no doi giet em',
    'xe sắp chở em qua biên giới, em không muốn đi',
  ])('is imminent: %s', (text) => {
    expect(level(text)).toBe('imminent');
  });

  it('is imminent in the middle of a form', () => {
    expect(level('khoan, ngoài kia ổng đang cầm rựa rượt vợ', 'report_step')).toBe('imminent');
  });
});

describe('the context', () => {
  it('lets a general scene pass while a report is open, and asks when nothing is', () => {
    expect(safety.screen('chồng đánh vợ')).toEqual({
      free: 'disclosure',
      report_step: 'none',
      content_request: 'none',
    });
  });
});

describe('a reading', () => {
  it('names the rules that decided and never the text', () => {
    const { rules } = safety.assess('chồng em Ybđùa đánh em', 'free');
    expect(rules).toContain('hit-someone');
    expect(rules.join(' ')).not.toContain('Ybđùa');
  });

  it('orders the numbers by topic: child, trafficking, suicide, violence', () => {
    expect(safety.assess('con em bị thầy sờ vô người', 'free').topic).toBe('child');
    expect(safety.assess('em bị lừa bán qua Trung Quốc', 'free').topic).toBe('trafficking');
    expect(safety.assess('em không muốn sống nữa', 'free').topic).toBe('suicide');
    expect(safety.assess('chồng em hay đánh em', 'free').topic).toBe('violence');
  });

  it('is none without a topic for an empty text', () => {
    expect(safety.assess('', 'free')).toEqual({ level: 'none', topic: null, rules: [] });
  });
});

describe('the safe word', () => {
  it('is recognised in any case when it is the whole message', () => {
    for (const text of ['SEN', ' sen ', 'Sen!', 'sen ơi']) expect(safety.isSafeWord(text)).toBe(true);
  });

  it('is not seen inside other messages', () => {
    for (const text of ['hoa súng', 'em trồng sen ngoài ao', '', 'sen'.repeat(50)]) {
      expect(safety.isSafeWord(text)).toBe(false);
    }
  });
});
