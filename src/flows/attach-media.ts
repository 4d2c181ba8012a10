import type { FlowRun } from '../domain/flow-state.ts';
import { MEDIA, PHOTOS, RECORDINGS } from './run-keys.ts';
import type { CompiledFlow } from './spec.ts';
import type { Turn } from './turn.ts';
import type { WaitingMedia } from './waiting-media.ts';

/** What became of some media. */
export interface Attached {
  photos: number;
  recordings: number;
  videos: number;
  /** Photos beyond the limit, which were not kept. */
  left: number;
}

/** Keeps photos and recordings with the draft of a run, under running indexes. */
export function attachMedia(
  turn: Turn,
  run: FlowRun,
  flow: CompiledFlow,
  media: readonly WaitingMedia[],
): Attached {
  const result: Attached = { photos: 0, recordings: 0, videos: 0, left: 0 };
  for (const { kind, url } of media) {
    if (kind === 'image' && count(run, PHOTOS) >= (flow.media?.max ?? 0)) {
      result.left++;
      continue;
    }
    turn.add({ type: 'keep-media', draftId: run.id, kind, url, index: count(run, MEDIA) });
    raise(run, MEDIA);
    raise(run, kind === 'image' ? PHOTOS : RECORDINGS);
    if (kind === 'image') result.photos++;
    else if (kind === 'audio') result.recordings++;
    else result.videos++;
  }
  if (media.length > 0) run.touchedAtMs = turn.now.ms;
  return result;
}

function count(run: FlowRun, key: string): number {
  return typeof run.answers[key] === 'number' ? run.answers[key] : 0;
}

function raise(run: FlowRun, key: string): void {
  run.answers[key] = count(run, key) + 1;
}
