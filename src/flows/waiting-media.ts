import type { Effect } from '../domain/effect.ts';
import type { FlowValue } from '../domain/flow-state.ts';
import { sessionIdOf } from '../domain/records/session.ts';
import { WAITING } from './run-keys.ts';

/** A photo or recording that came before it was known which report it belongs to. */
export interface WaitingMedia {
  kind: 'image' | 'audio' | 'video';
  url: string;
}

export function waitingMedia(answers: Readonly<Record<string, FlowValue>>): WaitingMedia[] {
  const waiting = answers[WAITING];
  return Array.isArray(waiting) ? (waiting as unknown as WaitingMedia[]) : [];
}

/**
 * Adds the waiting media to a report that was sent before. Its own media have small indexes; these are numbered by time,
 * so that none takes another's place.
 */
export function keepWaiting(
  answers: Readonly<Record<string, FlowValue>>,
  sessionId: string,
  nowMs: number,
): Effect[] {
  const draftId = sessionId.slice(sessionIdOf('').length);
  return waitingMedia(answers).map(({ kind, url }, n) => ({
    type: 'keep-media',
    draftId,
    kind,
    url,
    index: nowMs + n,
  }));
}
