/**
 * How long a test waits for what must come, ms: it only ends what hangs, before the test's own limit does, so that the
 * failure says what was missing. A machine that does other things must not turn a test red.
 */
export const PATIENCE_MS = 45_000;

/** For `vi.waitFor`, whose own limit is one second. */
export const PATIENT = { timeout: PATIENCE_MS } as const;
