/** What handlers give back: nothing. It lets them end with `return otherHandler(…)`, so that each event has one answer. */
export type Done = undefined;
