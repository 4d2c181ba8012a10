import { describe, expect, it } from 'vitest';
import { vi } from './support.ts';

describe('the answer to "how many people?"', () => {
  it.each<[string, number | null]>([
    ['50', 50],
    ['0', 0],
    ['50ng', 50],
    ['năm chục', 50],
    ['ba mốt', 31],
    ['bốn tư', 44],
    ['trăm hai', 120],
    ['trăm rưỡi', 150],
    ['một trăm lẻ năm', 105],
    ['1.200', 1200],
    ['hơn 50', 50],
    ['trên dưới 50', 50],
    ['4o người', 40],
    ['50người dự họpthôn', 50],
    ['chả có ai', 0],
    ['5O ng', 50],
    ['năm mưoi', 50],
    ['hồi nãy em nói 50, giờ sửa 52', 52],
    ['dan ong 23 nguoi, dan ba 19 nguoi', 42],
    ['băm lăm', 35],
    ['chăm rưỡi người', 150],
    ['trăm gưỡi', 150],
    ['mừi tám người', 18],
    ['65 bà con Chăm', 65],
    ['mùi hôi quá, được 20 người', 20],
    ['nửa trăm', 50],
    ['nửa chục', 5],
    ['một trăm 30', 130],
    ['3 chục 4', 34],
    ['hai mơi lăm', 25],
    ['nghìn mốt', 1100],
    ['một ngàn không trăm năm mươi', 1050],
    ['chín mười người', 9],
    ['mươi mười lăm người', 10],
    ['70, 80 người', 70],
    ['60 70 gì á', 60],
    ['nữ hai chục nam chục rưỡi', 35],
    ['nữ 2/3', null],
    ['50 chị em, nam 20', 70],
    ['có 9 ông thôi, còn lại nữ', null],
    ['41 nữ hết', 41],
    ['mẹ 18 con 25', 43],
    ['48 thành viên dự', 48],
    ['hỏi cô Năm đi', null],
    ['năm nay ít hơn', null],
    ['62, quên, 26', 26],
    ['trăm 5', 150],
    ['năm 2025', null],
    ['0 nhớ', null],
    ['26\n62*', 62],
    ['bốn chục, không, bốn mốt', 41],
    ['ghi 50 cho chẵn chứ thiệt ra 47', 47],
    ['thôn 2 không có ai, thôn em 30', 30],
    ['trai 14 gái 18', 32],
    ['chi hội 60 hội viên, đi được 27', 27],
    ['hết thảy 40, trừ tổ 5 người còn 35', 35],
    ['kỳ trước 50, kỳ này 43', 43],
    ['hơn lần trước 10 người', null],
    ['trên 40 dưới 50', 40],
    ['35 bà con với 12 đứa nhỏ', 47],
    ['50 người, có 10 cháu', 50],
    ['chau nho 15, nguoi lon 20', 35],
    ['lớp 6A 30 em, lớp 6B 32 em', 62],
    ['lớp 8, 9', null],
    ['bà con 4 dân tộc', null],
    ['48 phụ huynh, nữ 35', 48],
    ['30 nữ, nam không có', 30],
    ['đồng bào Chăm', null],
    ['50-60', 50],
    ['năm sáu chục', 50],
    ['4-5 chục', 40],
    ['40 mấy', 40],
    ['dưới 50', null],
    ['mấy chục', null],
    ['đông lắm', null],
    ['40 hay 50', null],
    ['30 nữ 20 nam', 50],
    ['nữ 30 nam 20', 50],
    ['nữ 30', null],
    ['nữ 30/50', 50],
    ['45 nữ 30', 45],
    ['20 hộ', null],
    ['20 hộ, 45 người', 45],
    ['phát 50 tờ rơi', null],
    ['2 buổi', null],
    ['7h tối', null],
    ['lớp 8A, 42 em', 42],
    ['thôn Mẫu 02, 44 người', 44],
    ['tổ em 7 thành viên', null],
    ['mời 60 mà tới có 48', 48],
    ['50 người lớn với 10 cháu nhỏ', 60],
    ['50 người, có 10 cháu', 50],
    ['50, à lộn, 55', 55],
    ['hông có ai hết', 0],
    ['50 năm mươi người', 50],
    ['0912 345 678', null],
    ['nawm nay ddoong, 38 nguwowif', 38],
    ['45 ba con', 45],
    ['dạ nam muoi lam ạ', 55],
  ])('%s', (text, value) => {
    expect(vi.readNumber(text).value).toBe(value);
  });

  it('says when the number is only a bound', () => {
    expect(vi.readNumber('hơn 50').approximate).toBe(true);
    expect(vi.readNumber('50 người').approximate).toBe(false);
  });
});

