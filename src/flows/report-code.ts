import { fold } from '../vi/fold.ts';

/** `BC-0412` as people type it: "bc 412" is not a code, digits are never left out. */
const CODE = /(?:^| )bc ?(\d{3,6})(?= |$)/;
const WHOLE =
  /^(?:(?:da|vang|em|chi|anh|minh|toi|cho|xin|nho|muon|can|giup) )*(?:(?:sua|chinh|doi|xem|rut|thu hoi|huy|xoa|bo)(?: lai)? )?(?:cai )?(?:bao cao )?(?:ma |so )?bc ?\d{3,6}(?: (?:giup|cho|nhe|nha|a|voi|di|lai|em|chi|anh|minh|bi|sai|roi))*$/;
const WITHDRAW = /(?:^| )(?:rut|thu hoi|huy|xoa|bo)(?= )/;

export interface ReportRequest {
  code: string;
  wants: 'correct' | 'withdraw';
}

/** The first report code in a text, in the form in which it is kept. */
export function reportCodeIn(text: string): string | null {
  const digits = CODE.exec(fold(text))?.[1];
  return digits ? `BC-${digits}` : null;
}

/** A message that is nothing but a wish about one report: "sửa báo cáo BC-0412", "rút BC-0412", "BC-0412". */
export function reportRequestIn(text: string): ReportRequest | null {
  const said = fold(text);
  return WHOLE.test(said) ? looseReportRequest(text) : null;
}

/** A message that names a report among other words. */
export function looseReportRequest(text: string): ReportRequest | null {
  const code = reportCodeIn(text);
  return code === null ? null : { code, wants: WITHDRAW.test(fold(text)) ? 'withdraw' : 'correct' };
}
