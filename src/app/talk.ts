import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { loadLexicon } from '../content/phrases.ts';
import { loadRecordings } from '../content/recordings.ts';
import { loadSafetyCard } from '../content/safety-card.ts';
import type { SafetyMarker } from '../domain/event-log.ts';
import type { Message } from '../domain/message.ts';
import type { FlowEngine } from '../flows/contract.ts';
import { createFlowEngine } from '../flows/engine.ts';
import { readCompiledFlow } from '../flows/spec.ts';
import type { Clock } from '../lib/clock.ts';
import { onceEach } from '../lib/once-each.ts';
import { buildCard, buildVoiceNoteAnswer, type CardParts } from '../safety/card.ts';
import { CARD_PAYLOADS } from '../services/card-memory.ts';
import { openContentShelf } from '../services/content-shelf.ts';
import { type FlowShelf, openFlowShelf } from '../services/flow-library.ts';
import { hotlineLine } from '../services/hotline-line.ts';
import { loadFlowsOf } from '../services/load-flows.ts';
import { openRecordingShelf } from '../services/recording-shelf.ts';
import type { Stores } from '../services/stores.ts';
import type { Blobs } from '../storage/storage.ts';
import { createVi } from '../vi/create-vi.ts';
import type { Knowledge } from './knowledge.ts';

/** What the bot talks with. */
export interface Talk {
  engine: FlowEngine;
  shelf: FlowShelf;
  cardFor(marker: SafetyMarker, language: string | null): Message[];
  /** What a voice note is answered with: nobody has heard it yet. */
  voiceNoteAnswer(language: string | null): Message[];
}

export interface TalkDeps {
  root: string;
  stores: Stores;
  /** Takes the files and recordings that are handed out. */
  blobs: Blobs;
  publicUrl: string | null;
  clock: Clock;
}

/** The door is open while this is loaded: who knocks is let in between two parts, and need not wait for all of them. */
const BREATH_MS = 5;

/** Both are read once a process. */
const loadFlows = onceEach(loadFlowsOf);
const loadVi = onceEach((root: string) => createVi(loadLexicon(join(root, 'content', 'phrases'))));

/**
 * Loads flows, phrases and the card, and keeps in the store what outlives this build.
 *
 * @throws {Error} with `file:line: message` lines when the data is faulty: a bot with half its words does not start.
 */
export async function openTalk(
  { material, hotlines }: Knowledge,
  { root, stores, blobs, publicUrl, clock }: TalkDeps,
): Promise<Talk> {
  const content = join(root, 'content');
  const asset = await openRecordingShelf(loadRecordings(join(content, 'recordings')), blobs);
  const card: CardParts = {
    card: loadSafetyCard(join(content, 'safety', 'card.yaml')),
    hotlines,
    payloads: CARD_PAYLOADS,
    mediaOf: asset,
  };
  await wait(BREATH_MS);
  const flows = loadFlows(root);
  await wait(BREATH_MS);
  const vi = loadVi(root);
  await wait(BREATH_MS);
  return {
    engine: createFlowEngine({
      vi,
      hotlines: hotlineLine(hotlines),
      asset,
      content: await openContentShelf(material, { hotlines, blobs, publicUrl }),
    }),
    shelf: await openFlowShelf(flows, { stores, readCompiled: readCompiledFlow, clock }),
    cardFor: ({ level, topic, answer }, language) =>
      buildCard({ level, topic, language, ...(answer ? { answer } : {}) }, card),
    voiceNoteAnswer: (language) => buildVoiceNoteAnswer(language, card),
  };
}
