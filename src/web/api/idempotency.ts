import type { IdempotentRequest } from '../../domain/records/idempotency.ts';
import type { Clock } from '../../lib/clock.ts';
import { Minute } from '../../lib/duration.ts';
import { hashOf } from '../../lib/ids.ts';
import { changeRecord } from '../../services/change-record.ts';
import type { Stores } from '../../services/stores.ts';
import { ApiError } from './api-errors.ts';

/** A request that has no answer after so long lost its server: the next one with its key does it again. */
const RUN_LIMIT_MS = 1 * Minute.ms;

const KEY = /^[\w.:-]{8,200}$/;

export interface Answer {
  status: number;
  /** JSON. */
  body: string;
}

export interface KeyedRequest {
  /** The header's value. */
  key: string;
  /** Keys of two tokens never meet. */
  token: string;
  /** Method, path and body, as the caller sent them. */
  request: string;
}

/** `replayed`: the answer of the first time. Otherwise do the work under `effectId`, then call `done`. */
export type KeyedTurn =
  | { replayed: Answer }
  | { effectId: string; done(answer: Answer): Promise<void>; failed(): Promise<void> };

/**
 * Makes a repeated request give the first answer. Records made under `effectId` are the same ones when a request is
 * done again after its server was lost.
 *
 * @throws {ApiError} `idempotency-key-invalid`, `idempotency-key-reused` or `request-running`.
 */
export async function takeKey(
  { key, token, request }: KeyedRequest,
  stores: Pick<Stores, 'idempotentRequests'>,
  clock: Clock,
): Promise<KeyedTurn> {
  if (!KEY.test(key)) throw new ApiError('idempotency-key-invalid');
  const id = hashOf(token, key);
  const nowMs = clock.systemNow();
  const mine: IdempotentRequest = {
    requestHash: hashOf(request),
    answer: null,
    atMs: nowMs,
    runningUntilMs: nowMs + RUN_LIMIT_MS,
  };
  if (!(await stores.idempotentRequests.insertIfAbsent(id, mine))) {
    const stored = await stores.idempotentRequests.get(id);
    if (!stored) throw new ApiError('request-running');
    const { value, version } = stored;
    if (value.requestHash !== mine.requestHash) throw new ApiError('idempotency-key-reused');
    if (value.answer) return { replayed: value.answer };
    if (value.runningUntilMs > nowMs) throw new ApiError('request-running');
    if (!(await stores.idempotentRequests.replace(id, mine, version))) throw new ApiError('request-running');
  }
  return {
    effectId: `api:${id}`,
    async done(answer) {
      await changeRecord(stores.idempotentRequests, id, (old) => ({ ...old, answer }));
    },
    /** Nothing was decided: the same key may try again at once. */
    async failed() {
      await changeRecord(stores.idempotentRequests, id, (old) => ({ ...old, runningUntilMs: 0 }));
    },
  };
}
