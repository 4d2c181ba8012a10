import { z } from 'zod';
import { removeDemo } from '../roster/demo.ts';
import { command } from './command.ts';

/** Takes the invented teams away, with all that was reported for them. */
export const demoRemove = command({
  name: 'demo-remove',
  input: z.object({}),
  audit: () => ({ action: 'demo.remove', target: 'demo' }),
  run: async (_input, { stores }) => ({ teams: await removeDemo(stores) }),
});
