import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const SIGNATURE_HEADER = 'x-zevent-signature';

/** `mac=<64 hex>`; the prefix is stripped in any case and spacing. */
const MAC = /^\s*(?:mac\s*=)?\s*([0-9a-f]{64})\s*$/i;

const TIMESTAMP_KEY = Buffer.from('"timestamp"');

/** Bytes behind the key that hold its value. */
const TIMESTAMP_VALUE_BYTES = 40;

/** The value of a `timestamp` key: digits, as a string or a number. */
const TIMESTAMP_VALUE = /^\s*:\s*(?:"(\d+)"|(\d+)\s*[,}])/;

/**
 * Judges `X-ZEvent-Signature`: SHA-256 (not HMAC) of app id + raw body + timestamp + OA secret key (platform dossier
 * "Zalo" §2). The body's `app_id` needs no look: Zalo hashes it, so another app's event does not match ours.
 *
 * The timestamp is read by a scan of the raw bytes, because the body is parsed only after this check. A body where the
 * scan finds a wrong one (a nested key of the same name) is parsed here. Age is not judged: resends come an hour later
 * with the first timestamp, and event keys make replays harmless.
 */
export function verifyZalo(
  raw: Buffer,
  headers: IncomingHttpHeaders,
  secrets: { appId: string; oaSecretKey: string },
): boolean {
  const claimed = macOf(headers[SIGNATURE_HEADER]);
  if (!claimed) return false;
  const scanned = scanTimestamp(raw);
  if (scanned !== null && timingSafeEqual(macFor(raw, scanned, secrets), claimed)) return true;
  const parsed = parseTimestamp(raw);
  if (parsed === null || parsed === scanned) return false;
  return timingSafeEqual(macFor(raw, parsed, secrets), claimed);
}

function macOf(header: string | string[] | undefined): Buffer | null {
  if (typeof header !== 'string') return null;
  const digits = MAC.exec(header)?.[1];
  return digits ? Buffer.from(digits.toLowerCase(), 'latin1') : null;
}

function macFor(raw: Buffer, timestamp: string, secrets: { appId: string; oaSecretKey: string }): Buffer {
  const signed = Buffer.concat([
    Buffer.from(secrets.appId),
    raw,
    Buffer.from(timestamp + secrets.oaSecretKey),
  ]);
  // As digits: a digest given as bytes has memory of its own, which costs as much as the hash.
  return Buffer.from(hash('sha256', signed, 'hex'), 'latin1');
}

function scanTimestamp(raw: Buffer): string | null {
  const at = raw.lastIndexOf(TIMESTAMP_KEY);
  if (at < 0) return null;
  const start = at + TIMESTAMP_KEY.length;
  const match = TIMESTAMP_VALUE.exec(raw.toString('latin1', start, start + TIMESTAMP_VALUE_BYTES));
  return match?.[1] ?? match?.[2] ?? null;
}

function parseTimestamp(raw: Buffer): string | null {
  try {
    const body: unknown = JSON.parse(raw.toString('utf8'));
    if (typeof body !== 'object' || body === null || !('timestamp' in body)) return null;
    const { timestamp } = body;
    return typeof timestamp === 'string' || typeof timestamp === 'number' ? String(timestamp) : null;
  } catch {
    return null;
  }
}
