import { join } from 'node:path';
import { loadMaterial } from '../content/items/check-material.ts';
import type { ContentItem } from '../content/items/content-item.ts';
import { loadLexicon } from '../content/phrases.ts';
import { loadRecordings } from '../content/recordings.ts';
import { loadSafetyCard } from '../content/safety-card.ts';
import { loadSafetyLexicon } from '../content/safety-phrases.ts';
import type { SafetyMarker } from '../domain/event-log.ts';
import type { Message } from '../domain/message.ts';
import type { FlowEngine } from '../flows/contract.ts';
import { createFlowEngine } from '../flows/engine.ts';
import { readCompiledFlow } from '../flows/spec.ts';
import type { Clock } from '../lib/clock.ts';
import { buildCard, buildVoiceNoteAnswer, type CardParts } from '../safety/card.ts';
import { createSafety } from '../safety/create-safety.ts';
import type { Hotlines } from '../safety/hotline.ts';
import type { Safety } from '../safety/safety.ts';
import { CARD_PAYLOADS } from '../services/card-memory.ts';
import { openContentShelf } from '../services/content-shelf.ts';
import { type FlowShelf, openFlowShelf } from '../services/flow-library.ts';
import { hotlineLine } from '../services/hotline-line.ts';
import { loadFlowsOf } from '../services/load-flows.ts';
import { openRecordingShelf } from '../services/recording-shelf.ts';
import type { Stores } from '../services/stores.ts';
import type { Blobs } from '../storage/storage.ts';
import { createVi } from '../vi/create-vi.ts';

/** What the bot knows: flows, phrases, the safety card. All of it is data of the project folder. */
export interface Knowledge {
  engine: FlowEngine;
  shelf: FlowShelf;
  safety: Safety;
  /** Leaflets and other material, for the public pages. */
  material: readonly ContentItem[];
  hotlines: Hotlines;
  cardFor(marker: SafetyMarker, language: string | null): Message[];
  /** What a voice note is answered with: nobody has heard it yet. */
  voiceNoteAnswer(language: string | null): Message[];
}

export interface KnowledgeDeps {
  /** The project folder: `flows/` and `content/` lie in it. */
  root: string;
  stores: Stores;
  /** Takes the files and recordings that are handed out. */
  blobs: Blobs;
  publicUrl: string | null;
  clock: Clock;
}

/** @throws {Error} with `file:line: message` lines when the data is faulty: a bot with half its words does not start. */
export async function loadKnowledge({
  root,
  stores,
  blobs,
  publicUrl,
  clock,
}: KnowledgeDeps): Promise<Knowledge> {
  const content = join(root, 'content');
  const phrases = join(content, 'phrases');
  const { items: material, hotlines } = loadMaterial(content);
  const asset = await openRecordingShelf(loadRecordings(join(content, 'recordings')), blobs);
  const card: CardParts = {
    card: loadSafetyCard(join(content, 'safety', 'card.yaml')),
    hotlines,
    payloads: CARD_PAYLOADS,
    mediaOf: asset,
  };
  const flows = loadFlowsOf(root);
  return {
    engine: createFlowEngine({
      vi: createVi(loadLexicon(phrases)),
      hotlines: hotlineLine(hotlines),
      asset,
      content: await openContentShelf(material, { hotlines, blobs, publicUrl }),
    }),
    material,
    hotlines,
    shelf: await openFlowShelf(flows, { stores, readCompiled: readCompiledFlow, clock }),
    safety: createSafety(loadSafetyLexicon(join(phrases, 'safety'))),
    cardFor: ({ level, topic, answer }, language) =>
      buildCard({ level, topic, language, ...(answer ? { answer } : {}) }, card),
    voiceNoteAnswer: (language) => buildVoiceNoteAnswer(language, card),
  };
}
