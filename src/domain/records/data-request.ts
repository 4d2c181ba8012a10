import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

export const dataRequestKind = z.enum(['see', 'correct', 'withdraw', 'restrict', 'erase']);

export type DataRequestKind = z.infer<typeof dataRequestKind>;

/**
 * What somebody asks on paper about their data. Names nobody: `reference` is the number under which the office registered
 * the paper.
 */
export const dataRequestSchema = z.object({
  id: z.string(),
  kind: dataRequestKind,
  reference: z.string(),
  receivedOn: z.string(),
  /** The day the person heard that the request arrived. */
  repliedOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  /** Put off once, with the reason that the person was told; null or absent when it was not. */
  extension: z
    .object({ days: z.number().int().min(1), reason: z.string(), decidedOn: z.string() })
    .nullable()
    .optional(),
});

export type DataRequest = z.infer<typeof dataRequestSchema>;

export const dataRequestRecords = recordSpec<DataRequest>({
  name: 'data_requests',
  schema: dataRequestSchema,
  indexes: { byReceived: ['receivedOn'] },
});
