import { describe, expect, it } from 'vitest';
import type { LocalNow } from '../../src/vi/vi.ts';
import { MONDAY, vi } from './support.ts';

const WEDNESDAY: LocalNow = { date: '2026-11-25', time: '14:05' };
const SATURDAY_EVENING: LocalNow = { date: '2026-11-28', time: '19:30' };
const JANUARY: LocalNow = { date: '2027-01-04', time: '10:00' };
const AFTER_MIDNIGHT: LocalNow = { date: '2026-11-23', time: '00:20' };

describe('a day that is clear is taken', () => {
  it.each<[string, LocalNow, string]>([
    ['hôm qua', MONDAY, '2026-11-22'],
    ['bữa kia', MONDAY, '2026-11-21'],
    ['hôm bữa qua', MONDAY, '2026-11-22'],
    ['hôm lễ 20-11', MONDAY, '2026-11-20'],
    ['hôm nay là 23/11, em báo buổi 19/11', MONDAY, '2026-11-19'],
    ['sáng nay em gửi báo cáo buổi thứ 6 tuần trước', MONDAY, '2026-11-20'],
    ['buổi 18/11 dời qua 20/11', MONDAY, '2026-11-20'],
    ['buoi 19/11 nam 16 nu 24', MONDAY, '2026-11-19'],
    ['19 thang 11 toi co hop dan', MONDAY, '2026-11-19'],
    ['hôm kìa', MONDAY, '2026-11-20'],
    ['tối qua', AFTER_MIDNIGHT, '2026-11-22'],
    ['5/11', MONDAY, '2026-11-05'],
    ['12/11', MONDAY, '2026-11-12'],
    ['05-11-2026', MONDAY, '2026-11-05'],
    ['5.11.26', MONDAY, '2026-11-05'],
    ['2026-11-05', MONDAY, '2026-11-05'],
    ['28/12', JANUARY, '2026-12-28'],
    ['15/11/2025', MONDAY, '2025-11-15'],
    ['20/11 năm ngoái', MONDAY, '2025-11-20'],
    ['ngày 5', MONDAY, '2026-11-05'],
    ['ngày 28', MONDAY, '2026-10-28'],
    ['ngày 31', MONDAY, '2026-10-31'],
    ['ngày 3 tháng trước', MONDAY, '2026-10-03'],
    ['ngày mười lăm tháng mười', MONDAY, '2026-10-15'],
    ['tối 13', MONDAY, '2026-11-13'],
    ['15 tây', MONDAY, '2026-11-15'],
    ['thứ 7 tuần trước', MONDAY, '2026-11-21'],
    ['thứ bảy tuần trước nữa', MONDAY, '2026-11-14'],
    ['tuần trước, thứ bảy', MONDAY, '2026-11-21'],
    ['t7 vừa rồi', WEDNESDAY, '2026-11-21'],
    ['thứ năm', MONDAY, '2026-11-19'],
    ['CN', WEDNESDAY, '2026-11-22'],
    ['thứ 3 tuần này', SATURDAY_EVENING, '2026-11-24'],
    ['hôm nay thứ bảy', SATURDAY_EVENING, '2026-11-28'],
    ['chiều nay', SATURDAY_EVENING, '2026-11-28'],
    ['cách đây 3 ngày', MONDAY, '2026-11-20'],
    ['thứ sáu, 20/11', MONDAY, '2026-11-20'],
    ['mùng 8 tháng 11 dương lịch', MONDAY, '2026-11-08'],
    ['mùng 7/11/2026', MONDAY, '2026-11-07'],
    ['19h tối qua', MONDAY, '2026-11-22'],
    ['5/11 lộn 6/11', MONDAY, '2026-11-06'],
    ['ngafy 12 thasng 11', MONDAY, '2026-11-12'],
    ['ngày 5 tổ em họp', MONDAY, '2026-11-05'],
    ['mới xong nè', MONDAY, '2026-11-23'],
  ])('%s', (text, now, date) => {
    expect(vi.readDate(text, now)).toMatchObject({ kind: 'date', date });
  });
});

describe('a day that is not clear is asked for', () => {
  it.each<[string, LocalNow, string]>([
    ['mai', MONDAY, 'future'],
    ['thứ 7 tới', MONDAY, 'future'],
    ['5/12', MONDAY, 'future'],
    ['ngày 25 tháng này', MONDAY, 'future'],
    ['chủ nhật tuần này', MONDAY, 'future'],
    ['rằm tháng 10', MONDAY, 'lunar'],
    ['10/10 âm', MONDAY, 'lunar'],
    ['mùng 5', MONDAY, 'lunar'],
    ['tuần trước', MONDAY, 'vague'],
    ['đầu tháng', MONDAY, 'vague'],
    ['tháng 10', MONDAY, 'vague'],
    ['bữa hổm', MONDAY, 'vague'],
    ['5-7/11', MONDAY, 'several'],
    ['hôm qua hoặc hôm kia', MONDAY, 'several'],
    ['31/11', MONDAY, 'impossible'],
    ['29/2', { date: '2027-03-05', time: '16:20' }, 'impossible'],
    ['thứ 7 ngày 20/11', MONDAY, 'weekday-conflict'],
    ['thứ 2', MONDAY, 'same-weekday'],
    ['chiều nay', MONDAY, 'later-today'],
  ])('%s', (text, now, reason) => {
    expect(vi.readDate(text, now)).toMatchObject({ kind: 'ask', reason });
  });

  it('proposes the solar day for a mùng, without taking it', () => {
    expect(vi.readDate('mùng 5', MONDAY)).toMatchObject({ kind: 'ask', proposal: '2026-11-05' });
  });
});

describe('what only looks like a day is none', () => {
  it.each([
    '50 người',
    'dạ em hông nhớ',
    'buổi thứ 2',
    'lúc 19h30',
    '3 ngày',
    'nữ 30/50',
    '0912 345 678',
    'quyết định số 15/QĐ-UBND',
    'chị Mai báo cáo',
    'tổ 5',
  ])('%s', (text) => {
    expect(vi.readDate(text, MONDAY).kind).toBe('none');
  });
});

it('says which words a day was read from', () => {
  const { why } = vi.readDate('dạ hôm qua ạ', MONDAY);
  expect(why).toEqual([{ rule: 'date.yesterday', start: 3, end: 10, text: 'hôm qua' }]);
});
