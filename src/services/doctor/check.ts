/** What one look found. In English, for operators; nothing personal and no secret. */
export interface CheckLine {
  name: string;
  state: 'ok' | 'warn' | 'fail';
  detail: string;
  /** What to do; null when all is well. */
  todo: string | null;
}

/** Looks at one thing; may find several. Throws when it cannot look. */
export type Check = { name: string; look(): Promise<CheckLine[]> };

export const ok = (name: string, detail: string): CheckLine => ({ name, state: 'ok', detail, todo: null });
export const warn = (name: string, detail: string, todo: string): CheckLine => ({
  name,
  state: 'warn',
  detail,
  todo,
});
export const fail = (name: string, detail: string, todo: string): CheckLine => ({
  name,
  state: 'fail',
  detail,
  todo,
});

/** Looks at everything, in the order of the list. What cannot be looked at is a failure of its own. */
export async function examine(checks: readonly Check[]): Promise<CheckLine[]> {
  const found = await Promise.all(
    checks.map(({ name, look }) =>
      look().catch((error: unknown) => [
        fail(
          name,
          `could not look: ${error instanceof Error ? error.name : 'unknown'}`,
          'See the log of the server.',
        ),
      ]),
    ),
  );
  return found.flat();
}
