import { describe, expect, it } from 'vitest';
import { MONDAY, vi } from './support.ts';

const report = (text: string) => vi.readReport(text, MONDAY);
const day = (text: string) => {
  const { date } = report(text);
  return date.kind === 'date' ? date.date : date.kind;
};

describe('figures told in other words', () => {
  it('takes the sum that is said after its parts for everybody', () => {
    expect(report('xóm Trên 12 người, xóm Dưới 14 người, gộp là 26, họp thôn').total).toBe(26);
    expect(report('tốp đầu 9 người, tốp sau 13 người, vị chi 22').total).toBe(22);
    expect(report('người thi 12, khán giả 140, vị chi 152 người').total).toBe(152);
    expect(report('lớp Lá 22 bé, lớp Chồi 25 bé, cộng lại 47 bé')).toMatchObject({ total: 47, children: 47 });
  });

  it('reads the sexes behind a total, whatever stands between', () => {
    for (const text of ['44 người nam 20 nữ 24', 'tao hon 44 nguoi nam 20 nu 24', '44ng, nam 20 nữ 24'])
      expect(report(text), text).toMatchObject({ total: 44, male: 20, female: 24 });
  });

  it('reads the sexes by other words', () => {
    expect(report('trai làng 31, gái làng 27')).toMatchObject({ total: 58, male: 31, female: 27 });
    expect(report('nam thanh niên 18, nữ thanh niên 12')).toMatchObject({ total: 30, male: 18, female: 12 });
    expect(report('các bà 12, các ông 8')).toMatchObject({ total: 20, male: 8, female: 12 });
    expect(report('sinh hoạt nhóm, 17 mẹ 4 cha')).toMatchObject({ total: 21, male: 4, female: 17 });
    expect(report('chi co dan ong di, 24 ong').female).toBeNull();
  });

  it('counts those who listen, not those of a story, of the team or of the play', () => {
    expect(report('kể chuyện ba chị bị lừa qua biên giới, 30 người nghe')).toMatchObject({
      total: 30,
      female: null,
    });
    expect(report('8 đứa lên diễn, 60 người coi')).toMatchObject({ total: 60, children: null });
    expect(report('đi từng nhà được 20 mấy nhà').total).toBeNull();
    expect(report('tối qua 25 chị, 3 anh công an xã lên nói')).toMatchObject({ total: 25, male: null });
    expect(report('tổ em 9 đứa đi phát tờ rơi')).toMatchObject({ total: null, children: null });
    expect(report('4 đội, mỗi đội 5 người, cổ vũ khoảng 90').total).toBe(90);
    expect(report('hôm qua 60 cháu, dạy bấm 111').total).toBe(60);
  });

  it('counts those who came in the end, and not those who live there', () => {
    expect(vi.readNumber('lúc 7h có 20 người, tới 8h thì đủ 48 người').value).toBe(48);
    expect(vi.readNumber('đầu giờ có 15, sau đông lên được 62').value).toBe(62);
    expect(vi.readNumber('thôn em 140 hộ, hơn 600 khẩu mà đi họp có 58').value).toBe(58);
    expect(vi.readNumber('hội trường 200 chỗ ngồi').value).toBeNull();
  });

  it('reads an ethnic minority that all belong to', () => {
    expect(report('gặp 21 người, ai cũng là đồng bào').dtts).toBe(21);
    expect(report('họp thôn 45 người, 45/45 đồng bào').dtts).toBe(45);
    expect(report('bà con Chăm Bà Ni 61 người').dtts).toBe(61);
    expect(report('52 người, 3 người Kinh còn lại đồng bào Raglai hết').dtts).toBeNull();
  });

  it('counts leaflets for each of those who came, and none that were only printed', () => {
    expect(report('phát mỗi mẹ 1 tờ, 18 mẹ dự').leaflets).toBe(18);
    expect(report('25 chị ngồi nghe, mỗi người được cầm 2 tờ về').leaflets).toBe(50);
    expect(report('40 nguoi, hop thon, tao hon, 35 to').leaflets).toBe(35);
    expect(report('hop thon 40 nguoi, mbn, 35 to nha chị').leaflets).toBe(35);
    expect(report('phát 3 loại tờ rơi, mỗi loại 20 tờ').leaflets).toBeNull();
    expect(report('hop thon 80 nguoi, phat to gap 70 nha chị').leaflets).toBe(70);
    expect(report('phát tờ rơi cho phụ huynh: 150 tờ in, còn 38 tờ')).toMatchObject({
      total: null,
      leaflets: null,
    });
  });
});

describe('figures taken back', () => {
  it('takes the later figure where the first is taken back between pauses or by "mới đúng"', () => {
    expect(vi.readNumber('35 à 53 mới đúng').value).toBe(53);
    expect(vi.readNumber('80 hả, đâu, 60 thôi').value).toBe(60);
    expect(vi.readNumber('hoi nay em noi 48 do, bo di, 38 thoi').value).toBe(38);
  });

  it('takes back only the figure that was denied', () => {
    expect(report('không phải 65 mà 56 người, không phải nữ 40 mà nữ 34')).toMatchObject({
      total: 56,
      female: 34,
    });
  });
});

