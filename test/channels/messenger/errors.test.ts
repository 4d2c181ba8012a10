import { describe, expect, it } from 'vitest';
import { VERDICT_OF_CODE, VERDICT_OF_SUBCODE } from '../../../src/channels/messenger/error-table.ts';
import { harmlessErrorOf, sendErrorOf, sendErrorOfFailure } from '../../../src/channels/messenger/errors.ts';
import { SendError, type SendErrorCode } from '../../../src/channels/send-error.ts';
import { Hour, Minute } from '../../../src/lib/duration.ts';
import { HttpError } from '../../../src/lib/http.ts';

function answer(body: unknown, status = 400, headers: Record<string, string> = {}) {
  return { status, headers, body, rawText: '' };
}

function refused(code: number, subcode?: number, isTransient?: boolean, status = 400): SendError {
  return sendErrorOf(
    answer({ error: { message: 'x', code, error_subcode: subcode, is_transient: isTransient } }, status),
  );
}

describe('a refusal by Graph', () => {
  it.each<[number, number | undefined, SendErrorCode]>([
    [1, undefined, 'unknown-outcome'],
    [99, undefined, 'unknown-outcome'],
    [1, 1357046, 'unknown-outcome'],
    [2, undefined, 'platform-busy'],
    [2, 2018344, 'platform-busy'],
    [4, undefined, 'throttled'],
    [4, 2018022, 'throttled'],
    [4, 2018354, 'throttled'],
    [9, 2018352, 'rejected'],
    [10, undefined, 'account-stopped'],
    [10, 2018278, 'window-closed'],
    [10, 2018065, 'window-closed'],
    [10, 2534022, 'window-closed'],
    [10, 2018108, 'recipient-blocked'],
    [10, 1893063, 'account-stopped'],
    [10, 1893015, 'rejected'],
    [10, 1404170, 'rejected'],
    [10, 2018336, 'rejected'],
    [17, undefined, 'throttled'],
    [32, undefined, 'throttled'],
    [341, undefined, 'throttled'],
    [36000, undefined, 'attachment-rejected'],
    [100, undefined, 'message-invalid'],
    [100, 33, 'message-invalid'],
    [100, 2018001, 'recipient-blocked'],
    [100, 2018008, 'attachment-rejected'],
    [100, 2018014, 'message-invalid'],
    [100, 2018047, 'attachment-rejected'],
    [100, 2018109, 'attachment-rejected'],
    [100, 2018294, 'attachment-rejected'],
    [100, 2018074, 'attachment-expired'],
    [100, 2018292, 'rejected'],
    [10900, undefined, 'rejected'],
    [10902, undefined, 'rejected'],
    [100, 2534037, 'thread-held'],
    [100, 1893029, 'message-invalid'],
    [100, 2018416, 'message-invalid'],
    [100, 2388051, 'message-invalid'],
    [190, undefined, 'account-stopped'],
    [190, 460, 'account-stopped'],
    [200, undefined, 'account-stopped'],
    [200, 2018028, 'account-stopped'],
    [200, 1545041, 'recipient-blocked'],
    [551, undefined, 'recipient-blocked'],
    [551, 1545041, 'recipient-blocked'],
    [551, 1893047, 'recipient-blocked'],
    [230, undefined, 'account-stopped'],
    [368, undefined, 'account-stopped'],
    [506, undefined, 'rejected'],
    [613, undefined, 'throttled'],
    [613, 2018338, 'account-stopped'],
    [1200, undefined, 'platform-busy'],
    [1609005, undefined, 'message-invalid'],
    [10, 2018300, 'thread-held'],
    [100, 2018321, 'thread-held'],
    [2022, undefined, 'throttled'],
    [10303, undefined, 'message-invalid'],
    [80001, undefined, 'throttled'],
    [80006, undefined, 'throttled'],
    [9000001, undefined, 'rejected'],
    [-1, undefined, 'platform-busy'],
  ])('%s/%s is %s', (code, subcode, expected) => {
    const error = refused(code, subcode);
    expect({ code: error.code, unlisted: error.unlisted }).toEqual({ code: expected, unlisted: false });
    expect(error.platformCode).toBe(subcode === undefined ? String(code) : `${code}/${subcode}`);
  });

  it('is the same under any HTTP status', () => {
    for (const status of [200, 400, 403, 500])
      expect(refused(10, 2018278, false, status).code).toBe('window-closed');
  });

  it('that the table does not know is flagged, and judged by its transience', () => {
    expect(refused(777)).toMatchObject({ code: 'rejected', unlisted: true });
    expect(refused(777, undefined, true)).toMatchObject({ code: 'platform-busy', unlisted: true });
    expect(refused(-3)).toMatchObject({ code: 'platform-busy', unlisted: true });
  });

  it('with a new subcode is judged by its code and flagged', () => {
    expect(refused(190, 9999)).toMatchObject({ code: 'account-stopped', unlisted: true });
  });

  it('of an unavailable person is tried again only when Meta says that it passes', () => {
    expect(refused(551, 1545041, true).code).toBe('platform-busy');
  });

  it('for too many calls waits as long as the header tells, else a minute, and an hour for a restriction', () => {
    const usage = JSON.stringify({ '1': [{ type: 'messenger', estimated_time_to_regain_access: 7 }] });
    const told = sendErrorOf(answer({ error: { code: 613 } }, 400, { 'x-business-use-case-usage': usage }));
    expect(told.retryAfterMs).toBe(7 * Minute.ms);
    expect(refused(613).retryAfterMs).toBe(Minute.ms);
    expect(refused(2022).retryAfterMs).toBe(Hour.ms);
  });

  it('has a subcode table whose codes do not hide in the code table', () => {
    for (const subcode of VERDICT_OF_SUBCODE.keys()) expect(VERDICT_OF_CODE.has(String(subcode))).toBe(false);
  });
});

describe('an answer without Graph’s error', () => {
  it.each<[number, unknown, SendErrorCode]>([
    [200, {}, 'unknown-outcome'],
    [200, undefined, 'unknown-outcome'],
    [500, undefined, 'unknown-outcome'],
    [503, { error: 'busy' }, 'unknown-outcome'],
    [302, undefined, 'rejected'],
    [404, undefined, 'rejected'],
    [413, undefined, 'rejected'],
    [429, undefined, 'throttled'],
  ])('of status %s is %s %s', (status, body, code) => {
    expect(sendErrorOf(answer(body, status)).code).toBe(code);
  });
});

describe('a call without an answer', () => {
  it.each([
    ['not-sent', 'unreachable', 'unreachable'],
    ['outcome-unknown', 'unknown-outcome', 'unreachable'],
    ['aborted', 'unknown-outcome', 'unreachable'],
  ] as const)('(%s) is %s for a send, %s for what nobody sees', (kind, send, harmless) => {
    const error = new HttpError(kind, 'ECONNRESET', 'POST', 'graph.example');
    expect(sendErrorOfFailure(error).code).toBe(send);
    expect(harmlessErrorOf(error).code).toBe(harmless);
  });

  it('is open when nothing at all is known of the failure', () => {
    expect(sendErrorOfFailure(new Error('?')).code).toBe('unknown-outcome');
  });

  it('passes a decision on that was already made', () => {
    const known = new SendError('window-closed');
    expect(sendErrorOfFailure(known)).toBe(known);
    expect(harmlessErrorOf(new SendError('unknown-outcome', { platformCode: '1' })).code).toBe(
      'platform-busy',
    );
  });
});
