import { describe, expect, it } from 'vitest';
import { MONDAY, vi } from './support.ts';

const people = (text: string) => vi.readNumber(text).value;

describe('who is counted', () => {
  it.each([
    ['lớp 9c sĩ số 40, đi học 36', 36],
    ['si so 35, di hoc 30', 30],
    ['trường có 300 học sinh mà bữa đó dự 120', 120],
    ['dự 52 vắng 18', 52],
    ['sổ ký tên 41 mà có 3 người ký giùm', 41],
    ['sổ ky tên 41 mà co 3 nguoi ký gium', 41],
  ])('takes those who came for everybody, not those who belong there: "%s"', (text, value) => {
    expect(people(text)).toBe(value);
  });

  it.each([
    ['60, à mà bớt 4 cán bộ ra còn 56', 56],
    ['60, a ma bot 4 can bo ra con 56', 56],
    ['ghi 54 là sai, 45 mới đúng', 45],
    ['54 sai rồi nha, 45 người', 45],
    ['37 người, a quên, thêm 2 người là 39', 39],
  ])('takes the figure that holds in the end: "%s"', (text, value) => {
    expect(people(text)).toBe(value);
  });

  it('still takes a figure back where none adds it up', () => {
    expect(people('45, à quên 47')).toBe(47);
    expect(people('49 người, thêm 1 nữa')).toBe(50);
    expect(people('bot oi con 45 nguoi')).toBe(45);
  });

  it('counts this session beside the first one, and neither of two that are only told', () => {
    expect(people('bữa đầu 30, bữa này 42')).toBe(42);
    expect(people('buổi đầu 30 người, buổi này 42 người')).toBe(42);
    expect(people('bữa đầu 30, bữa sau 42')).toBeNull();
    expect(people('bữa đầu 30 người')).toBe(30);
    expect(people('bữa qua 45')).toBe(45);
  });

  it('adds up old and young and grown people and children, without accents too', () => {
    expect(people('già 20, trẻ 25, con nít 10')).toBe(55);
    expect(people('gia 20, tre 25, con nit 10')).toBe(55);
    expect(people('nguoi lon ba chuc, con nit chuc ruoi')).toBe(45);
  });

  it('reads "đờn ông" and "đờn bà" as men and women', () => {
    expect(vi.readReport('đờn bà con gái hăm sáu, đờn ông mười bốn', MONDAY)).toMatchObject({
      total: 40,
      female: 26,
      male: 14,
    });
    expect(people('30 đờn bà')).toBe(30);
    expect(people('ĐÀN BÀ 26, ĐÀN ÔNG MƯỜI BỐN')).toBe(40);
  });

  it('multiplies what each house sent, without accents too', () => {
    expect(people('moi nha 2 nguoi, 20 nha')).toBe(40);
    expect(people('moi nha 1 nguoi, 25 nguoi nha')).toBe(25);
  });

  it('reads ranges, rough tens and two figures side by side as the lower one', () => {
    expect(people('nam sau chuc gi do')).toBe(50);
    expect(people('nam sau chuc, nu hai muoi')).toBe(80);
    expect(people('hăm mấy người')).toBe(20);
    expect(people('55 hay 56 gì đó')).toBe(55);
    expect(people('40 hoặc 50')).toBeNull();
  });

  it('reads Telex keys where w stands for ư and comes after another mark', () => {
    expect(people('naawm mwowi ngwowif')).toBe(50);
  });

  it.each(['không có ma nào', 'hong co ma nao het'])('reads nobody in "%s"', (text) => {
    expect(people(text)).toBe(0);
  });

  it.each([
    '3 xe chở người tới',
    '1 nữa thôn',
    '2/3 là nữ',
    'chỉ biết nữ 33 thôi',
    'vắng hoe à',
    'nhóm mình có 5 người đi tuyên truyền thôi',
  ])('finds no figure of those who came in "%s"', (text) => {
    expect(people(text)).toBeNull();
  });
});
