import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../src/lib/redact.ts';

describe('redaction', () => {
  it('removes known values, also URL-encoded', () => {
    const secret = 'p@ss/w0rd';
    expect(redactSecrets(`a ${secret} b ${encodeURIComponent(secret)}`, [secret])).toBe(
      'a [redacted] b [redacted]',
    );
  });

  it('removes what looks like a secret', () => {
    expect(redactSecrets('?access_token=abc&x=1')).toBe('?access_token=[redacted]&x=1');
    expect(redactSecrets('{"refresh_token":"abc","n":1}')).toBe('{"refresh_token":"[redacted]","n":1}');
    expect(redactSecrets('Authorization: Bearer abc.def')).toBe('Authorization: Bearer [redacted]');
    expect(redactSecrets('mongodb://u:p@db/loa')).toBe('mongodb://[redacted]@db/loa');
  });

  it('leaves ordinary words alone, even when a "secret" is as short as they are', () => {
    expect(redactSecrets('báo cáo quý', ['quý', ''])).toBe('báo cáo quý');
  });
});
