import { describe, expect, it } from 'vitest';
import { vi } from './support.ts';

describe('hours of the day', () => {
  it.each([
    ['14h30', '14:30'],
    ['9:05', '09:05'],
    ['7 giờ rưỡi tối', '19:30'],
    ['bảy rưỡi tối', '19:30'],
    ['tối hôm qua lúc 7 giờ', '19:00'],
    ['hai giờ chiều', '14:00'],
    ['sau gio toi', '18:00'],
    ['mười hai giờ trưa', '12:00'],
    ['1 giờ trưa', '13:00'],
    ['11 giờ trưa', '11:00'],
    ['12 giờ đêm', '00:00'],
    ['10h khuya', '22:00'],
    ['8 giờ kém 15 sáng', '07:45'],
    ['tôi bắt đầu 7h sáng', '07:00'],
    ['toi bat dau luc 8h', '08:00'],
    ['2h', '14:00'],
    ['5 giờ', '05:00'],
    ['7h, 30 người dự', '07:00'],
    ['từ 7h30 đến 9h', '07:30'],
    ['dạ 8 ạ', '08:00'],
  ])('"%s" is %s', (text, time) => {
    expect(vi.readClockTime(text)).toBe(time);
  });

  it.each(['25 giờ', '20 người', 'bây giờ', 'bay gio', '3 giờ tối', 'không nhớ', ''])(
    '"%s" is none',
    (text) => {
      expect(vi.readClockTime(text)).toBeNull();
    },
  );
});

describe('how long something took', () => {
  it.each([
    ['90 phút', 90],
    ['sáu mươi phút', 60],
    ['45p', 45],
    ['2 tiếng', 120],
    ['một tiếng rưỡi', 90],
    ['tiếng rưỡi', 90],
    ['nửa tiếng', 30],
    ['1,5 tiếng', 90],
    ['1h45', 105],
    ['2 tiếng 15 phút', 135],
    ['gần hai tiếng đồng hồ', 120],
    ['2 tiếng, 30 người DTTS', 120],
    ['từ 7h đến 9h', 120],
    ['19h tới 21h30', 150],
    ['7 giờ đến 8 giờ rưỡi tối', 90],
    ['11h-1h chiều', 120],
    ['2', 120],
    ['dạ 40 ạ', 40],
  ])('"%s" is %i minutes', (text, minutes) => {
    expect(vi.readDuration(text)).toBe(minutes);
  });

  it.each(['9999', '19h', 'cả buổi sáng', '30 người', ''])('"%s" does not say', (text) => {
    expect(vi.readDuration(text)).toBeNull();
  });
});

describe('planned days', () => {
  it.each([
    ['20/12', '2026-12-20', true],
    ['5/1', '2027-01-05', true],
    ['ngày 5 tháng 12', '2026-12-05', true],
    ['hai mươi tháng mười hai', '2026-12-20', true],
    ['30/11/2026', '2026-11-30', true],
    ['ngày 5 tháng 12 năm 2026', '2026-12-05', true],
    ['1/11', '2027-11-01', false],
    ['ngày 28 tháng sau', '2026-12-28', true],
    ['ngày mai', '2026-11-24', false],
    ['ngày mốt', '2026-11-25', false],
    ['10 ngày nữa', '2026-12-03', false],
    ['mười ngày nữa', '2026-12-03', false],
    ['một tuần nữa', '2026-11-30', false],
    ['thứ 7', '2026-11-28', false],
    ['thứ bảy tuần sau', '2026-12-05', false],
    ['thu sau', '2026-11-27', false],
    ['thứ tư', '2026-11-25', false],
    ['chủ nhật này', '2026-11-29', false],
    ['thứ hai', '2026-11-30', false],
  ])('on Monday 23/11/2026 "%s" is %s', (text, date, sure) => {
    expect(vi.readPlannedDate(text, '2026-11-23')).toEqual({ date, sure });
  });

  it.each(['30/2', 'tháng sau', 'chưa biết', ''])('"%s" names none', (text) => {
    expect(vi.readPlannedDate(text, '2026-11-23')).toBeNull();
  });
});

describe('when a session began, and nothing else', () => {
  it.each([
    ['7h tối', '19:00'],
    ['19h30', '19:30'],
    ['không phải, hôm qua lúc 8 giờ tối', '20:00'],
    ['bắt đầu lúc 14:00 nha em', '14:00'],
    ['dung roi, 7h toi', '19:00'],
  ])('"%s" is %s', (text, time) => {
    expect(vi.readPlainClockTime(text)).toBe(time);
  });

  it.each([
    '7',
    'để 7h tối em gửi',
    '7h tối mai',
    'lát 7h em gọi',
    '7h có 50 người',
    '7h đến 9h',
    '50 người',
  ])('"%s" is not told', (text) => {
    expect(vi.readPlainClockTime(text)).toBeNull();
  });
});
