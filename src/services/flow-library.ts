import type { Conversation } from '../domain/conversation.ts';
import type { FlowLibrary } from '../flows/contract.ts';
import { type CompiledFlow, writeCompiledFlow } from '../flows/spec.ts';
import type { Clock } from '../lib/clock.ts';
import type { Stores } from './stores.ts';

/** The current flows, and the older versions that running conversations are on. */
export interface FlowShelf {
  /** The library for one conversation, with the versions that its runs are pinned to at hand. */
  libraryFor(conversation: Conversation): Promise<FlowLibrary>;
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
  for (const flow of current) {
    await deps.stores.flowVersions.insertIfAbsent(flow.hash, {
      slug: flow.slug,
      compiled: writeCompiledFlow(flow),
      firstSeenAtMs: deps.clock.systemNow(),
    });
  }

  async function fetch(hash: string): Promise<void> {
    const stored = await deps.stores.flowVersions.get(hash);
    byHash.set(hash, stored && deps.readCompiled(stored.value.compiled));
  }

  const library: FlowLibrary = {
    current: (slug) => bySlug.get(slug) ?? null,
    version: (hash) => byHash.get(hash) ?? null,
  };
  return {
    async libraryFor({ flow }) {
      const runs = flow.active ? [flow.active, ...flow.paused] : flow.paused;
      const missing = runs.map((run) => run.hash).filter((hash) => !byHash.has(hash));
      await Promise.all(missing.map(fetch));
      return library;
    },
  };
}
