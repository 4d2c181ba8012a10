import { z } from 'zod';
import { command } from './command.ts';

/** Looks at everything that an operator can mend. */
export const doctor = command({
  name: 'doctor',
  input: z.object({}),
  audit: null,
  run: async (_input, deps) => ({ lines: await deps.doctor() }),
});
