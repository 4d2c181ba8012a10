import { describe, expect, it } from 'vitest';
import { hashEvent } from '../../src/channels/hash-event.ts';
import { numberButtons } from '../../src/channels/number-buttons.ts';
import { textHash } from '../../src/channels/text-hash.ts';

describe('buttons as numbered text', () => {
  it('stand under the text, each with the number that answers it', () => {
    const text = numberButtons('Gửi chưa chị?', [
      { kind: 'reply', title: 'Gửi', payload: '#lt:a:b:c:d' },
      { kind: 'url', title: 'Xem trước', url: 'https://thon.example/c/1' },
      { kind: 'phone', title: 'Gọi 111', phone: '111' },
    ]);
    expect(text).toBe('Gửi chưa chị?\n\n1. Gửi\n2. Xem trước: https://thon.example/c/1\n3. Gọi 111: 111');
  });

  it('stand alone when there is no text', () => {
    expect(numberButtons('', [{ kind: 'reply', title: 'Gửi', payload: 'x' }])).toBe('1. Gửi');
  });

  it('change nothing when there are none', () => {
    expect(numberButtons('Chào chị', [])).toBe('Chào chị');
  });
});

describe('the hash of an event', () => {
  it('does not depend on the order of keys', () => {
    expect(hashEvent({ a: 1, b: { c: [1, 2], d: null } })).toBe(
      hashEvent({ b: { d: null, c: [1, 2] }, a: 1 }),
    );
  });

  it('depends on every value and on the order of lists', () => {
    const hashes = [{ a: 1 }, { a: '1' }, { a: [1, 2] }, { a: [2, 1] }, {}, [], null].map(hashEvent);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('the hash of a text', () => {
  it('is the same for composed and decomposed letters and for white space around', () => {
    expect(textHash(' To\u0302\u0309 \n')).toBe(textHash('Tổ'));
    expect(textHash('Tổ')).not.toBe(textHash('tổ'));
  });
});
