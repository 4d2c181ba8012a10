import mongoose from 'mongoose';
import { StorageUnavailable } from '../storage.ts';

const { MongoError, MongoServerError, MongoNetworkError, MongoBulkWriteError } = mongoose.mongo;

/** Codes of https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml */
const DUPLICATE_KEY = 11_000;
const OUT_OF_DISK_SPACE = 14_031;
const REFUSED_LOGINS = new Set<unknown>([13, 18, 8_000]);

/** Raised by the driver itself when there is no server to be had, or none any more. */
const NO_SERVER = new Set([
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoServerClosedError',
  'MongoExpiredSessionError',
  'MongoPoolClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
  'WaitQueueTimeoutError',
]);

const ADVICE = {
  unreachable:
    'MongoDB does not answer; check that it runs, MONGODB_URI and the network; the server goes on by itself',
  login: 'MongoDB refuses the user of MONGODB_URI; check name, password, authSource and the role readWrite',
  'disk-full': 'the disk of MongoDB is full; make room, the server goes on by itself',
} as const;

/** MongoDB refused for a reason that is a fault of the program. Never carries what was to be written. */
export class MongoFailure extends Error {
  constructor(reason: string) {
    super(`[storage] MongoDB refused: ${reason}`);
    this.name = 'MongoFailure';
  }
}

/**
 * Turns what the driver or mongoose throws into the port's errors; other errors pass unchanged. The originals quote
 * documents and addresses, so none of their words go on.
 */
export function storageError(thrown: unknown): unknown {
  const error = causeOf(thrown);
  if (error instanceof mongoose.Error) {
    return NO_SERVER.has(error.name) ? unavailable('unreachable') : new MongoFailure(error.name);
  }
  if (!(error instanceof MongoError)) return error;
  if (isRefusedLogin(error)) return unavailable('login');
  if (error.code === OUT_OF_DISK_SPACE) return unavailable('disk-full');
  if (error instanceof MongoNetworkError || NO_SERVER.has(error.name) || isPassing(error)) {
    return unavailable('unreachable');
  }
  const codeName = error instanceof MongoServerError ? (error.codeName ?? error.code) : error.name;
  return new MongoFailure(String(codeName ?? 'unknown'));
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}

/**
 * Positions of the documents that an unordered insert left out because their key exists.
 *
 * @throws the error itself when anything else went wrong: with a document, or with the command as a whole.
 */
export function duplicatesIn(error: unknown): Set<number> {
  if (!(error instanceof MongoBulkWriteError)) throw error;
  const faults = [error.writeErrors].flat();
  // A broken line or a silent server blames no document, and tells nothing of what was written.
  if (faults.length === 0 || faults.some((fault) => fault.code !== DUPLICATE_KEY)) throw error;
  if (error.result.getWriteConcernError()) throw error;
  return new Set(faults.map((fault) => fault.index));
}

/** The driver wraps whatever befalls a write of several documents, even that there is no server. */
function causeOf(error: unknown): unknown {
  if (!(error instanceof MongoBulkWriteError)) return error;
  const { errorResponse } = error;
  return errorResponse instanceof Error ? errorResponse : error;
}

function unavailable(code: keyof typeof ADVICE): StorageUnavailable {
  return new StorageUnavailable(code === 'login' ? 'unreachable' : code, ADVICE[code]);
}

function isRefusedLogin(error: mongoose.mongo.MongoError): boolean {
  return REFUSED_LOGINS.has(error.code);
}

/** A change of primary, or a majority that did not confirm in time: it may have been written, and passes by itself. */
function isPassing(error: mongoose.mongo.MongoError): boolean {
  return (
    error.hasErrorLabel('RetryableWriteError') ||
    error.hasErrorLabel('RetryableError') ||
    error.name === 'MongoWriteConcernError' ||
    (error instanceof MongoBulkWriteError && error.result.getWriteConcernError() !== undefined)
  );
}
