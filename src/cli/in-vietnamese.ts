import type { Command } from 'commander';
import { inBoth } from '../lib/both-languages.ts';

/** What the commands of officers do, by how they are called; those of operators are in English alone. */
const DESCRIPTIONS: Record<string, string> = {
  team: 'các tổ và danh sách tổ',
  'team template': 'tạo tệp danh sách trống để điền',
  'team import': 'nhập tổ, thành viên và cán bộ xã; nhập lại đúng tệp ấy thì không có gì đổi',
  'team codes': 'xem mã vào tổ',
  'team create': 'lập một tổ, có sẵn mã vào tổ',
  'team list': 'xem các tổ: bao nhiêu người trong danh sách, bao nhiêu người đã vào tổ',
  'team show': 'xem một tổ và danh sách của tổ',
  'team role': 'đổi vai trò của một người trong danh sách',
  'team remove': 'đưa một người ra khỏi danh sách và ra khỏi tổ',
  'team member': 'thêm một người vào danh sách của tổ',
  'team end': 'cho tổ dừng hoặc nhập vào tổ khác; lịch sử vẫn còn',
  code: 'mã vào tổ: cấp, thu hồi, in',
  'code issue': 'cấp mã mới; mã cũ không mở được gì nữa',
  'code revoke': 'thu hồi một mã',
  'code sheet': 'tạo trang in A4 có mã, đường dẫn và mã QR của các tổ trong xã',
  'code qr': 'tạo ảnh mã QR của một tổ',
  seat: 'người có mã đúng nhưng chưa có tên trong danh sách',
  'seat list': 'xem ai đang chờ',
  'seat approve': 'cho vào tổ; người ấy được báo trong cuộc trò chuyện',
  'seat refuse': 'từ chối; người ấy được báo lý do trong cuộc trò chuyện',
  request: 'yêu cầu trên giấy về dữ liệu cá nhân, có hạn trả lời',
  'request list': 'xem yêu cầu đang mở, hạn trả lời, hạn làm xong, cái nào quá hạn',
  'request add': 'ghi một yêu cầu theo số văn bản, không ghi tên người',
  'request reply': 'đã báo cho người ấy là nhận được',
  'request close': 'đã làm xong hoặc đã từ chối',
  'request extend': 'gia hạn một lần; báo lý do cho người ấy bằng giấy',
  indicator: 'các chỉ tiêu của kế hoạch và số liệu nhập tay',
  'indicator list': 'xem từng chỉ tiêu, số từ báo cáo và số nhập tay',
  'indicator entries': 'xem các số đã nhập, mới nhất ở cuối',
  'indicator enter': 'nhập một số mà báo cáo không có; số mới nhất được tính',
  'indicator withdraw': 'rút một số đã nhập; lịch sử vẫn còn',
  notice: 'nhắn tin cho một tổ, trong giờ và mức cho phép',
  'notice send': 'nhắn cho người của tổ; ai không nhắn trước được thì nghe khi họ nhắn lần tới',
  ledger: 'tổ nào đã có cuộc truyền thông, tổ nào chưa',
  'ledger show': 'xem từng tổ trong một kỳ, tính như tệp xuất',
  report: 'các buổi truyền thông mà tổ đã báo cáo',
  'report list': 'xem báo cáo trong một khoảng ngày',
  'report show': 'xem toàn bộ một báo cáo',
  'report files': 'chép ảnh và ghi âm của báo cáo vào một thư mục; sổ ghi lại ai đã chép',
  'report heard': 'ghi rằng đã có người nghe các ghi âm của báo cáo',
  'report confirm': 'xác nhận báo cáo đúng',
  'report return': 'trả báo cáo lại; lý do đến người báo cáo trong cuộc trò chuyện',
  'report reopen': 'mở lại báo cáo đã rút',
  export: 'xuất báo cáo, sổ theo dõi, chỉ tiêu ra tệp Excel hoặc CSV',
  'export sessions': 'mỗi báo cáo một dòng',
  'export ledger': 'mỗi tổ một dòng, có dòng cộng',
  'export plan': 'mỗi chỉ tiêu kế hoạch một dòng, kèm số đạt được',
  token: 'mã truy cập API',
  'token create': 'tạo mã truy cập; chỉ hiện một lần',
  'token revoke': 'thu hồi mọi mã truy cập mang tên ấy',
  demo: 'các tổ mẫu của trang mô phỏng',
  'demo remove': 'xóa các tổ mẫu cùng mọi báo cáo của chúng',
  audit: 'sổ ghi ai đã đổi gì',
  'audit verify': 'chứng minh không mục nào bị sửa, bỏ hay cắt',
  doctor: 'kiểm tra toàn hệ thống và chỉ cách sửa',
};

/** What is wrong with a command line, by the code that the parser gives it. */
const FAULTS: Record<string, string> = {
  'commander.missingArgument': 'Thiếu một mục sau lệnh.',
  'commander.optionMissingArgument': 'Thiếu nội dung sau một lựa chọn “--…”.',
  'commander.missingMandatoryOptionValue': 'Thiếu một lựa chọn bắt buộc.',
  'commander.invalidArgument': 'Có nội dung không nhận được.',
  'commander.unknownOption': 'Không có lựa chọn này.',
  'commander.unknownCommand': 'Không có lệnh này.',
  'commander.excessArguments': 'Thừa chữ: tên hoặc câu có dấu cách cần đặt trong ngoặc kép "…".',
};

const HELP = 'Thêm --help để xem cách dùng.';

/** Lets a command line and all below it say in Vietnamese too what they do and what was typed wrongly. */
export function speakVietnamese(command: Command, path = ''): void {
  const vi = DESCRIPTIONS[path];
  if (vi !== undefined) command.description(inBoth({ vi, en: command.description() }));
  const tell = command.error.bind(command);
  command.error = (message, options) => {
    const fault = FAULTS[options?.code ?? ''];
    return tell(fault === undefined ? message : inBoth({ vi: `${fault} ${HELP}`, en: message }), options);
  };
  for (const each of command.commands)
    speakVietnamese(each, path === '' ? each.name() : `${path} ${each.name()}`);
}

/** Commands that have a Vietnamese description. */
export const VIETNAMESE_COMMANDS = Object.keys(DESCRIPTIONS);
