import type { FlowRun } from '../domain/flow-state.ts';
import { type Attached, attachMedia } from './attach-media.ts';
import type { EngineEvent } from './contract.ts';
import type { Done } from './done.ts';
import { isStale } from './handle-event.ts';
import { handleText } from './handle-text.ts';
import { PHOTOS, WAITING } from './run-keys.ts';
import { repeat, runOf } from './runs.ts';
import type { CompiledFlow } from './spec.ts';
import { startRun } from './start-run.ts';
import type { Spoken } from './step.ts';
import type { Turn } from './turn.ts';
import { type WaitingMedia, waitingMedia } from './waiting-media.ts';
import { waitingRefusal } from './waiting-seat.ts';

/** More photos than this are not kept waiting. */
const MAX_WAITING = 10;

/** Photos, recordings and clips of a message that can be fetched. */
export function mediaOf(event: EngineEvent): WaitingMedia[] {
  return event.attachments.flatMap(({ kind, url }) =>
    url && (kind === 'image' || kind === 'audio' || kind === 'video') ? [{ kind, url }] : [],
  );
}

/** Photos may come at any moment: they go to the report that is open, or it is asked which one they belong to. */
export function handleMedia(turn: Turn, media: readonly WaitingMedia[]): Done {
  const run = turn.state.active;
  const isVoice = media.every(({ kind }) => kind === 'audio');
  if (!turn.consented) return consentFirst(turn, isVoice);
  if (run && (run.flow === 'photos' || run.flow === 'unfinished')) return wait(turn, run, media);
  const flow = run && runOf(turn, run);
  if (run && !flow) return;
  if (run && flow?.media && !isStale(turn)) return keep(turn, run, flow, media);
  if (!turn.me.memberships.some(({ role }) => role !== 'member')) {
    const words = waitingRefusal(turn) ?? turn.common(isVoice ? 'voice-not-reporter' : 'photo-not-reporter');
    return run ? repeat(turn, words) : turn.say(words);
  }
  const { text } = turn.event;
  if (text !== '' && turn.tools.vi.readCommand(text).command === 'report') {
    return startRun(turn, 'report-session', { opening: text, waiting: media });
  }
  const unfinished = run?.flow === 'report-session' || turn.state.paused.length > 0;
  startRun(turn, unfinished ? 'unfinished' : 'photos', { waiting: media });
}

/** The question is open which report earlier photos belong to: these join them. */
function wait(turn: Turn, run: FlowRun, media: readonly WaitingMedia[]): Done {
  const waiting = [...waitingMedia(run.answers), ...media].slice(0, MAX_WAITING);
  run.answers[WAITING] = waiting.map((item) => ({ ...item }));
  run.touchedAtMs = turn.now.ms;
  if (turn.event.text !== '') return handleText(turn, turn.event.text);
  // The question about photos counts them itself.
  repeat(turn, run.flow === 'photos' ? null : turn.common('media-waits'));
}

function keep(turn: Turn, run: FlowRun, flow: CompiledFlow, media: readonly WaitingMedia[]): Done {
  const attached = attachMedia(turn, run, flow, media);
  turn.note('media-kept');
  const words = wordsFor(turn, run, flow, attached);
  if (turn.event.text === '') return repeat(turn, words);
  turn.say(words);
  handleText(turn, turn.event.text);
}

function wordsFor(turn: Turn, run: FlowRun, flow: CompiledFlow, attached: Attached): Spoken {
  const count = run.answers[PHOTOS] ?? 0;
  if (attached.left > 0) return turn.common('photo-too-many', { count, max: flow.media?.max });
  if (attached.recordings > 0) return turn.common('voice-kept');
  return attached.videos > 0 ? turn.common('video-kept') : turn.common('photo-kept', { count });
}

/** Nothing personal is taken without consent: the photo or recording is not kept. */
function consentFirst(turn: Turn, isVoice: boolean): Done {
  const words = turn.common(isVoice ? 'voice-consent-first' : 'photo-consent-first');
  if (turn.state.active) return repeat(turn, words);
  startRun(turn, 'welcome', { before: words });
}
