import { isContentLink } from './content-link.ts';
import type { Done } from './done.ts';
import { handleEdit } from './handle-edit.ts';
import { handleMedia, mediaOf } from './handle-media.ts';
import { handleTap } from './handle-tap.ts';
import { handleText } from './handle-text.ts';
import { introduction } from './introduction.ts';
import { asksToJoin, joinCodeIn } from './join-code.ts';
import { isWorthKeeping, repeat } from './runs.ts';
import { startRun } from './start-run.ts';
import { forgetWords } from './trail.ts';
import type { Turn } from './turn.ts';

const HOUR_MS = 3_600_000;

/** A form left alone for longer is offered again before it goes on; anything else is over then. */
export const IDLE_MS = 6 * HOUR_MS;

/** What one event does. */
export function handleEvent(turn: Turn): Done {
  const { event } = turn;
  forgetIdle(turn);
  if (consentLost(turn)) return;
  switch (event.kind) {
    case 'unsend':
      return unsend(turn);
    case 'edit':
      return handleEdit(turn);
    case 'tap':
      return handleTap(turn, event.payload ?? '');
    case 'follow':
    case 'start':
      return opened(turn);
    case 'message':
      return message(turn);
    default:
      return turn.note('no-answer-needed');
  }
}

/**
 * What was taken back may have been an answer: it was shown again in the summary, so it stays, but its words go, and that is
 * said. Anything else that is taken back gets no word: who did it may have a reason, and somebody beside them.
 */
function unsend(turn: Turn): Done {
  turn.note('unsend');
  const { messageId } = turn.event;
  if (!messageId) return;
  const { active, paused } = turn.state;
  const gaveAnswers = (active ? [...paused, active] : paused).filter((run) => forgetWords(run, messageId));
  turn.add({ type: 'forget-words', messageId });
  if (active && gaveAnswers.includes(active)) return repeat(turn, turn.common('unsend-answer'));
  if (gaveAnswers.length > 0) turn.sayCommon('unsend-answer');
}

function message(turn: Turn): Done {
  const { text, attachments, more, ref } = turn.event;
  if (ref && opensByLink(turn, ref)) return;
  const media = mediaOf(turn.event);
  if (media.length > 0) {
    turn.muted = more && text === '';
    return handleMedia(turn, media);
  }
  if (text !== '') return handleText(turn, text);
  const sticker = attachments.some(({ kind }) => kind === 'sticker');
  greetOrRepeat(turn, sticker || attachments.length === 0 ? 'sticker' : 'other-attachment');
}

/** The person opened the conversation: through a link, the "start" button or by following. */
function opened(turn: Turn): Done {
  const { ref, payload } = turn.event;
  if (ref && opensByLink(turn, ref)) return;
  if (payload?.startsWith('#')) return handleTap(turn, payload);
  const { active, paused } = turn.state;
  if (active) return repeat(turn);
  if (paused.length > 0) return startRun(turn, 'unfinished');
  startRun(turn, turn.state.mode === 'new' && !turn.consented ? 'welcome' : 'menu');
}

function opensByLink(turn: Turn, ref: string): boolean {
  const flow = isContentLink(ref)
    ? 'content'
    : joinCodeIn(ref) !== null || asksToJoin(ref)
      ? 'join-team'
      : null;
  if (flow === null || !turn.flows.current(flow)) return false;
  startRun(turn, flow, { before: flow === 'content' ? introduction(turn) : null, opening: ref });
  return true;
}

/** A short answer to something that says nothing, then the open question or what can be done. */
function greetOrRepeat(turn: Turn, key: 'sticker' | 'other-attachment'): Done {
  if (turn.state.active) return repeat(turn, turn.common(key));
  if (turn.state.mode === 'new' && !turn.consented) return startRun(turn, 'welcome');
  turn.sayCommon(key);
}

function forgetIdle(turn: Turn): Done {
  const { active } = turn.state;
  // "Làm tiếp không ạ?" does not grow old: the form still waits.
  if (active?.flow === 'unfinished' && turn.event.kind === 'tap') return;
  if (active && turn.now.ms - active.touchedAtMs > IDLE_MS && !isWorthKeeping(turn, active)) {
    turn.state.active = null;
  }
}

/** Consent was withdrawn, or its text has changed, while a form was open: the form waits, and consent is asked for. */
function consentLost(turn: Turn): boolean {
  const { event, state } = turn;
  const run = state.active;
  const flow = run && (turn.flows.version(run.hash) ?? turn.flows.current(run.flow));
  if (turn.consented || !run || !flow || flow.access === 'anyone') return false;
  if (event.kind !== 'message' && event.kind !== 'tap') return false;
  turn.note('consent-lost');
  startRun(turn, 'welcome', { wanted: run.flow });
  return true;
}

/** True when the open form was left alone for long. */
export function isStale(turn: Turn): boolean {
  const { active } = turn.state;
  return active !== null && turn.now.ms - active.touchedAtMs > IDLE_MS;
}
