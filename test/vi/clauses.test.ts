import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../src/content/phrases.ts';
import { analyse } from '../../src/vi/analysis.ts';
import { clausesOf } from '../../src/vi/clauses.ts';
import { createVi } from '../../src/vi/create-vi.ts';
import { PhraseIndex } from '../../src/vi/phrase-index.ts';
import { tokenWords } from '../../src/vi/tokens.ts';

const lexicon = loadLexicon('content/phrases');
const index = new PhraseIndex(lexicon);
const words = tokenWords(lexicon, index);

/** The clauses as "opener: text". */
function cut(text: string): string[] {
  const a = analyse(text, words, index);
  return clausesOf(a).map(({ from, to, opener }) => {
    const [first, last] = [a.tokens[from], a.tokens[to - 1]];
    return `${opener}: ${a.text.slice(first?.start, last?.end)}`;
  });
}

describe('clauses', () => {
  it.each([
    ['hồi nãy tưởng sai mà coi lại thì đúng', ['start: hồi nãy tưởng sai', 'but: mà coi lại thì đúng']],
    [
      'bà con đi gặt hết nên chưa họp, tại mùa',
      ['start: bà con đi gặt hết', 'so: nên chưa họp', 'because: tại mùa'],
    ],
    ['xã có tổ chức, còn tổ mình thì không', ['start: xã có tổ chức', 'but: còn tổ mình thì không']],
    ['tuong lu hong lam duoc ai de cung xong', ['start: tuong lu hong lam duoc', 'but: ai de cung xong']],
  ])('begin at pauses and conjunctions: %s', (text, clauses) => {
    expect(cut(text)).toEqual(clauses);
  });

  it.each([
    ['đúng rồi mà', ['start: đúng rồi mà']],
    ['vậy mà thôi', ['start: vậy mà thôi']],
    ['làm lúc 8 giờ rồi', ['start: làm lúc 8 giờ rồi']],
    ['còn thiếu hai người', ['start: còn thiếu hai người']],
    ['', []],
  ])('do not begin at particles, at an hour or at "còn" before other things: %s', (text, clauses) => {
    expect(cut(text)).toEqual(clauses);
  });
});

/** The rules alone: what the clauses settle is not left to points. */
const rules = createVi({ ...lexicon, answerPoints: undefined });
const DONE = 'Quý này tổ đã tổ chức buổi nào chưa?';
const RIGHT = 'Em ghi như trên đúng chưa?';
const LEAFLETS = 'Buổi này có phát tờ rơi không?';
const CHILDREN = 'Buổi này có trẻ em dưới 16 tuổi tham dự không?';
const OPTIONS = 'Em ghi như trên đúng chưa? Trả lời: 1 Đúng · 2 Sửa';

describe('the clause that answers', () => {
  it.each([
    [RIGHT, 'hồi nãy tưởng sai mà coi lại thì đúng', 'yes'],
    [DONE, 'tổ bên làm rồi chứ tổ tui chưa', 'no'],
    [DONE, 'xã có tổ chức, còn tổ mình thì không', 'no'],
    [DONE, 'bà con đi gặt hết rồi nên chưa họp được', 'no'],
    [LEAFLETS, 'bữa trước không, bữa này có phát', 'yes'],
    [DONE, 'không có loa nhưng cũng làm xong', 'yes'],
  ] as const)('%s — %s', (question, text, answer) => {
    expect(rules.readYesNo(text, question).answer).toBe(answer);
  });
});

describe('ages', () => {
  it.each([
    ['nhỏ nhất cũng 17', 'no'],
    ['18+ hết', 'no'],
    ['toàn 17 18 tuổi', 'no'],
    ['từ 16 tuổi trở lên', 'no'],
    ['một đứa 15 tuổi', 'yes'],
    ['hoc sinh lop 6', 'yes'],
    ['học sinh lớp 12 hết', 'no'],
    ['dưới 16 hông có ai', 'no'],
  ] as const)('answer whether there were children: %s', (text, answer) => {
    expect(rules.readYesNo(text, CHILDREN).answer).toBe(answer);
  });

  it('say nothing where no age was asked about', () => {
    expect(rules.readYesNo('nhỏ nhất cũng 17', 'Làm tiếp không ạ?').answer).toBe('unclear');
  });
});

describe('options', () => {
  it.each([
    ['2️⃣', 'no'],
    ['phương án 2', 'no'],
    ['khỏi 2, 1 thôi', 'yes'],
    ['1, chứ không phải 2', 'yes'],
    ['hồi nãy bấm nhầm 2, giờ chọn 1', 'yes'],
    ['lay cai so hai', 'no'],
    ['1 hay 2 cũng được', 'unclear'],
    ['3', 'unclear'],
  ] as const)('are chosen and declined: %s', (text, answer) => {
    expect(rules.readYesNo(text, OPTIONS).answer).toBe(answer);
  });
});
