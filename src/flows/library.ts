import type { FlowLibrary } from './contract.ts';
import type { CompiledFlow } from './spec.ts';

/** A library of today's flows and some older versions. */
export function flowLibrary(
  flows: readonly CompiledFlow[],
  older: readonly CompiledFlow[] = [],
): FlowLibrary {
  const bySlug = new Map(flows.map((flow) => [flow.slug, flow]));
  const byHash = new Map([...older, ...flows].map((flow) => [flow.hash, flow]));
  return {
    current: (slug) => bySlug.get(slug) ?? null,
    version: (hash) => byHash.get(hash) ?? null,
  };
}
