import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { MongoKind } from './mongo/start-server.ts';
import { requires } from './require.ts';

/** The MongoDB server of this test run. */
export interface TestMongo {
  kind: MongoKind;
  /** Address of a database of its own, which nobody has used before. */
  freshUri(): string;
}

/**
 * The server that all tests of this run share; the first that asks starts it.
 *
 * @returns null, after one loud line, when there is none and none is demanded.
 */
export async function mongoServer(): Promise<TestMongo | null> {
  if (!requires('mongo')) return null;
  const answer = await fetch(inject('mongoDoor'));
  if (!answer.ok) throw new Error(await answer.text());
  const { kind, uri } = (await answer.json()) as { kind: MongoKind; uri: string };
  return {
    kind,
    freshUri() {
      const url = new URL(uri);
      url.pathname = `/loa_test_${randomBytes(6).toString('hex')}`;
      return url.toString();
    },
  };
}
