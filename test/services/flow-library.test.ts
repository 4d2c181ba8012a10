import { expect, it } from 'vitest';
import { newConversation } from '../../src/domain/conversation.ts';
import { loadFlows } from '../../src/flows/load.ts';
import { compileFlow, flowSchema, readCompiledFlow } from '../../src/flows/spec.ts';
import { FlowOfNewerBuild, openFlowShelf } from '../../src/services/flow-library.ts';
import { readFlowFiles } from '../../src/services/load-flows.ts';
import { openTestStores } from '../support/stores.ts';

const FLOWS = loadFlows(readFlowFiles('flows').flows);

function pinnedOn(hash: string) {
  const run = { id: 'r', flow: 'help', step: 'x', question: 1, answers: {}, returnTo: [] };
  const active = { ...run, hash, startedAtMs: 0, touchedAtMs: 0 };
  return { ...newConversation(), flow: { ...newConversation().flow, active } };
}

it('every flow that a conversation began is there to the letter after the server came back with newer ones', async () => {
  const { stores, clock } = await openTestStores();
  const deps = { stores, clock, readCompiled: readCompiledFlow };
  await openFlowShelf(FLOWS, deps);
  const newer = FLOWS.map(({ slug: _slug, hash: _hash, ...flow }) =>
    compileFlow(flowSchema.parse({ ...flow, title: `${flow.title} mới` })),
  );
  const shelf = await openFlowShelf(newer, deps);
  for (const flow of FLOWS) {
    const library = await shelf.libraryFor(pinnedOn(flow.hash), clock.systemNow());
    expect(library.version(flow.hash), flow.slug).toEqual(flow);
    expect(library.current(flow.slug)?.title).toBe(`${flow.title} mới`);
  }
});

it('a version that an older build kept with its slug and hash is read all the same', async () => {
  const { stores, clock } = await openTestStores();
  const [flow] = FLOWS;
  if (!flow) throw new Error('there are flows');
  const compiled = JSON.stringify(flow);
  await stores.flowVersions.insertIfAbsent(flow.hash, { slug: flow.slug, compiled, firstSeenAtMs: 0 });
  const shelf = await openFlowShelf([], { stores, clock, readCompiled: readCompiledFlow });
  expect((await shelf.libraryFor(pinnedOn(flow.hash), clock.systemNow())).version(flow.hash)).toEqual(flow);
});

it('a version that only a newer build can read is left to it, and given up after two minutes', async () => {
  const { stores, clock } = await openTestStores();
  const [flow] = FLOWS;
  if (!flow) throw new Error('there are flows');
  await openFlowShelf([flow], { stores, clock, readCompiled: readCompiledFlow });
  const older = await openFlowShelf([], { stores, clock, readCompiled: () => null });
  const acceptedAtMs = clock.systemNow();
  await expect(older.libraryFor(pinnedOn(flow.hash), acceptedAtMs)).rejects.toThrow(FlowOfNewerBuild);
  clock.advance(120_000);
  expect((await older.libraryFor(pinnedOn(flow.hash), acceptedAtMs)).version(flow.hash)).toBeNull();
});
