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

  it.each(['40 trẻ dưới 16 tuổi tham gia', 'sinh hoạt clb 22 thành viên'])(
    'takes "%s" for no subject',
    (text) => {
      expect(vi.readReport(text, MONDAY).themes).toEqual([]);
    },
  );

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

  it('takes no day where today is told of a session that may be the fourth or on Wednesday', () => {
    expect(day('bữa nay thứ hai tui báo buổi thứ tư, 30 người')).toBeNull();
    expect(day('hôm nay em báo cáo buổi thứ tư của quý')).toBe(MONDAY.date);
  });

  it('counts a figure that is said to hold and those who "are" women', () => {
    const text = '44 người nhưng ghi lộn, 48 mới đúng, trong đó 29 là nữ';
    expect(vi.readReport(text, MONDAY)).toMatchObject({ total: 48, female: 29 });
  });

  it('counts no child where somebody is told what to allow nobody', () => {
    expect(vi.readReport('dạy trẻ không cho ai đụng chạm, 30 người', MONDAY).children).toBeNull();
    expect(vi.readReport('30 người, trẻ em không có', MONDAY).children).toBe(0);
  });

  it('reads a range whose first digit has lost its mark', () => {
    expect(vi.readReport('cỡ nam sáu chuc', MONDAY).total).toBe(50);
    expect(vi.readReport('nữ 30 nam sáu chục', MONDAY)).toMatchObject({ female: 30, male: 60 });
  });

  it.each([
    ['Đối thoại với 28 nam giới', { total: 28 }],
    ['sinh hoạt chi hội, 26 phụ nữ Raglai', { total: 26, dtts: 26 }],
    ['họp hội phụ nữ 40 nữ, 0 nam', { total: 40, female: 40, male: 0 }],
    ['2 phụ nữ kể chuyện đời mình, 33 bà con nghe', { total: 33, female: null }],
    ['tổ 1 có 20, tổ 2 có 15, tổ 3 có 12', { total: null }],
    ['ở chi hội em có 50 hội viên nhưng đi được 27 người', { total: 27, female: null }],
    ['40 cháu, 4 anh chị chi đoàn', { total: null, children: 40 }],
    ['15 em nhỏ với 0 người lớn', { total: 15, children: 15 }],
    ['Lớp 6B 34 em, lớp 7C 36 em, tổng 70 em, trường cấp 2', { total: 70, children: 70 }],
    ['trường bán trú, 37 học sinh lớp 6, 35 học sinh lớp 7', { children: 72 }],
    ['25 đứa 16-18 tuổi', { total: 25, children: null }],
    ['hôm qua họp thôn 49, phát 40 tờ rơi', { total: 49, leaflets: 40 }],
    ['tuyên truyền Luật Phòng, chống mua bán người 2024', { total: null }],
    ['có mặt 50 thì Raglai 42, Kinh 8', { total: 50, dtts: 42 }],
    ['Số hộ đến thăm: 17. Số người tiếp cận: 39', { total: 39 }],
    ['đăng facebook, like 88, share 9', { total: null }],
    ['nhắn trong nhóm zalo thôn (210 thành viên)', { total: null }],
    ['khách xem hai trăm người', { total: 200 }],
    ['di tung nha noi can huyet, 15 nha', { total: null }],
    ['11 nhà, không đếm người', { total: null }],
    ['buổi 30/6 thêm DTTS 34, trẻ em 6', { total: null, dtts: 34, children: 6 }],
    ['Tổng: 50; DTTS: 100%', { total: 50, dtts: 50 }],
    ['mỗi người 2 tờ, 20 người nghe', { total: 20, leaflets: 40 }],
    ['phát 100 tờ, về 20 tờ, 71 người', { leaflets: 100 }],
    ['dán áp phích 12 tờ, 40 người', { leaflets: null }],
    ['Người tham dự gồm ba mươi lăm phụ nữ và mười lăm nam giới', { total: 50, female: 35, male: 15 }],
    ['Số HS: 180, GV: 6', { total: 180, children: 180 }],
    ['diễn viên 6 người, người coi 49', { total: 49 }],
    ['có 5 đại biểu huyện, 32 bà con dự', { total: 32 }],
    ['nói với thanh niên 33 đứa', { children: null }],
    ['có 2 người đàn ông còn lại toàn mấy bà, tổng 30', { total: 30, female: null }],
    ['Số lượng: (1) nam 19 (2) nữ 26', { total: 45, female: 26, male: 19 }],
    ['nói chuyện từng người một, 6 chị', { total: 6 }],
    ['nam nữ 50/50, tổng 48', { total: 48, female: null }],
    ['ng tham gia 30, nu/17', { total: 30, female: 17 }],
    ['50 ng, sửa: 52 ng', { total: 52 }],
    ['tiếp cận 310 lượt người dân tộc Chăm', { total: 310, dtts: 310 }],
    ['noi kham thai, 26 nguoi, 26 to', { total: 26, leaflets: 26 }],
    ['nữ (3), nam (20)', { total: 23, female: 3, male: 20 }],
    ['nam nữ: 50/50, tổng 48', { total: 48, female: null }],
    ['nam nữ 20/30', { total: 50, female: 30, male: 20 }],
    ['thôn có 320 dân, hôm qua họp 65 người', { total: 65 }],
    ['30 người Raglai, 12 người Kinh', { total: null, dtts: 30 }],
    ['42 người: 30 người Raglai, 12 người Kinh', { total: 42, dtts: 30 }],
    ['mỗi nhà 2 tờ rơi, 20 nhà', { leaflets: null }],
    ['đi từng nhà phát mỗi nhà 2 tờ rơi, 30 người nghe', { total: 30, leaflets: null }],
    ['35 người, phát 70 tờ, mỗi người 2 tờ', { total: 35, leaflets: 70 }],
  ])('counts in "%s" those who came', (text, counts) => {
    expect(vi.readReport(text, MONDAY)).toMatchObject(counts);
  });

  it('takes a feast that is only spoken of for no day, and a feast day with a date for one', () => {
    expect(day('họp thôn ngày 3/11, nói ăn tết an toàn')).toBe('2026-11-03');
    expect(day('lễ 2/9 em nói với thanh niên')).toBe('2026-09-02');
    expect(day('nhân lễ 2/9 em nói với thanh niên')).toBeNull();
    expect(day('mùng 3 tết em nói với thanh niên')).toBeNull();
    expect(day('em đạp xe qua rẫy nói chuyện hôm 17/11')).toBe('2026-11-17');
    expect(day('làm ở sân UBND 10/11')).toBe('2026-11-10');
  });

  it('takes no day for a plan and none for a lunar day', () => {
    expect(day('Kế hoạch họp thôn 30/11 tuyên truyền tảo hôn')).toBeNull();
    expect(day('mùng 5 tổ họp với bà con')).toBeNull();
  });
});

