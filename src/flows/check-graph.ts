import type { Issue } from './issue.ts';
import type { LoadedFlow } from './load.ts';
import { stepOf } from './spec.ts';
import type { StepEdge } from './step.ts';
import { stepTypeOf } from './steps/index.ts';
import { flowOfTarget, isStepTarget } from './target.ts';

/** Where the steps of a flow lead: nowhere, to something unknown, in circles, or never out. */
export function checkGraph(loaded: LoadedFlow, slugs: ReadonlySet<string>): Issue[] {
  const { flow, path: file, lineOf } = loaded;
  const issues: Issue[] = [];
  const error = (at: (string | number)[], message: string) =>
    issues.push({ file, line: lineOf(at), level: 'error', message });
  const edges = new Map(Object.entries(flow.steps).map(([id, step]) => [id, edgesOf(step)]));

  if (!stepOf(flow, flow.start)) error(['start'], `start: there is no step "${flow.start}"`);
  if (flow.edit && !stepOf(flow, flow.edit)) error(['edit'], `edit: there is no step "${flow.edit}"`);
  for (const [id, ways] of edges) {
    if (ways.length === 0) error(['steps', id], `${id}: dead end, it leads nowhere`);
    for (const { label, to } of ways) {
      const other = flowOfTarget(to);
      if (to === '') error(['steps', id], `${id}: dead end, "${label}" has no next`);
      else if (other && !slugs.has(other)) error(['steps', id], `${id}: there is no flow "${other}"`);
      else if (isStepTarget(to) && !stepOf(flow, to)) error(['steps', id], `${id}: there is no step "${to}"`);
    }
  }
  const reached = reachable([flow.start, ...(flow.edit ? [flow.edit] : [])], edges);
  for (const id of edges.keys()) {
    if (!reached.has(id)) error(['steps', id], `${id}: no step leads here`);
    else if (!leadsOut(id, edges))
      error(['steps', id], `${id}: no way out, the talk can never end from here`);
  }
  for (const id of silentCircle(loaded, edges)) {
    error(['steps', id], `${id}: goes in a circle without asking anything`);
  }
  return issues;
}

type Edges = ReadonlyMap<string, StepEdge[]>;

function edgesOf(step: { type: string }): StepEdge[] {
  return stepTypeOf(step.type).describe(step).edges;
}

function reachable(from: readonly string[], edges: Edges): Set<string> {
  const reached = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    for (const { to } of edges.get(id) ?? []) if (isStepTarget(to)) open.push(to);
  }
  return reached;
}

function leadsOut(id: string, edges: Edges): boolean {
  return [...reachable([id], edges)].some((step) =>
    edges.get(step)?.some(({ to }) => to === '' || !isStepTarget(to)),
  );
}

/** Steps that can come to themselves again through steps that ask nothing. */
function silentCircle({ flow }: LoadedFlow, edges: Edges): string[] {
  const silent = new Map(
    [...edges].filter(([id]) => {
      const step = stepOf(flow, id);
      return step && !stepTypeOf(step.type).describe(step).asks;
    }),
  );
  return [...silent.keys()].filter((id) => {
    const next = (silent.get(id) ?? []).map(({ to }) => to).filter((to) => silent.has(to));
    return reachable(next, silent).has(id);
  });
}
