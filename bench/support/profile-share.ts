import { readFileSync } from 'node:fs';

interface ProfileNode {
  id: number;
  callFrame: { functionName: string };
  children?: number[];
}

interface CpuProfile {
  nodes: ProfileNode[];
  samples: number[];
  timeDeltas: number[];
}

const IDLE = '(idle)';

/** Which part of the busy time of a `.cpuprofile` was spent in a function of this name and all it called; 0 to 1. */
export function shareOf(path: string, functionName: string): number {
  const profile = JSON.parse(readFileSync(path, 'utf8')) as CpuProfile;
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const inside = new Set<number>();
  const enter = (id: number): void => {
    inside.add(id);
    for (const child of nodes.get(id)?.children ?? []) enter(child);
  };
  for (const node of profile.nodes) if (node.callFrame.functionName === functionName) enter(node.id);
  let busy = 0;
  let spent = 0;
  for (const [n, id] of profile.samples.entries()) {
    const micros = profile.timeDeltas[n] ?? 0;
    if (nodes.get(id)?.callFrame.functionName !== IDLE) busy += micros;
    if (inside.has(id)) spent += micros;
  }
  return busy === 0 ? 0 : spent / busy;
}
