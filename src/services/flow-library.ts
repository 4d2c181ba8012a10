import type { Conversation } from '../domain/conversation.ts';
import type { FlowLibrary } from '../flows/contract.ts';
import { type CompiledFlow, writeCompiledFlow } from '../flows/spec.ts';
import type { Clock } from '../lib/clock.ts';
import { Minute } from '../lib/duration.ts';
import type { Stores } from './stores.ts';

/** A conversation is on a version that only a newer build can read: in a rolling upgrade one of those takes the turn. */
export class FlowOfNewerBuild extends Error {
  constructor() {
    super('[flows] only a newer build can read this version of a flow');
    this.name = 'FlowOfNewerBuild';
  }
}

/** How long an event waits for such a build; after a step back to this one there is none, and today's version goes on. */
const NEWER_BUILD_WAIT_MS = 2 * Minute.ms;

/** The current flows, and the older versions that running conversations are on. */
export interface FlowShelf {
  /**
   * The library for one conversation, with the versions that its runs are pinned to at hand.
   *
   * @param acceptedAtMs - Of the event that is to be worked off.
   * @throws {FlowOfNewerBuild} for two minutes after it.
   */
  libraryFor(conversation: Conversation, acceptedAtMs: number): Promise<FlowLibrary>;
}

export interface FlowShelfDeps {
  stores: Pick<Stores, 'flowVersions'>;
  /** Null when this build does not know a step type of that version. */
  readCompiled(json: string): CompiledFlow | null;
  clock: Clock;
}

/** Keeps every loaded flow in the store under its content hash, so that a conversation can finish on its version. */
export async function openFlowShelf(
  current: readonly CompiledFlow[],
  deps: FlowShelfDeps,
): Promise<FlowShelf> {
  const bySlug = new Map(current.map((flow) => [flow.slug, flow]));
  const byHash = new Map<string, CompiledFlow | null>(current.map((flow) => [flow.hash, flow]));
  const ofNewerBuild = new Set<string>();
  for (const flow of current) {
    await deps.stores.flowVersions.insertIfAbsent(flow.hash, {
      slug: flow.slug,
      compiled: writeCompiledFlow(flow),
      firstSeenAtMs: deps.clock.systemNow(),
    });
  }

  async function fetch(hash: string): Promise<void> {
    const stored = await deps.stores.flowVersions.get(hash);
    const flow = stored && deps.readCompiled(stored.value.compiled);
    byHash.set(hash, flow);
    if (stored && !flow) ofNewerBuild.add(hash);
  }

  const library: FlowLibrary = {
    current: (slug) => bySlug.get(slug) ?? null,
    version: (hash) => byHash.get(hash) ?? null,
  };
  return {
    async libraryFor({ flow }, acceptedAtMs) {
      const runs = flow.active ? [flow.active, ...flow.paused] : flow.paused;
      const hashes = runs.map((run) => run.hash);
      await Promise.all(hashes.filter((hash) => !byHash.has(hash)).map(fetch));
      const isWaiting = deps.clock.systemNow() - acceptedAtMs < NEWER_BUILD_WAIT_MS;
      if (isWaiting && hashes.some((hash) => ofNewerBuild.has(hash))) throw new FlowOfNewerBuild();
      return library;
    },
  };
}
