/** What a tapped button of a flow names: the very question that it belongs to. */
export interface FlowPayload {
  flow: string;
  step: string;
  question: number;
  value: string;
}

const SHAPE = /^#lt:([a-z0-9-]{1,40}):([a-z0-9-]{1,40}):([0-9a-z]{1,12}):(.{1,200})$/s;
const RADIX = 36;

/** `#lt:<flow>:<step>:<question>:<value>`; the question number is written in base 36. */
export function writePayload({ flow, step, question, value }: FlowPayload): string {
  return `#lt:${flow}:${step}:${question.toString(RADIX)}:${value}`;
}

/** Total: null for anything that this server did not write. */
export function parsePayload(payload: string): FlowPayload | null {
  const match = SHAPE.exec(payload);
  if (!match) return null;
  const [, flow, step, question, value] = match as unknown as [string, string, string, string, string];
  return { flow, step, question: Number.parseInt(question, RADIX), value };
}

/**
 * The payload of a button that opens a flow, with what it is about: `#lt:open:correct-report:BC-0412`. It begins as all of
 * ours do, because a channel takes nothing else for a tap: on Zalo a tap comes as a text.
 */
export function writeOpening(flow: string, about = ''): string {
  return about === '' ? `#lt:open:${flow}` : `#lt:open:${flow}:${about}`;
}

/** What {@link writeOpening} wrote; printed links and earlier notices say the same without its beginning: `#join`. */
export function openingOf(payload: string): { flow: string; about: string } | null {
  const match = /^#(?:lt:open:)?([a-z-]{2,40})(?::([\w-]{1,40}))?$/.exec(payload);
  return match?.[1] ? { flow: match[1], about: match[2] ?? '' } : null;
}
