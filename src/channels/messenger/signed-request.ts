import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../../lib/json.ts';

/** A person who removed the app asks Meta, and Meta asks us, to delete their data. */
export interface DeletionRequest {
  /** App-scoped id: not the id of a conversation, and often not to be mapped to one. */
  userId: string;
  /** Unix ms; null when not told. */
  issuedAtMs: number | null;
}

const payloadSchema = z.object({
  algorithm: z.literal('HMAC-SHA256'),
  user_id: z.union([z.string().min(1), z.int().transform(String)]),
  issued_at: z.number().positive().optional().catch(undefined),
});

const SIGNATURE_BYTES = 32;

/**
 * Reads the `signed_request` of Meta's data-deletion callback (platform dossier "Messenger" §6.1).
 *
 * @param signedRequest - The form field, `<base64url signature>.<base64url JSON>`.
 * @returns null when it is not signed by us or not such a request.
 */
export function readSignedRequest(signedRequest: unknown, appSecret: string): DeletionRequest | null {
  if (typeof signedRequest !== 'string') return null;
  const [signature, payload, ...more] = signedRequest.split('.');
  if (!signature || !payload || more.length > 0) return null;
  const claimed = Buffer.from(signature, 'base64url');
  const right = createHmac('sha256', appSecret).update(payload).digest();
  if (claimed.length !== SIGNATURE_BYTES || !timingSafeEqual(claimed, right)) return null;
  const json = parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
  const parsed = payloadSchema.safeParse(json.ok ? json.value : undefined);
  if (!parsed.success) return null;
  const { user_id: userId, issued_at: issuedAt } = parsed.data;
  return { userId, issuedAtMs: issuedAt === undefined ? null : issuedAt * 1_000 };
}
