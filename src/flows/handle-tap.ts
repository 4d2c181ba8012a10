import type { Done } from './done.ts';
import { handleText } from './handle-text.ts';
import { asksToJoin } from './join-code.ts';
import { type FlowPayload, openingOf, parsePayload } from './payload.ts';
import { isForm, repeat, runOf } from './runs.ts';
import { startRun } from './start-run.ts';
import type { Turn } from './turn.ts';
import { answer } from './walk.ts';

/** A tapped button: of the open question, of an old one, of the platform's menu, or of something unknown. */
export function handleTap(turn: Turn, payload: string): Done {
  const tapped = parsePayload(payload);
  if (tapped) return flowTap(turn, tapped);
  turn.state.misunderstood = 0;
  const opening = openingOf(payload);
  if (opening && asksToJoin(payload)) return startRun(turn, 'join-team');
  if (opening && turn.flows.current(opening.flow)) {
    return startRun(turn, opening.flow, { opening: opening.about });
  }
  const text = turn.event.text || payload;
  if (/^[#A-Z_]+$/.test(text)) return oldButton(turn, false);
  handleText(turn, text);
}

function flowTap(turn: Turn, tapped: FlowPayload): Done {
  const run = turn.state.active;
  const fits =
    run && run.flow === tapped.flow && run.step === tapped.step && run.question === tapped.question;
  if (run && fits) {
    const flow = runOf(turn, run);
    if (flow && !answer(turn, run, flow, { text: '', tapped: tapped.value })) oldButton(turn, false);
    return;
  }
  if (tapped.flow === 'menu' && !(run && isForm(turn, run)) && turn.state.mode !== 'new')
    return menuTap(turn, tapped);
  const isOpen = [run, ...turn.state.paused].some((open) => open?.flow === tapped.flow);
  oldButton(turn, !isOpen && Boolean(turn.flows.current(tapped.flow)?.form));
}

/** The menu asks the same for ever: its old buttons stay good while nothing else is open. */
function menuTap(turn: Turn, tapped: FlowPayload): Done {
  turn.muted = true;
  startRun(turn, 'menu');
  turn.muted = false;
  const run = turn.state.active;
  const flow = run && runOf(turn, run);
  if (!run || !flow || run.step !== tapped.step) return oldButton(turn, false);
  if (!answer(turn, run, flow, { text: '', tapped: tapped.value })) oldButton(turn, false);
}

/** Changes nothing: says so and asks the open question again. */
function oldButton(turn: Turn, finished: boolean): Done {
  turn.note('old-button');
  const words = turn.common(finished ? 'old-button-finished' : 'old-button');
  if (turn.state.active) return repeat(turn, words);
  if (turn.state.paused.length > 0) return startRun(turn, 'unfinished', { before: words });
  startRun(turn, turn.state.mode === 'new' && !turn.consented ? 'welcome' : 'menu', { before: words });
}
