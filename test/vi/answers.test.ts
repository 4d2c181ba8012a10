import { describe, expect, it } from 'vitest';
import { vi } from './support.ts';

const RIGHT = 'Em ghi như trên đúng chưa?';
const RIGHT_OPTIONS = 'Em ghi như trên đúng chưa? Trả lời: 1 Đúng · 2 Sửa';
const DONE = 'Quý này tổ đã tổ chức buổi nào chưa?';
const CHILDREN = 'Buổi này có trẻ em dưới 16 tuổi tham dự không?';
const CONSENT =
  'Anh/chị đồng ý cho lưu tên và số điện thoại để nhận tin nhắc không? Trả lời: 1 Đồng ý · 2 Không đồng ý';
const SEND = 'Gửi báo cáo này luôn nhé?';
const DELETE = 'Xóa báo cáo này thật không? Trả lời: 1 Xóa · 2 Giữ lại';
const WITHDRAW = 'Rút báo cáo này? Rút rồi thì không được tính nữa.';
const ERASE = 'Em sẽ xóa tên, tổ, ảnh chưa đăng của anh/chị. Anh/chị muốn xóa không ạ?';
const DAY = 'Có phải ngày 12/11 không ạ?';
const LEAFLETS = 'Buổi này có phát tờ rơi không?';
const MORE = 'Anh/chị còn buổi nào khác cần báo cáo không?';
const REMIND = 'Anh/chị có muốn em nhắc lại vào tuần sau không?';
const FIFTY = 'Tổng cộng 50 người, đúng không?';

describe('answers to yes/no questions', () => {
  it.each<[string, string, 'yes' | 'no' | 'unclear']>([
    [RIGHT, 'đúng rồi', 'yes'],
    [RIGHT, 'dạ', 'yes'],
    [RIGHT, '👍', 'yes'],
    [RIGHT, 'không sai', 'yes'],
    [RIGHT, 'sai rồi', 'no'],
    [RIGHT, 'đúng mà sai ngày rồi', 'no'],
    [RIGHT, '52 người mới đúng', 'no'],
    [RIGHT, 'hình như đúng', 'unclear'],
    [RIGHT, '?', 'unclear'],
    [RIGHT, '1', 'unclear'],
    [RIGHT_OPTIONS, '1', 'yes'],
    [RIGHT_OPTIONS, 'số 2 nha', 'no'],
    [RIGHT_OPTIONS, '3', 'unclear'],
    [DONE, 'rồi', 'yes'],
    [DONE, 'rồi mà chưa gửi ảnh', 'yes'],
    [DONE, '2 buổi', 'yes'],
    [DONE, 'chưa', 'no'],
    [DONE, 'tuần sau mới họp', 'no'],
    [DONE, 'để em hỏi lại tổ trưởng', 'unclear'],
    [CHILDREN, 'có mấy cháu', 'yes'],
    [CHILDREN, '0', 'no'],
    [CHILDREN, 'hông có', 'no'],
    [DONE, 'tháng này chưa, tháng trước rồi', 'yes'],
    [DONE, 'quý trước thì có, quý này không', 'no'],
    [DONE, 'quý trước làm rồi', 'unclear'],
    [DONE, 'dạ ch làm đc', 'no'],
    [DONE, 'ch làm rồi', 'yes'],
    [DONE, 'tổ trưởng nắm cái đó', 'unclear'],
    [RIGHT, 'khỏi, đúng rồi', 'yes'],
    [RIGHT, 'phải, có chuyện gì hông', 'yes'],
    [RIGHT, 'tui dọn đi lâu rồi', 'unclear'],
    [DELETE, 'giữ lại', 'no'],
    [DELETE, 'xoa di', 'yes'],
    [DELETE, 'dung xoa nha', 'no'],
    [WITHDRAW, 'giữ lại', 'no'],
    [WITHDRAW, 'dung rut', 'no'],
    [ERASE, 'xóa hết đi', 'yes'],
    [RIGHT, 'ừm, để coi', 'unclear'],
    [RIGHT, 'đúng hay sai em tự coi đi', 'unclear'],
    [RIGHT, 'coi ky roi, khong sai cho nao het', 'yes'],
    [RIGHT, 'chính xác 100%', 'yes'],
    [RIGHT, 'đúng rồi, chị coi 3 lần luôn', 'yes'],
    [RIGHT, 'ngày thì đúng mà số người chưa tới đó', 'no'],
    [DONE, 'ờ ha, chưa làm nữa', 'no'],
    [CONSENT, 'cái này bắt buộc không em', 'unclear'],
    [CONSENT, 'luu ten duoc chu so thi dung', 'no'],
    [SEND, 'gửi đi, sai đâu sửa đó', 'yes'],
    [FIFTY, 'đúng, 30 nữ 20 nam', 'yes'],
    [FIFTY, 'đúng, 30 nữ 22 nam', 'no'],
    [DAY, 'ngày 13 mới đúng', 'no'],
    [DONE, 'có tổ chức đâu mà báo', 'no'],
    [DONE, 'quên mất tiêu, chưa làm', 'no'],
    [DONE, 'có họp nhưng không phải truyền thông', 'no'],
    [LEAFLETS, 'co to roi nhung khong phat', 'no'],
    [LEAFLETS, 'có, mà không phát hết', 'yes'],
    [SEND, 'đừng chờ chị nữa, gửi đi', 'yes'],
    [CONSENT, 'không phiền gì', 'yes'],
    [CONSENT, 'đồng ý lưu tên', 'unclear'],
    [MORE, 'hết rồi', 'no'],
    [MORE, 'còn 1 buổi nữa', 'yes'],
    [REMIND, 'nhac dum chi', 'yes'],
    [REMIND, 'tuần sau?', 'unclear'],
    [CONSENT, 'lưu', 'yes'],
    [CONSENT, 'đồng ý', 'yes'],
    [CONSENT, 'thôi đừng lưu', 'no'],
    [CONSENT, 'dung luu', 'no'],
    [CONSENT, 'lưu tên thôi, đừng lưu số', 'no'],
    [CONSENT, 'chỉ lưu tên', 'unclear'],
    [CONSENT, 'lưu để làm gì vậy', 'unclear'],
    [SEND, 'gửi đi em', 'yes'],
    [SEND, 'khoan gửi', 'no'],
    [FIFTY, 'đúng 50', 'yes'],
    [FIFTY, 'không, 45 thôi', 'no'],
    [CHILDREN, '5 cháu', 'yes'],
    ['Anh/chị đang báo cáo buổi truyền thông dở. Làm tiếp không ạ?', 'năm mươi', 'unclear'],
    ['Có mặt: 55 người. Gửi báo cáo nhé?', '57', 'unclear'],
    ['Có đúng là 500 không ạ?', '50', 'no'],
    ['Anh/chị có muốn bỏ nối không ạ?', '50 người', 'unclear'],
  ])('%s — %s', (question, text, answer) => {
    expect(vi.readYesNo(text, question).answer).toBe(answer);
  });

  it('takes "dung" for đúng only when the question asks đúng', () => {
    expect(vi.readYesNo('dung', RIGHT).answer).toBe('yes');
    expect(vi.readYesNo('dung', DONE).answer).toBe('unclear');
    expect(vi.readYesNo('dung').answer).toBe('unclear');
  });
});
