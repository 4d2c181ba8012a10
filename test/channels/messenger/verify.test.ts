import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyMessenger } from '../../../src/channels/messenger/verify.ts';
import { signBody } from '../../../src/simulator/fakes/graph/deliver.ts';
import { APP_SECRET } from './support.ts';

const header = (signature: string) => ({ 'x-hub-signature-256': signature });

describe('the signature of a webhook', () => {
  it.each([
    ['hello world', 'f39034b29165ec6a5104d9aef27266484ab26c8caa7bca8bcb2dd02e8be61b17'],
    ['hello world2', '60905fdf409d0b4f721e99f6f25b31567a68a6b45e933d814e17a246be4c5a53'],
  ])('of "%s" is the known one', (body, digest) => {
    expect(verifyMessenger(Buffer.from(body), header(`sha256=${digest}`), 'sesame')).toBe(true);
    expect(verifyMessenger(Buffer.from(body), header(`sha256=${digest}`), 'Sesame')).toBe(false);
  });

  it('is over the bytes with their escaped letters, not over the same JSON written again', () => {
    const payload = { object: 'page', entry: [{ text: 'Tiếng Việt </>' }] };
    const { headers, body } = signBody(payload, APP_SECRET);
    expect(body).toContain('Ti\\u1ebfng Vi\\u1ec7t <\\/>');
    expect(verifyMessenger(Buffer.from(body), headers, APP_SECRET)).toBe(true);
    expect(verifyMessenger(Buffer.from(JSON.stringify(JSON.parse(body))), headers, APP_SECRET)).toBe(false);
  });

  it('is not the older SHA-1 one', () => {
    const sha1 = createHmac('sha1', APP_SECRET).update('x').digest('hex');
    expect(verifyMessenger(Buffer.from('x'), { 'x-hub-signature': `sha1=${sha1}` }, APP_SECRET)).toBe(false);
    expect(verifyMessenger(Buffer.from('x'), header(`sha1=${sha1}`), APP_SECRET)).toBe(false);
  });
});
