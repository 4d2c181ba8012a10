import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts short texts, such as tokens, for keeping at rest. */
export interface CryptoBox {
  /**
   * @param context - Where the text belongs, such as `zalo:<oaId>`; opening elsewhere fails.
   * @returns `v1.<key id>.<base64url>`, different at each call.
   */
  seal(plain: string, context: string): string;
  /** @throws {CryptoBoxError} when another key, another context or a changed byte is in play. */
  open(sealed: string, context: string): string;
  /** Whether `sealed` was made with an older key and should be sealed anew. */
  isStale(sealed: string): boolean;
}

/** Never tells the text, sealed or plain. */
export class CryptoBoxError extends Error {
  readonly kind: 'unknown-key' | 'damaged';

  constructor(kind: 'unknown-key' | 'damaged') {
    super(
      kind === 'unknown-key'
        ? 'The text was sealed with another secret key: set LOA_SECRET_KEY back to the earlier one.'
        : 'The sealed text is damaged or belongs elsewhere.',
    );
    this.name = 'CryptoBoxError';
    this.kind = kind;
  }
}

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_CHARS = 8;

interface Key {
  id: string;
  bytes: Buffer;
}

/**
 * @param secretKeys - The present `LOA_SECRET_KEY` first, then older ones that may still open.
 * @param purpose - Separates uses of the same secret, such as `channel-tokens`.
 */
export function createCryptoBox(secretKeys: readonly [string, ...string[]], purpose: string): CryptoBox {
  const [current, ...older] = secretKeys.map((secret) => deriveKey(secret, purpose)) as [Key, ...Key[]];
  const keys = [current, ...older];

  return {
    seal(plain, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, current.bytes, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const packed = Buffer.concat([iv, cipher.getAuthTag(), body]);
      return `${VERSION}.${current.id}.${packed.toString('base64url')}`;
    },
    open(sealed, context) {
      const { keyId, packed } = unpack(sealed);
      const key = keys.find(({ id }) => id === keyId);
      if (!key) throw new CryptoBoxError('unknown-key');
      return decrypt(key, packed, context);
    },
    isStale: (sealed) => unpack(sealed).keyId !== current.id,
  };
}

/** A key of 32 bytes for one purpose; knowing it does not reveal the secret. */
function deriveKeyBytes(secretKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, 'loa-thon', purpose, KEY_BYTES));
}

function deriveKey(secretKey: string, purpose: string): Key {
  const bytes = deriveKeyBytes(secretKey, purpose);
  return { bytes, id: createHash('sha256').update(bytes).digest('hex').slice(0, KEY_ID_CHARS) };
}

function unpack(sealed: string): { keyId: string; packed: Buffer } {
  const [version, keyId, body] = sealed.split('.');
  if (version !== VERSION || !keyId || !body) throw new CryptoBoxError('damaged');
  const packed = Buffer.from(body, 'base64url');
  if (packed.length < IV_BYTES + TAG_BYTES) throw new CryptoBoxError('damaged');
  return { keyId, packed };
}

function decrypt(key: Key, packed: Buffer, context: string): string {
  const iv = packed.subarray(0, IV_BYTES);
  const tag = packed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, key.bytes, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
  try {
    const body = packed.subarray(IV_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    throw new CryptoBoxError('damaged');
  }
}
