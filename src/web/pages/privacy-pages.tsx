import { displayDate, localTime } from '../../domain/calendar.ts';
import type { Erasure } from '../../domain/records/erasure.ts';
import { publicPage } from './layout.tsx';

/** How long things are kept, in days and years, as configured. */
export interface Keeping {
  chatDays: number;
  draftDays: number;
  photoYears: number;
  consentYears: number;
}

/** `/privacy`: what is kept, why, how long, and what everybody may ask for. */
export function privacyPage(keeping: Keeping): string {
  return publicPage(
    {
      title: 'Dữ liệu cá nhân',
      description: 'Trợ lý Loa Thôn giữ gì, để làm gì, trong bao lâu, và cách xem, sửa, xóa.',
    },
    <>
      <h1>Dữ liệu cá nhân của anh/chị</h1>
      <p>
        Loa Thôn là trợ lý tự động trên Zalo và Messenger của các tổ truyền thông cộng đồng (Dự án 8). Hội
        Liên hiệp Phụ nữ tỉnh quyết định việc thu thập và sử dụng dữ liệu.
      </p>
      <h2>Em giữ gì</h2>
      <ul>
        <li>Mã cuộc trò chuyện trên Zalo hoặc Messenger, để trả lời đúng người.</li>
        <li>
          Nếu anh/chị đồng ý: tên (cả tên hiện trên Zalo hoặc Messenger), tổ, vai trò, báo cáo, xác nhận quý
          và ảnh buổi truyền thông.
        </li>
        <li>Lựa chọn của anh/chị: nhận hay dừng tin nhắc, ngôn ngữ, ngày đồng ý.</li>
        <li>Nếu anh/chị tự nối Zalo với Facebook: rằng hai bên là một người, cho tới khi bỏ nối.</li>
      </ul>
      <p>
        Em không giữ ngày sinh, số giấy tờ, dân tộc của từng người hay vị trí; vị trí trong ảnh bị xóa ngay.
        Tin nhắn của người đang gặp nguy hiểm không được lưu.
      </p>
      <h2>Để làm gì</h2>
      <p>
        Để tổ báo cáo buổi truyền thông và cán bộ Hội theo dõi kế hoạch. Không bán, không quảng cáo, không
        chia sẻ cho ai khác.
      </p>
      <h2>Giữ bao lâu</h2>
      <ul>
        <li>Chữ trong tin nhắn: xóa khi xử lý xong; chưa đồng ý thì không quá 24 giờ.</li>
        <li>
          Dấu vết của báo cáo trong trò chuyện: {keeping.chatDays} ngày. Báo cáo viết dở: {keeping.draftDays}{' '}
          ngày.
        </li>
        <li>Ảnh chưa đăng: hết năm của buổi và thêm {keeping.photoYears} năm.</li>
        <li>Bằng chứng đồng ý: khi còn tham gia và thêm {keeping.consentYears} năm.</li>
      </ul>
      <h2>Anh/chị có quyền</h2>
      <p>Nhắn cho em một trong các câu sau, trên Zalo hoặc Messenger:</p>
      <ul>
        <li>
          <strong>DỮ LIỆU CỦA TÔI</strong>: xem ngay những gì đang lưu.
        </li>
        <li>
          <strong>SỬA TÊN</strong>, <strong>SỬA BC-…</strong>: sửa cho đúng.
        </li>
        <li>
          <strong>RÚT ĐỒNG Ý</strong>: thôi không cho lưu thêm.
        </li>
        <li>
          <strong>XÓA DỮ LIỆU</strong>: xóa ngay. Số liệu buổi truyền thông vẫn được tính, không còn tên.
        </li>
        <li>
          <strong>DỪNG</strong>: không nhận tin nhắc nữa.
        </li>
      </ul>
      <p>
        Đã nối Zalo với Facebook thì nói một bên là đủ cho cả hai. <strong>BỎ NỐI</strong> lúc nào cũng được.
      </p>
      <p>
        Anh/chị cũng có thể gửi giấy cho Hội LHPN xã hoặc tỉnh: được trả lời trong 2 ngày làm việc; xem, sửa
        trong 10 ngày; rút đồng ý, hạn chế trong 15 ngày; xóa trong 20 ngày. Không hài lòng, anh/chị có quyền
        khiếu nại.
      </p>
    </>,
  );
}

/** `/data-deletion/:code`: how far an erasure is. Tells nothing about whose it is. */
export function deletionPage(code: string, erasure: Erasure | null, timeZone: string): string {
  return publicPage(
    { title: 'Yêu cầu xóa dữ liệu', description: 'Tình trạng của một yêu cầu xóa dữ liệu.' },
    <>
      <h1>Yêu cầu xóa dữ liệu</h1>
      <p>
        Mã: <strong>{code}</strong>
      </p>
      <p>{wordsFor(erasure, timeZone)}</p>
      <p>Cần hỏi thêm, anh/chị liên hệ Hội Liên hiệp Phụ nữ xã hoặc tỉnh và đọc mã này.</p>
    </>,
  );
}

function wordsFor(erasure: Erasure | null, timeZone: string): string {
  if (!erasure) return 'Không có yêu cầu nào với mã này. Anh/chị xem lại mã giúp.';
  const day = (ms: number) => displayDate(localTime(ms, timeZone).date);
  switch (erasure.state) {
    case 'open':
      return `Đã nhận ngày ${day(erasure.requestedAtMs)} và đang xóa. Việc này thường xong trong vài phút.`;
    case 'nothing':
      return 'Với mã tài khoản mà Facebook chuyển tới, chúng tôi không tìm thấy dữ liệu nào, nên không có gì để xóa. Nếu anh/chị từng nhắn với Trang, anh/chị nhắn “XÓA DỮ LIỆU” vào cuộc trò chuyện đó: dữ liệu được xóa ngay.';
    default:
      return `Đã xóa xong ngày ${day(erasure.doneAtMs ?? erasure.requestedAtMs)}.`;
  }
}
