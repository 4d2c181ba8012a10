/**
 * Why a file was not fetched.
 *
 * `bad-url`, `not-https`, `host-not-allowed`, `private-address`, `too-many-redirects` and `too-large` will not change
 * by trying again; `timeout`, `unreachable` and `bad-status` may.
 */
export type GuardedFetchErrorKind =
  | 'bad-url'
  | 'not-https'
  | 'host-not-allowed'
  | 'private-address'
  | 'too-many-redirects'
  | 'too-large'
  | 'bad-status'
  | 'timeout'
  | 'unreachable'
  | 'aborted';

/** Holds no part of the address: media links carry signatures that work like passwords. */
export class GuardedFetchError extends Error {
  readonly kind: GuardedFetchErrorKind;
  /** The answer's status; only with `bad-status`. */
  readonly status: number | undefined;

  constructor(kind: GuardedFetchErrorKind, status?: number) {
    super(status === undefined ? `file not fetched: ${kind}` : `file not fetched: ${kind} ${status}`);
    this.name = 'GuardedFetchError';
    this.kind = kind;
    this.status = status;
  }

  /** Whether the same address may work later. */
  get mayRecover(): boolean {
    return this.kind === 'timeout' || this.kind === 'unreachable' || this.isServerStatus;
  }

  private get isServerStatus(): boolean {
    return this.status !== undefined && (this.status >= 500 || this.status === 429);
  }
}