describe('parts and periods', () => {
  it('takes named parts for no whole, unless their sum is said', () => {
    expect(report('xóm Đồi 12 người, xóm Khe 15 người').total).toBeNull();
    expect(report('2 xe chở qua, bên mình 30 người bên bạn 35 người').total).toBeNull();
    expect(vi.readNumber('thôn Mẫu 2 họp chung Mẫu 3, được 74').value).toBe(74);
    expect(report("bà con K'Ho 34 người, bà con Raglai 20 người, tổng 54")).toMatchObject({
      total: 54,
      dtts: 54,
    });
  });

  it('takes those of a quarter or month for none of the session beside it', () => {
    for (const text of [
      'quý này tổng 4 buổi 180 lượt, buổi hôm qua 47 người',
      'hôm qua họp thôn 47 người, lũy kế từ đầu năm 520 lượt người',
      'cả tháng 95 người, hôm qua 47 người họp thôn',
    ])
      expect(report(text).total, text).toBe(47);
    expect(report('quý này tổ em làm được 1 buổi, 47 người').total).toBe(47);
  });

  it('counts an "em" as a child where it was for children, and no age as people', () => {
    expect(report('tổ chức cho trẻ em vẽ tranh, 29 em').children).toBe(29);
    expect(report('học sinh lớp 8 tuổi 13 14, 96 em').total).toBe(96);
  });
});

describe('the session of the sender beside others', () => {
  it('takes the day and the people of the own session', () => {
    for (const [text, date, total] of [
      ['hôm 12/11 xã tập huấn 30 người, còn buổi của thôn em là 18/11, 52 người', '2026-11-18', 52],
      ['nghe noi thon ben hom 10/11 lam 90 nguoi, ben em bua 11/11 co 37 thoi', '2026-11-11', 37],
      ['cả quý em nói cho 210 người, riêng buổi chót hôm 20/11 được 63', '2026-11-20', 63],
      ['đêm 11 nước lên nên buổi ngày 12 bỏ. Buổi bù 16/11, 25 người', '2026-11-16', 25],
    ] as const)
      expect([day(text), report(text).total], text).toEqual([date, total]);
  });

  it('takes a part of the same day for no session of others', () => {
    expect(report('sáng 20 người, riêng buổi chiều 30 người').total).not.toBe(30);
  });

  it('takes a day on which papers were handed over, or on which is told, for none of the session', () => {
    expect(day('ngày 8/11 xong buổi, ngày 12/11 nộp hình, 39 người')).toBe('2026-11-08');
    expect(day('bữa ni em mới có sóng. Hôm 4/11 họp thôn 36 người')).toBe('2026-11-04');
    expect(day('định 15/11 mà mưa nên 17/11 mới làm')).toBe('2026-11-17');
    expect(day('dời từ 15/11 qua 18/11, 33 người')).toBe('2026-11-18');
    expect(day('bữa trước ngày 20/11 một hôm, 40 người')).toBe('ask');
    expect(day('giấy mời ghi 10/11 mà tới 14/11 mới họp được')).toBe('2026-11-14');
  });

  it('takes "năm nay" and "buổi nay" for no day', () => {
    expect(day('năm nay mưa nhiều, hôm qua họp thôn 30 người')).toBe('2026-11-22');
    expect(day('buoi nay 44 nguoi, hom 10/11')).toBe('2026-11-10');
  });

  it('reads Sundays of a session, months in the head of a report, and sessions just over', () => {
    expect(day('báo cáo buổi chủ nhật: hát bài chòi, 110 người')).toBe('2026-11-22');
    expect(day('bc T2: 26/2 họp thôn')).toBe('2026-02-26');
    expect(day('vừa họp làng xong, 56 người')).toBe('2026-11-23');
    expect(day('hom qua thu 2... ua hom qua chu nhat, 20 nguoi')).toBe('2026-11-22');
    expect(day('sinh hoạt ngày 7, 7 chị lo nước, 30 chị tới nghe')).toBe('2026-11-07');
  });
});

describe('forms told in other words', () => {
  it('reads meetings of several villages and of parts of one', () => {
    expect(report('lang Mau Ron hop hom qua, 57 nguoi').forms).toContain('hop_thon');
    expect(vi.readForms('hai thôn Mẫu Trên với Mẫu Dưới họp chung').codes).toEqual(['hop_thon']);
    expect(report('họp tổ dân cư, 37 người').forms).toEqual(['hop_thon']);
  });

  it('reads households that are counted beside the people met there', () => {
    expect(report('17 nóc nhà, 29 người, chuyện ép cưới').forms).toEqual(['ho_gia_dinh']);
    expect(report('thôn có 120 hộ, 45 người').forms).not.toContain('ho_gia_dinh');
    expect(vi.readForms('nhà 1: 3 người, nhà 2: 5 người').codes).toEqual(['ho_gia_dinh']);
  });

  it('reads a class by its number, and no feast that was over or school to flee to', () => {
    expect(report('nói chuyện ở lớp 6A, 38 em').forms).toEqual(['truong_hoc']);
    expect(report('Katê xong rồi tụi em mới làm được, 61 người').forms).not.toContain('le_hoi');
    expect(vi.readForms('vận động dời lên trường học').codes).toEqual([]);
  });

  it('keeps both forms that are joined', () => {
    expect(report('hình thức: loa + zalo, chủ đề mua bán người').forms).toEqual(['loa', 'so']);
  });
});

describe('subjects told in other words', () => {
  it.each([
    ['nói chuyện chồng la vợ, 21 người', 'blgd'],
    ['đề tài nhà không tiếng la', 'blgd'],
    ['đừng phân biệt cháu nội cháu ngoại', 'binh_dang_gioi'],
    ['con bỏ học sớm để cưới', 'tao_hon'],
    ['chiêu lừa xuất khẩu lao động', 'mua_ban_nguoi'],
    ['gian lận chuyển khoản', 'an_toan_mang'],
    ['tìm hiểu coi có bà con gần không', 'can_huyet'],
  ])('reads "%s"', (text, code) => {
    expect(report(text).themes).toEqual([code]);
  });
});
