import type { FakeAnswer } from '../fake-answer.ts';
import { refusal } from './answers.ts';

/** Which calls a failure hits. */
export type GraphCallTarget = 'send' | 'upload' | 'read';

/**
 * How calls can be made to fail. Those with `after` take effect although the caller does not learn it; `no-message-id`
 * too; `slow` answers rightly, but late.
 */
export const GRAPH_FAILURES = [
  'throttled',
  'throttled-app',
  'http-429',
  'temporary',
  'service-down',
  'unknown-error',
  'maybe-sent',
  'token-expired',
  'permission-missing',
  'policy-block',
  'window-closed',
  'person-unavailable',
  'thread-held',
  'attachment-gone',
  'invalid-parameter',
  'unlisted-error',
  'error-200',
  'not-json',
  'no-message-id',
  'timeout-before',
  'timeout-after',
  'server-error-before',
  'server-error-after',
  'slow',
] as const;

export type GraphFailure = (typeof GRAPH_FAILURES)[number];

const REGAIN_MINUTES = 3;

/** Percent figures as Graph writes them into a header (platform dossier "Messenger" §4). */
export function usageHeader(pageId: string, percent: number, regainMinutes: number): Record<string, string> {
  const usage = {
    type: 'messenger',
    call_count: percent,
    total_cputime: 1,
    total_time: 1,
    estimated_time_to_regain_access: regainMinutes,
  };
  return { 'x-business-use-case-usage': JSON.stringify({ [pageId]: [usage] }) };
}

/** Answers of failures that happen instead of the call. */
function answerBefore(failure: GraphFailure, pageId: string): FakeAnswer | null {
  switch (failure) {
    case 'throttled':
      return refusal(613, { headers: usageHeader(pageId, 100, REGAIN_MINUTES) });
    case 'throttled-app':
      return refusal(4, { isTransient: true });
    case 'http-429':
      return { kind: 'text', status: 429, body: 'Too Many Requests' };
    case 'temporary':
      return refusal(1200, { status: 500, isTransient: true });
    case 'service-down':
      return refusal(2, { status: 500, isTransient: true });
    case 'unknown-error':
      return refusal(1, { status: 500 });
    case 'maybe-sent':
      return refusal(1, { subcode: 1357046 });
    case 'token-expired':
      return refusal(190, { subcode: 463, status: 401 });
    case 'permission-missing':
      return refusal(200, { status: 403 });
    case 'policy-block':
      return refusal(368);
    case 'window-closed':
      return refusal(10, { subcode: 2018278, status: 403 });
    case 'person-unavailable':
      return refusal(551, { subcode: 1545041 });
    case 'thread-held':
      return refusal(10, { subcode: 2018300 });
    case 'attachment-gone':
      return refusal(100, { subcode: 2018074 });
    case 'invalid-parameter':
      return refusal(100);
    case 'unlisted-error':
      return refusal(424242, { subcode: 4242 });
    case 'error-200':
      return refusal(36000, { status: 200 });
    case 'not-json':
      return { kind: 'text', status: 200, body: '<html>gateway</html>' };
    case 'timeout-before':
      return { kind: 'silence' };
    case 'server-error-before':
      return { kind: 'text', status: 503, body: 'Service Unavailable' };
    default:
      return null;
  }
}

/** Makes one call with the failure that was planned for it. */
export async function callWithFailure(
  failure: GraphFailure | null,
  pageId: string,
  call: () => Promise<FakeAnswer>,
  pause: () => Promise<void>,
): Promise<FakeAnswer> {
  if (failure === null) return call();
  const instead = answerBefore(failure, pageId);
  if (instead) return instead;
  const answer = await call();
  if (failure === 'slow') await pause();
  if (failure === 'timeout-after') return { kind: 'silence' };
  if (failure === 'server-error-after') return { kind: 'text', status: 502, body: 'Bad Gateway' };
  if (failure === 'no-message-id') return { kind: 'json', status: 200, body: { recipient_id: '1' } };
  return answer;
}
