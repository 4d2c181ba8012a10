import type { LoadFact } from './fact-context.ts';

/** A code with which this chat can be linked from another one. */
export const loadLinkCode: LoadFact<'link-code'> = ({ name: _ }, { eventKey, conversationId }, deps) =>
  deps.linkCodes.codeFor(eventKey, conversationId);
