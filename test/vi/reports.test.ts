import { describe, expect, it } from 'vitest';
import { MONDAY, vi } from './support.ts';

const day = (text: string) => {
  const { date } = vi.readReport(text, MONDAY);
  return date.kind === 'date' ? date.date : null;
};

describe('a whole report in one message', () => {
  it('fills every field that is said and no other', () => {
    const text = 'hôm qua thôn em tuyên truyền tảo hôn ở họp thôn 50 người 30 nữ';
    expect(vi.readReport(text, MONDAY)).toMatchObject({
      date: { kind: 'date', date: '2026-11-22' },
      total: 50,
      female: 30,
      male: null,
      dtts: null,
      children: null,
      leaflets: null,
      themes: ['tao_hon'],
      forms: ['hop_thon'],
    });
  });

  it('reads a list with labels', () => {
    const text =
      'Ngày: 18/11\nHình thức: trực tiếp\nChủ đề: hôn nhân cận huyết\nTổng: 37 (nữ 25, nam 12), DTTS 30, trẻ em 0\nTờ rơi: 35';
    expect(vi.readReport(text, MONDAY)).toMatchObject({
      total: 37,
      female: 25,
      male: 12,
      dtts: 30,
      children: 0,
      leaflets: 35,
      themes: ['can_huyet'],
      forms: ['truc_tiep'],
    });
  });

  it('keeps apart hours, village numbers, acts, members and people', () => {
    const text =
      'Tối qua lúc 19h, thôn 3 họp, tổ 7 thành viên diễn 2 tiết mục: 47 người, nữ 31, 2 tiếng là xong';
    expect(vi.readReport(text, MONDAY)).toMatchObject({ total: 47, female: 31, male: null, leaflets: null });
  });

  it('takes no day for a plan and none for a lunar day', () => {
    expect(day('Kế hoạch họp thôn 30/11 tuyên truyền tảo hôn')).toBeNull();
    expect(day('mùng 5 tổ họp với bà con')).toBeNull();
  });
});

describe('themes', () => {
  it.each([
    ['diễn vở Lấy chồng sớm', ['tao_hon']],
    ['chia sẻ việc nhà', ['binh_dang_gioi']],
    ['luật phòng chống bạo lực gia đình', ['blgd']],
    ['lừa đảo qua zalo', ['an_toan_mang']],
    ['vệ sinh môi trường', ['khac']],
    ['noi ve mua ban nguoi', ['mua_ban_nguoi']],
    ['mùa bận quá', []],
    ['hội phụ nữ họp', []],
    ['ngày hội đại đoàn kết', []],
    ['nuôi dê sinh sản', ['kinh_te']],
    ['chống bạo hành trẻ em', ['xam_hai']],
    ['đừng lấy chồng Trung Quốc', ['mua_ban_nguoi']],
    ['không lấy chồng trong họ', ['can_huyet']],
  ])('%s', (text, codes) => {
    expect(vi.readThemes(text).codes).toEqual(codes);
  });
});

describe('forms', () => {
  it.each([
    ['họp dân', ['hop_thon']],
    ['thôn 3 họp', ['hop_thon']],
    ['tại nhà văn hóa', []],
    ['coi chừng lừa đảo qua zalo', []],
    ['nói về lừa gạt qua facebook', []],
    ['dt nhóm', ['doi_thoai']],
    ['ở nhà sinh hoạt thôn', []],
    ['đăng zalo nhóm thôn', ['so']],
    ['đi 12 nhà', ['ho_gia_dinh']],
    ['[Ảnh] buổi truyền thông', []],
    ['kể chuyện qua ảnh', ['anh_ke_chuyen']],
  ])('%s', (text, codes) => {
    expect(vi.readForms(text).codes).toEqual(codes);
  });
});
