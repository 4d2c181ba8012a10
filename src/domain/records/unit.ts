import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

/**
 * A province, commune or village over the time in which it existed. Codes and names were reused with a new meaning on
 * 1 July 2025, so the id is our own and never a code or a name alone (domain research §3.2).
 */
export const unitSchema = z.object({
  id: z.string(),
  level: z.enum(['province', 'commune', 'village']),
  /** Official name with its kind: "Xã Bác Ái". */
  name: z.string(),
  /** Folded name without its kind, for look-ups: "bac ai". */
  foldedName: z.string(),
  /** Official code; null for villages. */
  code: z.string().nullable(),
  parentId: z.string().nullable(),
  /** First day, `YYYY-MM-DD`; null for "always so far". */
  validFrom: z.string().nullable(),
  /** Last day; null while it exists. */
  validTo: z.string().nullable(),
  /** Units that this one was made from. */
  predecessors: z.array(z.object({ unitId: z.string(), partial: z.boolean() })),
  /** District before 1 July 2025, a mere historical tag for reports against the old plan. */
  formerDistrict: z.string().nullable(),
});

export type Unit = z.infer<typeof unitSchema>;

export const unitRecords = recordSpec<Unit>({
  name: 'units',
  schema: unitSchema,
  indexes: {
    byParent: ['parentId', 'level', 'foldedName'],
    byCode: ['code', 'validFrom'],
    byName: ['foldedName', 'level'],
    byLevel: ['level', 'foldedName'],
  },
});
