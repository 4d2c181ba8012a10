import { fold } from '../vi/fold.ts';
import { linkRequestIn } from './link-code.ts';
import { type ReportRequest, reportRequestIn } from './report-code.ts';
import type { Turn } from './turn.ts';

/** A flow that a message asks for, and what it is to be about. */
export interface Request {
  flow: string;
  opening: string;
}

/** Politeness around a short command. */
const POLITE =
  /^(?:(?:da|em oi|cho|xin|chi|anh|minh|toi|em|muon) )*|(?: (?:giup|em|nhe|nha|a|voi|di|cho))*$/g;

/** What the whole message asks for beside the commands of `vi`: a report by its code, or a phrase of the menu. */
export function wholeRequest(turn: Turn, text: string): Request | null {
  const report = reportRequestIn(text);
  if (report) return flowFor(report);
  if (linkRequestIn(text)) return { flow: 'link-chats', opening: text };
  const said = fold(text);
  const bare = said.replace(POLITE, '');
  const phrase = turn.flows
    .current('menu')
    ?.phrases?.find(({ words }) => words.map(fold).some((word) => word === said || word === bare));
  return phrase ? { flow: phrase.flow, opening: text } : null;
}

export function flowFor({ code, wants }: ReportRequest): Request {
  return { flow: wants === 'withdraw' ? 'withdraw-report' : 'correct-report', opening: code };
}
