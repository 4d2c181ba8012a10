import type { SendErrorCode } from '../send-error.ts';

/** What a refusal by Graph means for a send. `busy-if-transient`: Meta's own flag decides. */
export type Verdict = SendErrorCode | 'busy-if-transient' | 'long-throttle';

/**
 * `code` and `code/subcode` (platform dossier "Messenger" §3.6, read 2026-11-23). What may have been sent although it was
 * refused is `unknown-outcome`: there is no idempotency key (§2.1).
 */
export const VERDICT_OF_CODE: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ['-1', 'platform-busy'],
  ['1', 'unknown-outcome'],
  ['99', 'unknown-outcome'],
  ['2', 'platform-busy'],
  ['4', 'throttled'],
  ['9', 'rejected'],
  ['10', 'account-stopped'],
  ['17', 'throttled'],
  ['32', 'throttled'],
  ['100', 'message-invalid'],
  ['100/33', 'message-invalid'],
  ['190', 'account-stopped'], // a Page token cannot be refreshed
  ['190/458', 'account-stopped'],
  ['190/459', 'account-stopped'],
  ['190/460', 'account-stopped'],
  ['190/463', 'account-stopped'],
  ['190/464', 'account-stopped'],
  ['190/467', 'account-stopped'],
  ['200', 'account-stopped'],
  ['230', 'account-stopped'],
  ['341', 'throttled'],
  ['368', 'account-stopped'],
  ['506', 'rejected'],
  ['551', 'busy-if-transient'],
  ['613', 'throttled'],
  ['613/2018338', 'account-stopped'], // misuse of a tag, not a rate
  ['1200', 'platform-busy'],
  ['2022', 'long-throttle'],
  ['10303', 'message-invalid'],
  ['10900', 'rejected'],
  ['10902', 'rejected'],
  ['36000', 'attachment-rejected'],
  ['80001', 'throttled'],
  ['80002', 'throttled'],
  ['80006', 'throttled'],
  ['1609005', 'message-invalid'],
  ['9000001', 'rejected'],
]);

/**
 * Subcodes that mean the same whatever code carries them; the code of some is not documented. The restrictions of code
 * 10 that may concern the Page or one person do not stop the Page.
 */
export const VERDICT_OF_SUBCODE: ReadonlyMap<number, Verdict> = new Map<number, Verdict>([
  [1357046, 'unknown-outcome'],
  [1404170, 'rejected'],
  [1545041, 'busy-if-transient'],
  [1893015, 'rejected'],
  [1893029, 'message-invalid'],
  [1893047, 'busy-if-transient'],
  [1893063, 'account-stopped'],
  [2018001, 'recipient-blocked'],
  [2018008, 'attachment-rejected'],
  [2018014, 'message-invalid'],
  [2018021, 'account-stopped'],
  [2018022, 'throttled'],
  [2018027, 'account-stopped'],
  [2018028, 'account-stopped'],
  [2018047, 'attachment-rejected'],
  [2018065, 'window-closed'],
  [2018074, 'attachment-expired'],
  [2018108, 'recipient-blocked'],
  [2018109, 'attachment-rejected'],
  [2018278, 'window-closed'],
  [2018292, 'rejected'],
  [2018294, 'attachment-rejected'],
  [2018300, 'thread-held'],
  [2018321, 'thread-held'],
  [2018336, 'rejected'],
  [2018344, 'platform-busy'],
  [2018352, 'rejected'],
  [2018354, 'throttled'],
  [2018416, 'message-invalid'],
  [2388051, 'message-invalid'],
  [2534022, 'window-closed'],
  [2534037, 'thread-held'],
]);
