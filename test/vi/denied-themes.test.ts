import { describe, expect, it } from 'vitest';
import { MONDAY, vi } from './support.ts';

const themes = (text: string) => vi.readReport(text, MONDAY).themes;

describe('a subject that was not spoken of', () => {
  it.each([
    ['không nói về tảo hôn mà nói về bạo lực gia đình', 'blgd'],
    ['khong noi ve tao hon ma noi ve bao luc gia dinh', 'blgd'],
    ['không phải nói về tảo hôn đâu, nói về mua bán người', 'mua_ban_nguoi'],
    ['hổng nói tảo hôn, nói bạo lực gia đình', 'blgd'],
    ['không nói về tảo hôn với bạo lực gia đình mà nói mua bán người', 'mua_ban_nguoi'],
    ['tảo hôn thì chưa nói, nói mua bán người', 'mua_ban_nguoi'],
    ['định nói tảo hôn nhưng chuyển qua bình đẳng giới', 'binh_dang_gioi'],
    ['hôm qua nói tảo hôn 30 người, tháng sau nói bạo lực gia đình', 'tao_hon'],
    ['tảo hôn để buổi sau, hôm nay nói mua bán người', 'mua_ban_nguoi'],
  ])('is none beside another one: "%s"', (text, code) => {
    expect(themes(text)).toEqual([code]);
  });

  it.each(['30 người, không nói về tảo hôn', 'không kịp nói tảo hôn'])('is none alone: "%s"', (text) => {
    expect(themes(text)).toEqual([]);
  });

  it('is none of those that material is asked for', () => {
    const text = 'em không xin tờ rơi tảo hôn mà xin tờ rơi bạo lực gia đình';
    expect(vi.readCommand(text)).toMatchObject({ command: 'content', topic: 'blgd' });
  });

  it.each([
    ['không chỉ nói về tảo hôn mà còn nói về bạo lực gia đình', ['tao_hon', 'blgd']],
    ['vận động bà con không tảo hôn', ['tao_hon']],
    ['tháng sau nói tảo hôn với bạo lực gia đình', ['tao_hon', 'blgd']],
    ['hôm nay không có ai tới nghe, định nói về tảo hôn', ['tao_hon']],
  ])('is not what only has a "not" or a plan near it: "%s"', (text, codes) => {
    expect(themes(text)).toEqual(codes);
  });
});