describe('themes', () => {
  it.each([
    ['không tuyên truyền tảo hôn mà chuyển sang phòng chống mua bán người', ['mua_ban_nguoi']],
    ['do mưa bão nên dời, nói tảo hôn', ['tao_hon']],
    ['nói bỏ rượu chè, bỏ luôn cái tật đánh vợ', ['blgd']],
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
    ['trẻ em được bảo vệ', ['xam_hai']],
  ])('%s', (text, codes) => {
    expect(vi.readThemes(text).codes).toEqual(codes);
  });
});

describe('a subject told by two ideas near each other', () => {
  it.each([
    ['nói chuyện mấy ông thì cũng nên vô bếp', ['binh_dang_gioi']],
    ['dặn tụi nhỏ gặp người lạ thì hét to', ['xam_hai']],
    ['ai rủ đi làm bên Miến Điện thì cảnh giác', ['mua_ban_nguoi']],
    ['đừng để đám cưới khi hai đứa còn nhỏ', ['tao_hon']],
    ['con chú con bác mà thành vợ chồng', ['can_huyet']],
    ['nước lớn thì nhớ kê đồ', ['thien_tai']],
    ['số lạ xưng công an thì khoan chuyển tiền', ['an_toan_mang']],
  ])('%s', (text, codes) => {
    expect(vi.readThemes(text).codes).toEqual(codes);
  });

  it('leaves words apart that only stand in one message', () => {
    expect(vi.readThemes('mấy ông ngồi ngoài sân. Chị em vô bếp').codes).toEqual([]);
    expect(vi.readThemes('đàn ông 20, còn lại thì đang vô bếp').codes).toEqual([]);
    expect(vi.readThemes('mưa lớn nên dời qua bữa khác').codes).toEqual([]);
  });

  it('takes the subject with most hints where nothing else tells it', () => {
    expect(vi.readThemes('chị y sĩ chỉ cách nấu bột cho đủ chất').codes).toEqual(['skss']);
    expect(vi.readThemes('nhắc chuyện rượu với chuyện thai').codes).toEqual([]);
    expect(vi.readThemes('y sĩ với mấy chị tới sớm').codes).toEqual([]);
    expect(vi.readThemes('truyen thong phat 40 to roi').codes).toEqual([]);
  });

  it('names the network that is warned of as no form', () => {
    expect(vi.readForms('đừng kết bạn bậy trên facebook').codes).toEqual([]);
  });

  it('yields to a subject that is named', () => {
    expect(vi.readThemes('tảo hôn, rồi mấy ông vô bếp nấu cơm').codes).toContain('tao_hon');
  });
});

describe('forms', () => {
  it.each([
    ['loa thôn hư nên em nói miệng, 26 người', []],
    ['nói với bà con, không qua loa', []],
    ['7 chi hội dự thi gói quà', ['hoi_thi']],
    ['thảo luận nhóm, mai mốt diễn kịch', ['doi_thoai']],
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
    ['to em o thon 7 phoi hop tram y te', []],
    ['đến nhà 9 ho nói chuyện', ['ho_gia_dinh']],
    ['kể chuyện qua ảnh', ['anh_ke_chuyen']],
  ])('%s', (text, codes) => {
    expect(vi.readForms(text).codes).toEqual(codes);
  });
});
