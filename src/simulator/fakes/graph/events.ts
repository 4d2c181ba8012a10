import type { Clock } from '../../../lib/clock.ts';
import { createChangeEvents } from './change-events.ts';
import { createEventMaker } from './event-maker.ts';
import { createMessageEvents } from './message-events.ts';
import { createPageEvents } from './page-events.ts';
import { createRelationEvents } from './relation-events.ts';
import type { FakeGraphState } from './state.ts';

export type GraphEvents = ReturnType<typeof createEvents>;

/** Builds the events of the dossier's catalogue (§1.5–1.8) and notes what they change on the platform. */
export function createEvents(appId: string, state: FakeGraphState, clock: Clock) {
  const make = createEventMaker(state, clock);
  return {
    ...createMessageEvents(make),
    ...createRelationEvents(make, appId),
    ...createPageEvents(make, appId),
    ...createChangeEvents(make, state.pageId),
  };
}
