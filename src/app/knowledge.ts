import { join } from 'node:path';
import { loadHotlines } from '../content/hotlines.ts';
import { loadLexicon } from '../content/phrases.ts';
import { loadSafetyCard } from '../content/safety-card.ts';
import { loadSafetyLexicon } from '../content/safety-phrases.ts';
import type { SafetyMarker } from '../domain/event-log.ts';
import type { Message } from '../domain/message.ts';
import type { FlowEngine } from '../flows/contract.ts';
import { createFlowEngine } from '../flows/engine.ts';
import type { Clock } from '../lib/clock.ts';
import { createSafety } from '../safety/create-safety.ts';
import type { Safety } from '../safety/safety.ts';
import { type FlowShelf, openFlowShelf } from '../services/flow-library.ts';
import { loadFlows } from '../services/load-flows.ts';
import type { Stores } from '../services/stores.ts';
import { createVi } from '../vi/create-vi.ts';

/** What the bot knows: flows, phrases, the safety card. All of it is data of the project folder. */
export interface Knowledge {
  engine: FlowEngine;
  shelf: FlowShelf;
  safety: Safety;
  cardFor(marker: SafetyMarker, language: string | null): Message[];
}
