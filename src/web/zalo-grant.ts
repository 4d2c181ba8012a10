import { Router } from 'express';
import { GRANT_CALLBACK_PATH } from '../services/zalo-login.ts';

export interface ZaloGrantDeps {
  oaId: string;
  isState(state: string): boolean;
  /** Changes the code for a pair and stores it; the outcome in one word. */
  grant(code: string): Promise<'granted' | 'unreachable' | { refused: string }>;
}

/** Zalo's error for a code that was used or has had its ten minutes (platform dossier "Zalo" §3.3). */
const SPENT_CODE = '-118';

const AGAIN = 'Hãy chạy lại lệnh “loa zalo login” trên máy chủ và mở địa chỉ mới.';

/** Where Zalo sends the administrator of the OA after the grant: says in plain words how it ended. */
export function zaloGrantRouter(deps: ZaloGrantDeps): Router {
  const router = Router();
  router.get(GRANT_CALLBACK_PATH, async (request, response) => {
    const { code, state, oa_id: oaId } = request.query;
    const tell = (status: number, text: string) =>
      response.status(status).type('text/plain; charset=utf-8').set('cache-control', 'no-store').send(text);
    if (typeof state !== 'string' || !deps.isState(state))
      return void tell(400, `Địa chỉ này không đúng hoặc đã quá một giờ. ${AGAIN}`);
    if (typeof code !== 'string' || code === '' || code.length > 2_000)
      return void tell(400, `Zalo không gửi mã cấp quyền: có thể quyền đã bị từ chối. ${AGAIN}`);
    if (oaId !== undefined && oaId !== deps.oaId)
      return void tell(
        400,
        `Quyền được cấp cho một OA khác. Hãy đăng nhập bằng quản trị viên của OA ${deps.oaId}. ${AGAIN}`,
      );
    const outcome = await deps.grant(code);
    if (outcome === 'granted')
      return void tell(
        200,
        'Xong. Hệ thống đã được cấp quyền gửi tin qua Zalo OA. Anh/chị có thể đóng trang này.',
      );
    if (outcome === 'unreachable') return void tell(502, `Chưa kết nối được với Zalo. ${AGAIN}`);
    const why =
      outcome.refused === SPENT_CODE
        ? 'Mã cấp quyền đã dùng rồi hoặc đã quá mười phút.'
        : `Zalo từ chối cấp quyền, mã lỗi ${outcome.refused}.`;
    tell(400, `${why} ${AGAIN}`);
  });
  return router;
}
