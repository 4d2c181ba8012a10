import type { FakeAnswer } from '../fake-answer.ts';

/** Messages of the codes that the fake gives (platform dossier "Zalo" §6.6). */
const MESSAGES: Readonly<Record<number, string>> = {
  [-32]: 'Your application reach limit call api',
  [-100]: 'attachment_id is expired',
  [-200]: 'Send message failed',
  [-201]: 'Params is invalid!',
  [-210]: 'Params exceed allowable limit',
  [-213]: 'User has not followed OA',
  [-216]: 'Access token is invalid',
  [-217]: 'User has blocked invitation',
  [-220]: 'Access token is expired or removed',
  [-230]: 'User has not interacted with the OA in the past 7 days',
  [-233]: 'Message type is invalid or not supported',
  [-240]: 'MessageV2 API has been shut down',
};

export function success(data?: unknown): FakeAnswer {
  return {
    kind: 'json',
    status: 200,
    body: { ...(data !== undefined && { data }), error: 0, message: 'Success' },
  };
}

/** Zalo's errors come under HTTP 200. */
export function refusal(code: number, status = 200): FakeAnswer {
  return { kind: 'json', status, body: { error: code, message: MESSAGES[code] ?? `Error ${code}` } };
}

export function invalidApi(): FakeAnswer {
  return { kind: 'text', status: 404, body: 'You are accessing an empty or invalid API' };
}
