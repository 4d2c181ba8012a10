import { describe, expect, it } from 'vitest';
import { answerHandshake } from '../../../src/channels/messenger/handshake.ts';
import { VERIFY_TOKEN } from './support.ts';

const RIGHT = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': VERIFY_TOKEN };

describe('the handshake', () => {
  it('gives the challenge back for the right word', () => {
    expect(answerHandshake(RIGHT, VERIFY_TOKEN)).toBe('1158201444');
  });

  it('gives back any challenge as it is', () => {
    expect(answerHandshake({ ...RIGHT, 'hub.challenge': '<b>x' }, VERIFY_TOKEN)).toBe('<b>x');
  });

  it.each([
    ['nothing', {}],
    ['another mode', { ...RIGHT, 'hub.mode': 'unsubscribe' }],
    ['a wrong word', { ...RIGHT, 'hub.verify_token': `${VERIFY_TOKEN}x` }],
    ['an empty word', { ...RIGHT, 'hub.verify_token': '' }],
    ['a repeated word', { ...RIGHT, 'hub.verify_token': [VERIFY_TOKEN, VERIFY_TOKEN] }],
    ['a repeated challenge', { ...RIGHT, 'hub.challenge': ['1', '2'] }],
    ['an empty challenge', { ...RIGHT, 'hub.challenge': '' }],
    ['an endless challenge', { ...RIGHT, 'hub.challenge': '1'.repeat(2_000) }],
    ['nested keys', { hub: { mode: 'subscribe', challenge: '1', verify_token: VERIFY_TOKEN } }],
  ])('refuses %s', (_, query) => {
    expect(answerHandshake(query, VERIFY_TOKEN)).toBeNull();
  });
});
