import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TestProject } from 'vitest/node';
import { demands, requires } from '../require.ts';
import { fetchStandIn } from './stand-in.ts';
import { type MongoServer, startMongoServer, WHAT_IT_PROVES } from './start-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where to ask for the MongoDB server of this test run; asking starts it. */
    mongoDoor: string;
  }
}

const quiet = () => {};

/**
 * One MongoDB server for the whole run, started when the first test asks for it and stopped after the last. The door
 * stands in the main process, because a server started by one test file would end with that file.
 *
 * @throws {Error} when `LOA_REQUIRE` demands MongoDB and there is neither a server nor the stand-in.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (demands('mongo') && !requires('mongo', { ...process.env, LOA_REQUIRE: '' }, quiet)) {
    await fetchStandIn(process.env);
  }
  let starting: Promise<MongoServer> | undefined;
  const door = createServer((_request, response) => {
    starting ??= start();
    starting.then(
      ({ kind, uri }) => response.end(JSON.stringify({ kind, uri })),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const address = door.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  project.provide('mongoDoor', `http://127.0.0.1:${port}/`);
  return async () => {
    door.closeAllConnections();
    door.close();
    await (await starting)?.stop();
  };
}

async function start(): Promise<MongoServer> {
  const found = requires('mongo');
  if (!found) throw new Error('no MongoDB server at hand');
  const server = await startMongoServer(found);
  process.stderr.write(`\nMongoDB for the tests: ${WHAT_IT_PROVES[server.kind]}\n`);
  return server;
}
