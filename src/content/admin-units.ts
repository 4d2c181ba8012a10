import { readFileSync } from 'node:fs';
import { z } from 'zod';

const formerSchema = z.object({
  name: z.string(),
  code: z.string(),
  district: z.string(),
  partial: z.boolean(),
});

const adminUnitsSchema = z.object({
  units: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      province_code: z.string(),
      former: z.array(formerSchema),
    }),
  ),
});

/** Communes since 1 July 2025, each with the communes that it was made from. */
export type AdminUnits = z.infer<typeof adminUnitsSchema>;

/**
 * Reads `content/plan/admin-units.json`.
 * @throws {Error} when the file does not have that shape.
 */
export function loadAdminUnits(path: string): AdminUnits {
  return adminUnitsSchema.parse(JSON.parse(readFileSync(path, 'utf8').normalize('NFC')));
}
