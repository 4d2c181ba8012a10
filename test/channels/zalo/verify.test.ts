import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyZalo } from '../../../src/channels/zalo/verify.ts';

/** Known answer of the platform dossier "Zalo" §2. */
const SECRETS = { appId: '360846524940903967', oaSecretKey: 'test_oa_secret_key_0123456789ab' };
const BODY =
  '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"96d3cdf3af150460909"},"timestamp":"1543908534740"}';
const MAC = '9c1bbfa08d5786480f9f6ea6e77a06da3d27bff39aee6753ca144f0a6ff7d8ba';

function macOf(body: string, timestamp: string): string {
  return createHash('sha256')
    .update(SECRETS.appId + body + timestamp + SECRETS.oaSecretKey)
    .digest('hex');
}

function verify(body: string, header: string | string[] | undefined): boolean {
  return verifyZalo(Buffer.from(body), { 'x-zevent-signature': header as string }, SECRETS);
}

describe('the signature of Zalo', () => {
  it('matches the known answer', () => {
    expect(verify(BODY, `mac=${MAC}`)).toBe(true);
  });

  it.each([
    ['upper-case digits', `mac=${MAC.toUpperCase()}`],
    ['spaces around the prefix', ` mac = ${MAC} `],
    ['no prefix', MAC],
  ])('is taken with %s', (_, header) => {
    expect(verify(BODY, header)).toBe(true);
  });

  it.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['a short digest', `mac=${MAC.slice(1)}`],
    ['a long digest', `mac=${MAC}0`],
    ['another digest', `mac=${MAC.replace('9', '8')}`],
    ['a doubled header', [`mac=${MAC}`, `mac=${MAC}`]],
    ['an HMAC prefix', `sha256=${MAC}`],
  ])('is refused with %s', (_, header) => {
    expect(verify(BODY, header)).toBe(false);
  });

  it('is refused when one byte of the body changed', () => {
    expect(verify(BODY.replace('chào', 'chao'), `mac=${MAC}`)).toBe(false);
  });

  it('is refused for another secret and for another app', () => {
    const headers = { 'x-zevent-signature': `mac=${MAC}` };
    expect(verifyZalo(Buffer.from(BODY), headers, { ...SECRETS, oaSecretKey: 'other' })).toBe(false);
    expect(verifyZalo(Buffer.from(BODY), headers, { ...SECRETS, appId: '1' })).toBe(false);
  });

  it.each([
    ['a number', '{"app_id":"360846524940903967","timestamp":1543908534740}', '1543908534740'],
    ['spaced', '{"timestamp" : "1543908534740" , "app_id":"360846524940903967"}', '1543908534740'],
    ['before a nested one', '{"timestamp":"1","message":{"timestamp":"2"}}', '1'],
    ['followed by a text that looks like one', '{"timestamp":"1","text":"\\"timestamp\\":\\"2\\""}', '1'],
    ['followed by a value that ends like one', '{"timestamp":"1","a":"\\"timestamp","b":":\\"2\\""}', '1'],
    ['written with escapes', '{"time\\u0073tamp":"\\u0031"}', '1'],
    ['missing', '{"app_id":"360846524940903967"}', null],
  ])('reads a timestamp that is %s', (_, body, timestamp) => {
    expect(verify(body, `mac=${macOf(body, timestamp ?? '')}`)).toBe(timestamp !== null);
  });

  it.each(['', '{', 'null', '[]', '"timestamp"', '{"timestamp":{}}', '\u0000'])(
    'refuses the body %j',
    (body) => {
      expect(verify(body, `mac=${macOf(body, '')}`)).toBe(false);
    },
  );
});