describe('everybody counted in a message', () => {
  it.each<
    [string, Partial<Record<'total' | 'female' | 'male' | 'dtts' | 'children' | 'leaflets', number | null>>]
  >([
    ['50 người, nữ 30', { total: 50, female: 30, male: null }],
    ['30 nữ 20 nam', { total: 50, female: 30, male: 20 }],
    ['nữ/nam: 30/20', { female: 30, male: 20 }],
    ['43 chị, toàn nữ', { total: 43, female: 43 }],
    ['35 chị', { total: 35, female: null }],
    ['65 bà con Raglai', { total: 65, dtts: 65 }],
    ['50 người, 100% là người Raglai', { total: 50, dtts: 50 }],
    ['52 người, trong đó 17 cháu', { total: 52, children: 17 }],
    ['210 em học sinh', { total: 210, children: 210 }],
    ['không có trẻ em, 40 người', { total: 40, children: 0 }],
    ['58 người mỗi người 1 tờ rơi', { total: 58, leaflets: 58 }],
    ['40 người, hông phát tờ rơi', { leaflets: 0 }],
    ['40 người, còn dư 10 tờ rơi', { total: 40, leaflets: null }],
    ['30 bộ tài liệu', { leaflets: 30 }],
    ['nu: 28, nam: 12', { total: 40, female: 28, male: 12 }],
    ['nu 18 nam 12 ngay 20/11', { total: 30, female: 18, male: 12 }],
    ['ban đầu 30 người, sau thêm 10 người nữa', { total: 40 }],
    ['36 người, à 38 tại có 2 người tới trễ', { total: 38 }],
    ['ban đầu định 50 người mà có 31 thôi', { total: 31 }],
    ['45 kể cả 10 đứa nhỏ', { total: 45, children: 10 }],
    ['lop 9 co 38 em', { total: 38 }],
    ['lớp 6a1 với 6a2, 71 em', { total: 71 }],
    ['tổng cộng 42 người, 15 nam, còn nữ là 27', { total: 42, female: 27, male: 15 }],
    ['to truong to 4, 18 nam 20 nu', { total: 38, leaflets: null }],
    ['23 cháu với 15 mẹ', { total: null, children: 23 }],
    ['họp nhóm tiết kiệm 12 thành viên', { total: 12 }],
    ['tổ em có 7 thành viên', { total: null }],
    ['bà con Chăm 300 người', { total: 300, dtts: 300 }],
    ['đám cưới 200 khách, 35 người ở lại nghe', { total: 35 }],
  ])('%s', (text, counts) => {
    expect(vi.readCounts(text)).toMatchObject(counts);
  });
});

describe('a number alone', () => {
  it.each(['57', 'chừng năm mươi ạ', 'khoảng 40 gì đó', 'dạ là 50 nha em', 'gần trăm'])('is "%s"', (text) => {
    expect(vi.readNumber(text).alone).toBe(true);
  });

  it.each(['57 người', 'đúng 50', '50 không?', '30 nữ 20 nam', 'gửi 50', 'không có ai'])(
    'is not "%s"',
    (text) => {
      expect(vi.readNumber(text).alone).toBe(false);
    },
  );
});
