import type { FlowRun } from '../domain/flow-state.ts';
import { keepLateAnswer, lateAnswer } from './late-answer.ts';
import { continueNewest } from './leave.ts';
import { readAnswer } from './reads-more.ts';
import { stepOf } from './spec.ts';
import type { Turn } from './turn.ts';
import { contextOf } from './walk.ts';

/**
 * "hôm qua" to "Làm tiếp không ạ?": who answers the question that was left open wants to go on. What they said before
 * they were asked so ("hôm qua", then "họp thôn") is read together with it.
 *
 * @returns false when it is no answer to that question; nothing has changed then.
 */
export function answersPutAside(turn: Turn, offer: FlowRun, text: string): boolean {
  const run = turn.state.paused.at(-1);
  const flow = run && turn.flows.version(run.hash);
  const step = flow && stepOf(flow, run.step);
  // A command among other words is a new wish, and a whole report may be of another session.
  if (!run || !flow || !step || turn.tools.vi.readCommand(text).command !== 'none') return false;
  const kindOf = (words: string) =>
    readAnswer(step, { text: words, tapped: null }, contextOf(turn, run, flow, '')).kind;
  if (kindOf(text) === 'unclear') return false;
  const late = lateAnswer(turn, run);
  const both = late !== null && kindOf(late) !== 'unclear' ? `${late}, ${text}` : text;
  keepLateAnswer(turn, run, kindOf(both) === 'go' ? both : text);
  turn.state.active = null;
  continueNewest(turn, offer);
  return true;
}
