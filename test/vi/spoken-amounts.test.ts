import { describe, expect, it } from 'vitest';
import { MONDAY, vi } from './support.ts';

const total = (text: string) => vi.readReport(text, MONDAY).total;

describe('dozens, couples and short thousands', () => {
  it.each([
    ['hai tá', 24],
    ['2 tá người', 24],
    ['2 ta nguoi', 24],
    ['nửa tá người', 6],
    ['2 tá rưỡi người', 30],
    ['đôi ba chục', 20],
    ['doi ba chuc nguoi', 20],
    ['đôi trăm người', 200],
    ['1k2 người', 1200],
    ['1k người dự', 1000],
    ['khoảng 1k2 ạ', 1200],
  ])('"%s" are %d', (text, value) => {
    expect(total(text)).toBe(value);
    expect(vi.readNumber(text).value).toBe(value);
  });

  it.each([
    'quỹ 1k2',
    'tiền xăng 200k',
    '200k',
    '2k5 lượt xem',
    'vài ba chục người',
    'dăm bảy chục người',
    'vài chục người',
    'đôi ba người',
    'tuổi đôi mươi',
  ])('"%s" count nobody', (text) => {
    expect(total(text)).toBeNull();
  });

  it('takes "ta" after a day for the lunar calendar', () => {
    expect(vi.readDate('16 ta nha chi', MONDAY)).toMatchObject({ kind: 'ask' });
  });
});

describe('people of each group', () => {
  it.each([
    ['25 hộ mỗi hộ 1 người', 25],
    ['25 hộ, mỗi hộ một người', 25],
    ['mỗi nhà 1 người, 33 nhà', 33],
    ['30 hộ, mỗi hộ cử 2 người dự', 60],
    ['25 hộ mỗi hộ 1 đại diện', 25],
    ['3 lớp, mỗi lớp 30 em', 90],
    ['mời mỗi hộ 1 người, có 40 người dự', 40],
    ['40 người, chia 4 nhóm, mỗi nhóm 10 người', 40],
  ])('"%s" are %d', (text, value) => {
    expect(total(text)).toBe(value);
  });

  it.each(['mỗi hộ cử 1 người dự', 'mời mỗi hộ 1 người, 25 hộ', '25 hộ, mỗi hộ 1 tờ'])(
    '"%s" do not say how many came',
    (text) => {
      expect(total(text)).toBeNull();
    },
  );
});

describe('"nobody"', () => {
  it.each([
    'không ai tới',
    'hông ai chịu đi',
    'không có ai vì trời mưa',
    'khong co ai toi nghe',
    'chẳng có ai ráo',
  ])('is a number where nobody came: "%s"', (text) => {
    expect(total(text)).toBe(0);
    expect(vi.readNumber(text).value).toBe(0);
  });

  it.each([
    'không ai hỏi gì',
    'chưa ai trả lời',
    'không thấy ai liên hệ',
    'chưa ai biết luật',
    'không ai vắng',
  ])('is none where nobody did something else: "%s"', (text) => {
    expect(total(text)).toBeNull();
    expect(vi.readNumber(text).value).toBeNull();
  });
});
