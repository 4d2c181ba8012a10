import { describe, expect, it } from 'vitest';
import { MONDAY, vi } from './support.ts';

describe('people of several sessions', () => {
  it.each([
    'buổi sáng 20 người, buổi chiều 30 người',
    'sáng 20 người chiều 30 người',
    'sang 20 nguoi, chieu 30 nguoi',
    'buổi 1 20 người, buổi 2 30 người',
    'buổi đầu 25 người buổi sau 30 người',
    'lần 1 20 người, lần 2 25 người',
    'hôm qua 14h có 30 người, 16h có 20 người nữa',
    '20 người buổi sáng, 30 người buổi chiều',
    'ca sáng 20 em, ca chiều 30 em',
    'buổi sáng 20 nữ, buổi chiều 30 nữ',
    'sáng 20 người (nữ 12), chiều 30 người (nữ 20)',
    'ngày 10/11 20 người, ngày 12/11 30 người',
    'Buổi sáng: số người 20. Buổi chiều: số người 30',
    '2 buổi, mỗi buổi 20 người',
    'mỗi đêm 30 người, diễn 2 đêm',
    'hai buổi, buổi nào cũng 30 người',
    '20 người/buổi, 3 buổi',
    'thôn 1 20 người, thôn 2 30 người',
    'thôn Mẫu 01 20 người, thôn Mẫu 02 30 người',
  ])('"%s" tells nobody of one session', (text) => {
    expect(vi.readReport(text, MONDAY)).toMatchObject({ total: null, female: null, children: null });
  });

  it.each([
    ['sáng 20 người, chiều 30 người, tổng 50', 50],
    ['buổi sáng 20 người, buổi chiều 30 người, cả ngày 50 người', 50],
    ['3 buổi, mỗi buổi khoảng 20 người, tổng 60 người', 60],
    ['buổi sáng họp thôn 40 người, buổi chiều phát loa', 40],
    ['sáng mời 50 người, chiều có 30 người', 30],
    ['buổi sáng có 30 người, trong đó 20 nữ', 30],
    ['để dành mỗi ngày 5 ngàn, 30 hội viên dự', 30],
    ['thôn 2 không có ai, thôn em 30 người', 30],
  ])('"%s" counts %d', (text, total) => {
    expect(vi.readReport(text, MONDAY).total).toBe(total);
  });

  it('keeps the day of two sessions of one day, and the message a report', () => {
    const text = 'hôm qua nói về tảo hôn, buổi sáng 20 người, buổi chiều 30 người';
    expect(vi.readReport(text, MONDAY)).toMatchObject({
      date: { kind: 'date', date: '2026-11-22' },
      themes: ['tao_hon'],
      severalSessions: true,
    });
    expect(vi.readCommand(text).command).toBe('report');
  });

  it('multiplies no leaflets that each session got', () => {
    expect(vi.readReport('3 buổi, mỗi buổi phát 20 tờ', MONDAY).leaflets).toBeNull();
  });
});
