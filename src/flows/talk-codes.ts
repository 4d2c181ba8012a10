import type { LinkOfferFact } from '../domain/fact.ts';

/** Codes that work in talks, and what they open. */
export const TALK_CODES: Readonly<Record<string, { kind: 'reporter' | 'member'; team: number }>> = {
  K7PM4XWQ: { kind: 'reporter', team: 1 },
  C9DE3FGH: { kind: 'member', team: 1 },
};

/** Codes of other chats, and what typing them here comes to. The first one is also what a talk is shown. */
export const TALK_LINK_CODES: Readonly<Record<string, LinkOfferFact['status']>> = {
  K4P79M: 'ok',
  C3D4E6: 'own',
  F7G9H3: 'same-app',
  M6N4P7: 'taken',
};
