import { publicPage } from './layout.tsx';

/** What somebody reads who follows an address that leads nowhere, mostly one cut short when it was passed on. */
export function noSuchPage(): string {
  return publicPage(
    { title: 'Không có trang này', description: 'Đường dẫn này không dẫn tới trang nào.' },
    <>
      <h1>Không có trang này</h1>
      <p>
        Đường dẫn có thể bị cắt mất một phần khi chuyển tin, hoặc tài liệu không còn dùng nữa. Anh/chị xem{' '}
        <a href="/c">các tài liệu đang có</a>.
      </p>
    </>,
  );
}

/** What somebody reads when we are at fault. */
export function troublePage(): string {
  return publicPage(
    { title: 'Hệ thống gặp trục trặc', description: 'Trang này tạm thời chưa mở được.' },
    <>
      <h1>Hệ thống gặp trục trặc</h1>
      <p>Trang này tạm thời chưa mở được. Anh/chị thử lại sau ít phút.</p>
    </>,
  );
}
