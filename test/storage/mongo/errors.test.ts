import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { duplicatesIn, storageError } from '../../../src/storage/mongo/errors.ts';

const { MongoBulkWriteError, MongoNetworkError } = mongoose.mongo;

/** As the driver throws it from a write of several documents (mongodb 7.8, bulk/common.js). */
function bulkError(error: object, concern?: object) {
  return new MongoBulkWriteError(error as never, { getWriteConcernError: () => concern } as never);
}

const DUPLICATE = { code: 11_000, index: 1 };
const LATE = { message: 'waiting for replication timed out', code: 64 };

describe('what becomes of a write of several documents', () => {
  it('is a duplicate only where the server says so of every document that it refused', () => {
    const message = 'refused';
    expect(duplicatesIn(bulkError({ message, writeErrors: [DUPLICATE] }))).toEqual(new Set([1]));
    const mixed = bulkError({ message, writeErrors: [DUPLICATE, { code: 121, index: 2 }] });
    expect(() => duplicatesIn(mixed)).toThrow(mixed);
  });

  it.each([
    ['a line that broke', bulkError(new MongoNetworkError('invented'))],
    ['a majority that was too slow', bulkError(LATE, LATE)],
    [
      'a majority that was too slow for documents of which one was there',
      bulkError({ message: 'refused', writeErrors: [DUPLICATE] }, LATE),
    ],
  ])('is open after %s, which blames no document and passes', (_why, error) => {
    expect(() => duplicatesIn(error)).toThrow(error);
    expect(storageError(error)).toMatchObject({ name: 'StorageUnavailable', code: 'unreachable' });
  });
});
