import type { CompiledFlow } from './spec.ts';
import { stepTypeOf } from './steps/index.ts';

/** Edges of flows that talks walked. Give {@link EdgeLog.onEdge} to the engine that plays them. */
export class EdgeLog {
  private readonly walked = new Set<string>();

  readonly onEdge = (flow: string, step: string, edge: string): void => {
    this.walked.add(`${flow} ${step} ${edge}`);
  };

  has(flow: string, step: string, edge: string): boolean {
    return this.walked.has(`${flow} ${step} ${edge}`);
  }
}

export interface FlowCoverage {
  flow: string;
  edges: number;
  walked: number;
  /** `step → edge` that no talk walks. */
  missing: string[];
}

/** How much of each flow the talks walk. */
export function coverageOf(flows: readonly CompiledFlow[], log: EdgeLog): FlowCoverage[] {
  return flows.map((flow) => {
    const edges = Object.entries(flow.steps).flatMap(([id, step]) =>
      stepTypeOf(step.type)
        .describe(step)
        .edges.map(({ label }) => ({ id, label })),
    );
    const missing = edges.filter(({ id, label }) => !log.has(flow.slug, id, label));
    return {
      flow: flow.slug,
      edges: edges.length,
      walked: edges.length - missing.length,
      missing: missing.map(({ id, label }) => `${id} → ${label}`),
    };
  });
}
