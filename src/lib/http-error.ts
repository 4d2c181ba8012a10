/**
 * How a call failed without a usable answer.
 *
 * - `not-sent`: surely nothing has reached the other side; trying again is safe.
 * - `outcome-unknown`: the other side may have acted on the request.
 * - `aborted`: the caller gave up; the other side may have acted on the request.
 */
export type HttpErrorKind = 'not-sent' | 'outcome-unknown' | 'aborted';

/** A call without an answer. Holds neither headers nor path, query or body, so it may be logged. */
export class HttpError extends Error {
  readonly kind: HttpErrorKind;
  /** Such as `ECONNREFUSED` or `TIMEOUT`. */
  readonly code: string;

  /** @param host - Host name of the called server, without user name or port. */
  constructor(kind: HttpErrorKind, code: string, method: string, host: string) {
    super(`${method} ${host} failed: ${code} (${kind})`);
    this.name = 'HttpError';
    this.kind = kind;
    this.code = code;
  }
}

const CODE_FORM = /^[A-Z][A-Z0-9_]{2,60}$/;

/** The code of any thrown value, as far as it has one that is fit for a log. */
export function codeOf(error: unknown): string {
  const code = property(error, 'code') ?? property(property(error, 'cause'), 'code');
  return typeof code === 'string' && CODE_FORM.test(code) ? code : 'UNKNOWN';
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Record<string, unknown>)[name];
}
