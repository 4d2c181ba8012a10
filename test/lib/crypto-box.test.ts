import { describe, expect, it } from 'vitest';
import { CryptoBoxError, createCryptoBox } from '../../src/lib/crypto-box.ts';

const KEY = 'a'.repeat(40);
const OLD_KEY = 'b'.repeat(40);
const box = createCryptoBox([KEY], 'channel-tokens');

function kindOf(open: () => unknown): string {
  try {
    open();
  } catch (error) {
    if (error instanceof CryptoBoxError) return error.kind;
    throw error;
  }
  return 'opened';
}

describe('a sealed text', () => {
  it('opens to what it was', () => {
    for (const plain of ['', 'token', 'tiếng Việt 🌾', 'x'.repeat(10_000)]) {
      expect(box.open(box.seal(plain, 'zalo:1'), 'zalo:1')).toBe(plain);
    }
  });

  it('is different each time and shows nothing of the text', () => {
    const [one, two] = [box.seal('my-refresh-token', 'zalo:1'), box.seal('my-refresh-token', 'zalo:1')];
    expect(one).not.toBe(two);
    expect(Buffer.from(one.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('my-refresh');
  });

  it('does not open in another context or for another purpose', () => {
    const sealed = box.seal('token', 'zalo:1');
    expect(kindOf(() => box.open(sealed, 'zalo:2'))).toBe('damaged');
    expect(kindOf(() => createCryptoBox([KEY], 'sessions').open(sealed, 'zalo:1'))).toBe('unknown-key');
  });

  it('does not open when any byte was changed', () => {
    const [version, id, body = ''] = box.seal('token', 'zalo:1').split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(
        kindOf(() => box.open(`${version}.${id}.${changed.toString('base64url')}`, 'zalo:1')),
        `byte ${i}`,
      ).toBe('damaged');
    }
  });

  it.each(['', 'plain text', 'v2.abc.def', 'v1.abcd1234.', 'v1.abcd1234.AAAA'])('%j is refused', (sealed) => {
    expect(kindOf(() => box.open(sealed, 'zalo:1'))).toBe('damaged');
  });
});

describe('a change of the secret key', () => {
  const old = createCryptoBox([OLD_KEY], 'channel-tokens').seal('token', 'zalo:1');

  it('keeps old texts readable while the old key is named', () => {
    const both = createCryptoBox([KEY, OLD_KEY], 'channel-tokens');
    expect(both.open(old, 'zalo:1')).toBe('token');
    expect(both.isStale(old)).toBe(true);
    expect(both.isStale(both.seal('token', 'zalo:1'))).toBe(false);
  });

  it('says what to do when the old key is gone, without telling any secret', () => {
    expect(() => box.open(old, 'zalo:1')).toThrow('set LOA_SECRET_KEY back');
    expect(kindOf(() => box.open(old, 'zalo:1'))).toBe('unknown-key');
  });
});
