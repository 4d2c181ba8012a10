import { z } from 'zod';
import { verifyAudit } from '../audit/verify.ts';
import { command } from './command.ts';

/** Walks the audit record and tells every link that was changed or is missing. */
export const auditVerify = command({
  name: 'audit-verify',
  input: z.object({ noted: z.object({ seq: z.number(), hash: z.string() }).nullable() }),
  audit: null,
  run: ({ noted }, deps) => verifyAudit(deps, noted),
});
