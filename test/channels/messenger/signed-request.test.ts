import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSignedRequest } from '../../../src/channels/messenger/signed-request.ts';
import { APP_SECRET } from './support.ts';

function signed(payload: unknown, secret = APP_SECRET): string {
  const body = Buffer.from(JSON.stringify(payload)).toString('base64url');
  return `${createHmac('sha256', secret).update(body).digest('base64url')}.${body}`;
}

const PAYLOAD = { algorithm: 'HMAC-SHA256', expires: 1291840400, issued_at: 1291836800, user_id: '218471' };

describe('a data-deletion request', () => {
  it('tells whose data and when', () => {
    expect(readSignedRequest(signed(PAYLOAD), APP_SECRET)).toEqual({
      userId: '218471',
      issuedAtMs: 1291836800000,
    });
  });

  it('may leave out the time and write the id as a number', () => {
    const request = signed({ algorithm: 'HMAC-SHA256', user_id: 218471 });
    expect(readSignedRequest(request, APP_SECRET)).toEqual({ userId: '218471', issuedAtMs: null });
  });

  it.each([
    ['no text', 5],
    ['no parts', 'abc'],
    ['three parts', `${signed(PAYLOAD)}.x`],
    ['another secret', signed(PAYLOAD, 'other-secret')],
    ['an empty signature', `.${signed(PAYLOAD).split('.')[1]}`],
    ['a short signature', `AAAA.${signed(PAYLOAD).split('.')[1]}`],
    ['another algorithm', signed({ ...PAYLOAD, algorithm: 'none' })],
    ['nobody', signed({ ...PAYLOAD, user_id: undefined })],
    ['signed text that is no object', signed('x')],
  ])('with %s is refused', (_, request) => {
    expect(readSignedRequest(request, APP_SECRET)).toBeNull();
  });

  it('with a changed payload is refused', () => {
    const [signature] = signed(PAYLOAD).split('.');
    const other = signed({ ...PAYLOAD, user_id: '1' }).split('.')[1];
    expect(readSignedRequest(`${signature}.${other}`, APP_SECRET)).toBeNull();
  });
});
