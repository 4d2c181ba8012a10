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

/** Failures before the first byte of the request, whatever was being done. */
const NEVER_SENT_CODES = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_INVALID_URL',
  'ERR_INVALID_CHAR',
  'ERR_UNESCAPED_CHARACTERS',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const CODE_FORM = /^[A-Z][A-Z0-9_]{2,60}$/;

/** The code of any thrown value, as far as it has one that is fit for a log. */
export function codeOf(error: unknown): string {
  const code = property(error, 'code') ?? property(property(error, 'cause'), 'code');
  return typeof code === 'string' && CODE_FORM.test(code) ? code : 'UNKNOWN';
}

/** Whether the request surely never left; in doubt no. */
export function isNeverSent(error: unknown): boolean {
  return (
    NEVER_SENT_CODES.has(codeOf(error)) || failedToConnect(error) || failedToConnect(property(error, 'cause'))
  );
}

/** Node tells the failed system call; with several addresses, one error for each of them. */
function failedToConnect(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(failedToConnect);
  return property(error, 'syscall') === 'connect';
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Record<string, unknown>)[name];
}
