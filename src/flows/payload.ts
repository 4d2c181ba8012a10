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
 * A payload that opens a flow, for permanent menus, printed links and notices: `#menu`, `#report-session`, `#join`; with
 * what it is about: `#correct-report:BC-0412`.
 */
export function openingOf(payload: string): { flow: string; about: string } | null {
  const match = /^#([a-z-]{2,40})(?::([\w-]{1,40}))?$/.exec(payload);
  return match?.[1] ? { flow: match[1], about: match[2] ?? '' } : null;
}
