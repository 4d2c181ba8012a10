import { z } from 'zod';
import { communeFinder, provinceFinder } from '../roster/find-commune.ts';
import { importRoster } from '../roster/import.ts';
import { planRoster } from '../roster/plan.ts';
import { RosterFileError, readRoster } from '../roster/read-file.ts';
import { command } from './command.ts';

/** Reads a roster; without faults, or with `partial`, and unless `dryRun`, writes it. */
export const teamImport = command({
  name: 'team-import',
  input: z.object({
    file: z.base64(),
    extension: z.string(),
    dryRun: z.boolean(),
    /** Import the good rows although others are faulty. */
    partial: z.boolean(),
  }),
  audit: ({ dryRun, partial }) => ({ action: 'team.import', target: 'roster', change: { dryRun, partial } }),
  async run({ file, extension, dryRun, partial }, deps) {
    try {
      const lines = await readRoster(Buffer.from(file, 'base64'), extension);
      const plan = planRoster(lines, await communeFinder(deps.stores), await provinceFinder(deps.stores));
      const found = {
        teams: plan.teams.length,
        members: plan.teams.reduce((sum, team) => sum + team.members.length, 0),
        officers: plan.officers.length,
        errors: plan.errors,
      };
      const write = !dryRun && (partial || plan.errors.length === 0);
      return { ...found, counts: write ? await importRoster(plan, {}, deps) : null };
    } catch (error) {
      if (error instanceof RosterFileError) return { fault: error.message };
      throw error;
    }
  },
});
