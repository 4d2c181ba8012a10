import { expect, it } from 'vitest';
import { loadLexicon } from '../../src/content/phrases.ts';
import { createVi } from '../../src/vi/create-vi.ts';

const lexicon = loadLexicon('content/phrases');
const DONE = 'Quý này tổ đã tổ chức buổi nào chưa?';
const CONSENT = 'Anh/chị đồng ý cho lưu tên và số điện thoại để nhận tin nhắc không?';

function readerWith(answerPoints: NonNullable<typeof lexicon.answerPoints>) {
  return createVi({ ...lexicon, answerPoints });
}

it('decides by what the words add up to where the rules find nothing, and shows the word that says most', () => {
  const vi = readerWith({ 'u:keng': { yes: 300 }, 'b:keng kinh': { yes: 100 } });
  const { answer, why } = vi.readYesNo('dạ keng kinh nha', DONE);
  expect(answer).toBe('yes');
  expect(why).toEqual([{ rule: 'words u:keng', start: 3, end: 7, text: 'keng' }]);
});

it('counts a sign once, however often it is written', () => {
  const vi = readerWith({ 'u:keng': { yes: 90 }, 'u:kinh': { no: 300 } });
  expect(vi.readYesNo('keng keng keng keng keng kinh', DONE).answer).toBe('no');
});

it('counts the signs of one kind of question for it alone', () => {
  const vi = readerWith({ 'done|u:keng': { yes: 300 } });
  expect(vi.readYesNo('keng', DONE).answer).toBe('yes');
  expect(vi.readYesNo('keng', 'Em ghi như trên đúng chưa?').answer).toBe('unclear');
});

it('asks again where neither is sure', () => {
  const vi = readerWith({ 'u:keng': { yes: 40 } });
  expect(vi.readYesNo('keng', DONE).answer).toBe('unclear');
});

it('takes no consent for given that is only likely', () => {
  const table = { 'u:keng': { yes: 190 } };
  expect(readerWith(table).readYesNo('keng', DONE).answer).toBe('yes');
  expect(readerWith(table).readYesNo('keng', CONSENT).answer).toBe('unclear');
});

it('lets no words outweigh another figure than the one shown, a question, a code and a lone "dung"', () => {
  const vi = readerWith({ 'all:': { yes: 900 } });
  expect(vi.readYesNo('45', 'Tổng cộng 50 người, đúng không?').answer).toBe('no');
  expect(vi.readYesNo('vậy sao?', DONE).answer).toBe('unclear');
  expect(vi.readYesNo('K4P7', 'Làm tiếp không ạ?').answer).toBe('unclear');
  expect(vi.readYesNo('dung', DONE).answer).toBe('unclear');
  expect(vi.readYesNo('dừng', DONE).answer).toBe('unclear');
});

it('counts nothing where nothing was asked', () => {
  expect(readerWith({ 'all:': { yes: 900 } }).readYesNo('bữa đó').answer).toBe('unclear');
});

it('leaves a chosen option and a thumb as they are', () => {
  const vi = readerWith({ 'all:': { yes: 900 } });
  expect(vi.readYesNo('2', 'Em ghi như trên đúng chưa? Trả lời: 1 Đúng · 2 Sửa').answer).toBe('no');
  expect(vi.readYesNo('👎', DONE).answer).toBe('no');
});

it('reads by the rules alone without a table', () => {
  const vi = createVi({ ...lexicon, answerPoints: undefined });
  expect(vi.readYesNo('làm rồi', DONE).answer).toBe('yes');
});
