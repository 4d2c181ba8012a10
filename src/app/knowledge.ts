import { join } from 'node:path';
import { loadHotlines } from '../content/hotlines.ts';
import { loadLexicon } from '../content/phrases.ts';
import { loadSafetyCard } from '../content/safety-card.ts';
import { loadSafetyLexicon } from '../content/safety-phrases.ts';
import type { SafetyMarker } from '../domain/event-log.ts';
import type { Message } from '../domain/message.ts';
import type { FlowEngine } from '../flows/contract.ts';
import { createFlowEngine } from '../flows/engine.ts';
import { readCompiledFlow } from '../flows/spec.ts';
import type { Clock } from '../lib/clock.ts';
import { buildCard } from '../safety/card.ts';
import { createSafety } from '../safety/create-safety.ts';
import type { Safety } from '../safety/safety.ts';
import { CARD_PAYLOADS } from '../services/card-memory.ts';
import { type FlowShelf, openFlowShelf } from '../services/flow-library.ts';
import { hotlineLine } from '../services/hotline-line.ts';
import { loadFlowsOf } from '../services/load-flows.ts';
import type { Stores } from '../services/stores.ts';
import { createVi } from '../vi/create-vi.ts';

/** What the bot knows: flows, phrases, the safety card. All of it is data of the project folder. */
export interface Knowledge {
  engine: FlowEngine;
  shelf: FlowShelf;
  safety: Safety;
  cardFor(marker: SafetyMarker, language: string | null): Message[];
}

export interface KnowledgeDeps {
  /** The project folder: `flows/` and `content/` lie in it. */
  root: string;
  stores: Stores;
  clock: Clock;
}

/** @throws {Error} with `file:line: message` lines when the data is faulty: a bot with half its words does not start. */
export async function loadKnowledge({ root, stores, clock }: KnowledgeDeps): Promise<Knowledge> {
  const content = join(root, 'content');
  const phrases = join(content, 'phrases');
  const card = {
    card: loadSafetyCard(join(content, 'safety', 'card.yaml')),
    hotlines: loadHotlines(join(content, 'hotlines.yaml')),
    payloads: CARD_PAYLOADS,
  };
  const flows = loadFlowsOf(root);
  return {
    engine: createFlowEngine({ vi: createVi(loadLexicon(phrases)), hotlines: hotlineLine(card.hotlines) }),
    shelf: await openFlowShelf(flows, { stores, readCompiled: readCompiledFlow, clock }),
    safety: createSafety(loadSafetyLexicon(join(phrases, 'safety'))),
    cardFor: ({ level, topic, answer }, language) =>
      buildCard({ level, topic, language, ...(answer ? { answer } : {}) }, card),
  };
}
