import { describe, expect, it } from 'vitest';
import { MONDAY, vi } from './support.ts';

const forms = (text: string) => vi.readReport(text, MONDAY).forms;

describe('a form that is still to come', () => {
  it.each([
    ['mai mốt em diễn kịch, bữa nay chỉ họp thôn 30 người', ['hop_thon']],
    ['hôm qua họp thôn 30 người, tuần sau tổ em sẽ diễn kịch', ['hop_thon']],
    ['diễn kịch để bữa sau, hôm nay họp thôn 30 người', ['hop_thon']],
    ['muốn diễn kịch mà chưa tập được, bữa qua đi từng nhà', ['ho_gia_dinh']],
    ['định diễn kịch mà không kịp', []],
    ['chưa diễn kịch, 30 người', []],
  ])('is none of a session that was held: "%s"', (text, codes) => {
    expect(forms(text)).toEqual(codes);
  });

  it.each([
    'mai mốt em diễn kịch',
    'mai mot em dien kich',
    'hôm nào em diễn kịch',
    'bữa sau em sẽ hát văn nghệ',
  ])('is none where no day is meant: "%s"', (text) => {
    expect(forms(text)).toEqual([]);
  });

  it.each([
    ['mai tổ em họp thôn nói tảo hôn', 'hop_thon'],
    ['Kế hoạch tuần sau 2/12 tổ sẽ diễn tiểu phẩm mua bán người', 'san_khau'],
    ['chị Mai họp thôn 30 người', 'hop_thon'],
    ['hôm qua nói về bình đẳng giới tính ở họp thôn', 'hop_thon'],
    ['muon loa tay di cho doc bai, 43 nguoi', 'loa'],
  ])('is told where the plan is all there is, or there is no plan: "%s"', (text, code) => {
    expect(forms(text)).toContain(code);
  });

  it('does not answer the question how it was done', () => {
    expect(vi.readForms('tuần sau em phát loa').codes).toEqual([]);
    expect(vi.readForms('phát loa').codes).toEqual(['loa']);
  });
});
