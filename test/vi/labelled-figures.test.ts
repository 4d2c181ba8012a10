import { describe, expect, it } from 'vitest';
import { MONDAY, vi } from './support.ts';

describe('figures behind several labels', () => {
  it.each([
    'nam, nữ: 20/30',
    'nam,nữ 20/30',
    'nữ, nam: 30/20',
    'nam và nữ: 20/30',
    'nam - nữ: 20/30',
    'số nam, số nữ: 20/30',
    'nam, nu: 20/30',
    'nam & nữ = 20/30',
    '20/30 nam, nữ',
    'tổng, nữ, nam: 50/30/20',
    'nam, nữ: 20, 30',
    'nam nữ lần lượt 20, 30',
    'nam nữ 20 và 30',
    'nam-nữ: 20-30',
  ])('"%s" are 20 men and 30 women', (text) => {
    expect(vi.readReport(text, MONDAY)).toMatchObject({
      total: 50,
      male: 20,
      female: 30,
      date: { kind: 'none' },
    });
  });

  it.each([
    ['nữ 30/50', { total: 50, female: 30, male: null }],
    ['50 người, nữ 30/50', { total: 50, female: 30, male: null }],
    ['họp dân với bà con, nam 20/30', { total: 30, female: null, male: 20 }],
    ['50 người nam nữ, 30 tờ rơi', { total: 50, leaflets: 30, female: null }],
    ['30 nam nữ 20/50', { female: 20 }],
    ['50 nam và nữ', { total: 50, female: null, male: null }],
    ['30 nam với nữ 20', { total: 50, female: 20, male: 30 }],
    ['nam nữ 20 và 30 người', { total: 50, female: 30, male: 20 }],
    ['nam, nữ: 20-30 người', { total: 50, female: 30, male: 20 }],
    ['hôm qua họp đủ cả nam và nữ, 30-40 người', { total: 30, approximate: true, female: null, male: null }],
    ['hôm qua họp có cả nam và nữ 30 người', { total: 30, female: null, male: null }],
    ['trong đó 12 nam và nữ 18', { total: 30, female: 18, male: 12 }],
    ['nam có 12 và nữ 18', { total: 30, female: 18, male: 12 }],
    ['nam nữ khoảng 30-40', { total: 30, approximate: true, female: null, male: null }],
    ['nam nữ 35, 20/11', { total: 35, female: null, male: null, date: { date: '2026-11-20' } }],
    ['nam nữ 40, 10 người già', { total: 40, female: null, male: null }],
    ['nam nữ 40, 20 bạn trẻ', { female: null, male: null }],
  ])('"%s" keeps its own labels', (text, counts) => {
    expect(vi.readReport(text, MONDAY)).toMatchObject(counts);
  });

  it('takes a day behind two sexes for a day, unless a colon says otherwise', () => {
    expect(vi.readReport('cả nam và nữ 12/11, 40 người', MONDAY)).toMatchObject({
      total: 40,
      date: { date: '2026-11-12' },
    });
    expect(vi.readReport('nam, nữ: 12/11', MONDAY)).toMatchObject({
      male: 12,
      female: 11,
      date: { kind: 'none' },
    });
    expect(vi.readReport('cho nữ, nam 5-7/11', MONDAY).date.kind).toBe('ask');
  });
});

describe('groups whose age or class is said', () => {
  it.each([
    ['12 em 16 tuổi với 10 em 12 tuổi', 10, null],
    ['12 em 16 tuoi voi 10 em 12 tuoi', 10, null],
    ['12 em mười sáu tuổi với 10 em mười hai tuổi', 10, null],
    ['12 tuổi: 10 em, 16 tuổi: 12 em', 10, null],
    ['15 đứa 17 tuổi, 8 đứa 9 tuổi', 8, null],
    ['10 em lớp 6, 12 em lớp 10', 10, 22],
    ['lớp 6 có 10 em, lớp 10 có 12 em', 10, 22],
    ['10 em (12 tuổi)', 10, 10],
    ['10 em 12 tuổi, 5 em 13 tuổi', 15, 15],
    ['20 em từ 10 đến 14 tuổi', 20, 20],
    ['20 em dưới 16 tuổi', 20, 20],
    ['10 bạn 12 tuổi', 10, 10],
    ['30 người, có 5 em 14 tuổi', 5, 30],
    ['12 em 16 tuổi', null, 12],
    ['20 em từ 12 tuổi trở lên', null, 20],
    ['25 em 12-18 tuổi', null, 25],
    ['50 người từ 15 đến 60 tuổi', null, 50],
    ['tục gả con lúc mới 14, 15 tuổi, 26 người', null, 26],
  ])('"%s" has %s children of %s', (text, children, total) => {
    expect(vi.readReport(text, MONDAY)).toMatchObject({ children, total });
  });

  it('adds up both groups where only the number of people is asked', () => {
    expect(vi.readNumber('12 em 16 tuổi với 10 em 12 tuổi').value).toBe(22);
  });
});
