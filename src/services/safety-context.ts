import type { FlowState } from '../domain/flow-state.ts';
import type { SafetyContext } from '../safety/safety.ts';

/** Flows in which the words of the trade are normal, because people report or ask about them. */
const CONTEXT_OF_FLOW: Record<string, SafetyContext> = {
  'report-session': 'report_step',
  'confirm-quarter': 'report_step',
  content: 'content_request',
};

/** What the open step makes of a text. */
export function safetyContextOf(flow: FlowState): SafetyContext {
  return (flow.active && CONTEXT_OF_FLOW[flow.active.flow]) ?? 'free';
}
