import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/vi/vi.ts';
import { vi } from './support.ts';

describe('commands and intents', () => {
  it.each<[string, Command]>([
    ['báo cáo', 'report'],
    ['hôm qua thôn em họp, 50 người dự, nói về tảo hôn', 'report'],
    ['chiều qua nói về chồng đánh vợ cho 30 chị nghe', 'report'],
    ['quý này tổ em làm rồi nha', 'confirm_quarter'],
    ['tổ mình quý 4 chưa làm được buổi nào', 'confirm_quarter'],
    ['xin tài liệu', 'content'],
    ['về đầu', 'menu'],
    ['làm sao để báo cáo vậy', 'help'],
    ['cho gặp cán bộ', 'help'],
    ['duong day nong so may', 'help'],
    ['danh sách lệnh', 'help'],
    ['đừng nhắn nữa', 'stop'],
    ['nhận tin lại', 'resume'],
    ['bot đang lưu gì về em vậy', 'my_data'],
    ['xoá hết thông tin của em đi', 'delete_data'],
    ['hủy', 'cancel'],
    ['em gửi nhầm số người', 'edit'],
    ['cho em vào tổ với', 'join'],
    ['chào em', 'greeting'],
    ['cảm ơn em nhiều', 'none'],
    ['dừng xe lại mua ly nước mía', 'none'],
    ['hủy đám cưới rồi', 'none'],
    ['sửa nhà xong chưa', 'none'],
    ['xóa mù chữ là việc hay', 'none'],
    ['chào cờ đầu tuần mưa ướt hết', 'none'],
    ['tiền điện quý này mắc ghê', 'none'],
    ['đừng tắt tin nữa, bật lên đi', 'resume'],
    ['em gửi báo cáo rồi mà chưa thấy trả lời', 'help'],
    ['em gui bao cao roi ma chua thay tra loi', 'help'],
    ['gửi báo cáo hôm qua mà chưa ai trả lời', 'help'],
    ['em nộp báo cáo hôm kia tới giờ không thấy ai liên hệ', 'help'],
    ['báo cáo em gửi tới chưa', 'help'],
    ['em gửi báo cáo rồi, số người sai, chưa thấy duyệt', 'edit'],
    ['hôm qua em gửi báo cáo họp thôn 30 người nói tảo hôn mà chưa thấy xác nhận', 'report'],
    ['em muốn góp ý', 'help'],
    ['em muon gop y', 'help'],
    ['góp ý', 'help'],
    ['em muốn khiếu nại', 'help'],
    ['em muốn kiến nghị với hội', 'help'],
    ['em có góp ý là bot trả lời chậm', 'help'],
    ['bà con có ý kiến nhiều', 'none'],
    ['các chị em có ý kiến', 'none'],
    ['chị em có góp ý về giờ họp', 'none'],
    ['bà con muốn góp ý thêm về hương ước, 30 người, hôm qua họp thôn', 'report'],
    ['cho em tài liệu tư vấn', 'content'],
    ['hôm qua em tư vấn cho 5 chị', 'report'],
    ['hôm qua nói tảo hôn', 'report'],
  ])('%s is %s', (text, command) => {
    expect(vi.readCommand(text).command).toBe(command);
  });

  it.each([
    ['cho em xin tờ rơi tảo hôn', 'tao_hon'],
    ['gui clip mua ban nguoi', 'mua_ban_nguoi'],
    ['giải thích luật bình đẳng giới', 'binh_dang_gioi'],
    ['xin tài liệu', null],
  ])('%s asks for %s', (text, topic) => {
    expect(vi.readCommand(text)).toMatchObject({ command: 'content', topic });
  });

  it.each(['menu', 'Menu!', 'huy', '0', 'dạ menu ạ', 'sua'])('%s alone may interrupt a step', (text) => {
    expect(vi.readCommand(text).whole).toBe(true);
  });

  it.each(['em gửi nhầm số người', 'cho em xin tờ rơi tảo hôn', '10'])('%s may not', (text) => {
    expect(vi.readCommand(text).whole).toBe(false);
  });

  it('reads a lone 0 as the menu and leaves a lone "dung" undecided', () => {
    expect(vi.readCommand('0').command).toBe('menu');
    expect(vi.readCommand('dung').command).toBe('none');
    expect(vi.readCommand('dừng').command).toBe('stop');
  });

  it('matches a one-word command without accents only when it is the whole message', () => {
    expect(vi.readCommand('sua').command).toBe('edit');
    expect(vi.readCommand('mua sua cho con').command).toBe('none');
  });
});
