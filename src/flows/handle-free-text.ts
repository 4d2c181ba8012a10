import { mayReport } from '../domain/effect.ts';
import { fold } from '../vi/fold.ts';
import { interruptionIn } from './commands.ts';
import type { Done } from './done.ts';
import { interrupt } from './handle-text.ts';
import { introduction, isStranger } from './introduction.ts';
import { joinCodeIn } from './join-code.ts';
import { notUnderstood } from './not-understood.ts';
import { looseReportRequest } from './report-code.ts';
import { startRun } from './start-run.ts';
import type { Spoken } from './step.ts';
import type { Turn } from './turn.ts';
import { flowFor, type Request, wholeRequest } from './whole-requests.ts';

/** More words than this are no small talk. */
const MAX_SMALL_TALK_WORDS = 6;

/**
 * A message with no question open, or one that was no answer to it.
 *
 * @param last - Nobody after this will answer: say so when it is not understood.
 * @returns false when it was not understood and `last` is false.
 */
export function handleFreeText(turn: Turn, text: string, last = true): boolean {
  const request = wholeRequest(turn, text) ?? looseRequest(turn, text);
  if (request) return did(startRun(turn, request.flow, { opening: request.opening }));
  const command = interruptionIn(text, turn.tools.vi);
  if (command) return did(interrupt(turn, command));
  if (joinCodeIn(text)) return did(startRun(turn, 'join-team', { opening: text }));
  const flow = wantedFlow(turn, text);
  if (isStranger(turn) && turn.state.active === null && !isAside(turn, flow)) {
    return did(startRun(turn, 'welcome', flow && flow !== 'menu' ? { opening: text, wanted: flow } : {}));
  }
  if (flow) {
    turn.state.misunderstood = 0;
    const before =
      flow === 'help' && !asksForHelp(turn, text) ? turn.common('officer-only') : introduction(turn);
    return did(startRun(turn, flow, { opening: text, before }));
  }
  if (!last) return false;
  const returned = answersReturned(turn, text);
  if (returned) return did(startRun(turn, 'correct-report', { opening: returned }));
  const isSending = SENDING.test(fold(text)) && turn.me.memberships.some(({ role }) => mayReport(role));
  const waits = turn.state.paused.length > 0;
  if (waits && turn.tools.vi.readCommand(text).command === 'greeting')
    return did(startRun(turn, 'unfinished'));
  const talk = smallTalk(turn, text);
  if (talk) return did(turn.say(talk));
  if (waits) return did(startRun(turn, 'unfinished'));
  if (isSending) return did(turn.sayCommon('nothing-to-send'));
  return did(notUnderstood(turn));
}

/** A short word that needs no more than a short word back: thanks, "ok", a greeting. */
export function smallTalk(turn: Turn, text: string): Spoken | null {
  const said = fold(text);
  if (said === '' || said.split(' ').length > MAX_SMALL_TALK_WORDS) return null;
  const entries = turn.flows.current('menu')?.['small-talk'] ?? [];
  const entry = entries.find(({ words }) =>
    words.map(fold).some((word) => ` ${said} `.includes(` ${word} `)),
  );
  if (!entry) return null;
  turn.note('small-talk');
  return turn.render(entry.text, null, null);
}

/** "em muốn sửa cái báo cáo bc 0412 bị sai số người": a report's code among other words. */
function looseRequest(turn: Turn, text: string): Request | null {
  if (turn.tools.vi.readCommand(text).command !== 'edit') return null;
  const report = looseReportRequest(text);
  return report && flowFor(report);
}

/** A short word after an officer returned a report is about that report. */
const ABOUT_RETURNED =
  /^(?:1|co|u|ok|da|vang|duoc|dong y|xem|xem va sua|sua di|de em sua|em sua|de chi sua|roi)$/;

/** "gửi" once more, after everything was sent. */
const SENDING = /^(?:(?:da|em|chi|anh|toi) )*(?:gui|xong)(?: (?:di|luon|roi|bao cao|ma|nha|nhe|em|a))*$/;

function answersReturned(turn: Turn, text: string): string | null {
  return turn.state.active === null && ABOUT_RETURNED.test(fold(text)) ? turn.me.returnedCode : null;
}

/** The flow for what the message asks for. */
function wantedFlow(turn: Turn, text: string): string | null {
  const { command } = turn.tools.vi.readCommand(text);
  const flow = turn.flows.current('menu')?.commands?.[command];
  if (flow) return flow;
  if (command === 'none' || command === 'greeting') return null;
  // Something that is understood, but that no flow does.
  turn.note(`no-flow:${command}`);
  return 'help';
}

/** False for what is understood but done by no flow: then the help says whom to ask. */
function asksForHelp(turn: Turn, text: string): boolean {
  return turn.tools.vi.readCommand(text).command === 'help';
}

/** Help and material are for everybody, at once and without any consent. */
function isAside(turn: Turn, slug: string | null): boolean {
  return slug !== null && turn.flows.current(slug)?.aside === true;
}

function did(_: Done): true {
  return true;
}
