import { loadLexicon } from '../../src/content/phrases.ts';
import type { FlowLibrary } from '../../src/flows/contract.ts';
import { createFlowEngine } from '../../src/flows/engine.ts';
import { flowLibrary } from '../../src/flows/library.ts';
import { loadFlows } from '../../src/flows/load.ts';
import { TalkPlayer } from '../../src/flows/talk.ts';
import { TALK_CONTENT } from '../../src/flows/talk-content.ts';
import { type WorldSpec, worldSchema } from '../../src/flows/talk-spec.ts';
import type { EngineTools } from '../../src/flows/turn.ts';
import { readFlowFiles } from '../../src/services/load-flows.ts';
import { createVi } from '../../src/vi/create-vi.ts';

export const FILES = readFlowFiles('flows');
export const FLOWS = loadFlows(FILES.flows);
export const VI = createVi(loadLexicon('content/phrases'));
export const HOTLINES = '113 công an · 111 trẻ em';

export const MONDAY = '2026-11-23T09:00';

export function engineWith(tools: Partial<EngineTools> = {}) {
  return createFlowEngine({ vi: VI, hotlines: HOTLINES, content: TALK_CONTENT, ...tools });
}

export interface PlayerParts {
  world?: Partial<WorldSpec>;
  flows?: FlowLibrary;
  tools?: Partial<EngineTools>;
}

/** A person who talks with the real flows, in an invented world on Monday 23/11/2026. */
export function player({ world = {}, flows = flowLibrary(FLOWS), tools = {} }: PlayerParts = {}): TalkPlayer {
  return new TalkPlayer({ engine: engineWith(tools), flows, now: MONDAY, world: worldSchema.parse(world) });
}
