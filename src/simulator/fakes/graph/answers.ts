import type { FakeAnswer } from '../fake-answer.ts';

/** A refusal as Graph words it; most come with status 400 (platform dossier "Messenger" §3.6). */
export interface RefusalOptions {
  subcode?: number;
  status?: number;
  isTransient?: boolean;
  type?: 'OAuthException' | 'GraphMethodException';
  message?: string;
  headers?: Record<string, string>;
}

const BAD_REQUEST = 400;

export function success(body: unknown): FakeAnswer {
  return { kind: 'json', status: 200, body };
}

export function refusal(code: number, options: RefusalOptions = {}): FakeAnswer {
  const { subcode, status = BAD_REQUEST, isTransient = false, type = 'OAuthException', headers } = options;
  return {
    kind: 'json',
    status,
    ...(headers && { headers }),
    body: {
      error: {
        message: options.message ?? `(#${code}) The fake refuses this call.`,
        type,
        code,
        ...(subcode !== undefined && { error_subcode: subcode }),
        is_transient: isTransient,
        fbtrace_id: 'FakeTraceFakeTraceFake',
      },
    },
  };
}

/** Refusal of a parameter. */
export function invalid(message: string, subcode?: number): FakeAnswer {
  return refusal(100, { message: `(#100) ${message}`, ...(subcode !== undefined && { subcode }) });
}
