import { createHash } from 'node:crypto';

/**
 * SHA-256 (hex) of a text in NFC without outer white space: compares an echo with what was sent, without keeping it.
 *
 * @see InboundValue.textHash
 */
export function textHash(text: string): string {
  return createHash('sha256').update(text.normalize('NFC').trim()).digest('hex');
}
