import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Day, Hour, Minute, Second } from '../../src/lib/duration.ts';
import { canonicalJson, parseJson } from '../../src/lib/json.ts';
import { redactSecrets } from '../../src/lib/redact.ts';
import { backoffMs } from '../../src/lib/retry-backoff.ts';
import { createSingleFlight } from '../../src/lib/single-flight.ts';
import { ellipsize, graphemes, splitAtGraphemes } from '../../src/lib/text.ts';

describe('durations', () => {
  it('agree with each other', () => {
    expect([Minute.ms, Hour.ms, Day.ms]).toEqual([
      60 * Second.ms,
      Hour.minutes * Minute.ms,
      Day.hours * Hour.ms,
    ]);
    expect([Minute.seconds, Hour.seconds, Day.seconds]).toEqual([60, 60 * Minute.seconds, 24 * Hour.seconds]);
  });
});

describe('backoff', () => {
  const rule = { firstMs: 1_000, maxMs: 10_000 };

  it('doubles up to its limit', () => {
    expect([1, 2, 3, 4, 5, 50].map((failed) => backoffMs(rule, failed))).toEqual([
      1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
    ]);
  });

  it('spreads callers by at most the jitter', () => {
    expect(backoffMs({ ...rule, jitter: 0.5 }, 1, 0)).toBe(1_000);
    expect(backoffMs({ ...rule, jitter: 0.5 }, 1, 1)).toBe(500);
  });

  it('treats a first try like a first failure', () => {
    expect(backoffMs(rule, 0)).toBe(1_000);
  });
});

describe('JSON', () => {
  it('is parsed without throwing', () => {
    expect(parseJson('{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
    expect(parseJson('{"a":')).toEqual({ ok: false });
  });

  it('in canonical form does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}',
    );
  });

  it('in canonical form means the same as before', () => {
    const sameMeaning = fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    });
    fc.assert(sameMeaning);
  });
});

describe('text', () => {
  const FAMILY = '👨‍👩‍👧';

  it('is counted in characters as people see them', () => {
    expect(graphemes(`ấ${FAMILY}!`)).toEqual(['ấ', FAMILY, '!']);
  });

  it('is cut without tearing a character apart, and nothing is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 12 }), (text, maxChars) => {
        const pieces = splitAtGraphemes(text, maxChars);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(Math.max(maxChars, 2));
      }),
    );
    expect(splitAtGraphemes(`ab${FAMILY}c`, 8)).toEqual(['ab', `${FAMILY}`, 'c']);
  });

  it('is shortened with an ellipsis only where needed', () => {
    expect(ellipsize('báo cáo', 7)).toBe('báo cáo');
    expect(ellipsize('báo cáo quý', 8)).toBe('báo cáo…');
    expect(ellipsize(`xin chào ${FAMILY}`, 12)).toBe('xin chào…');
  });
});

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

describe('single flight', () => {
  it('shares one piece of work per key and starts anew afterwards', async () => {
    const flight = createSingleFlight<number>();
    let runs = 0;
    const work = async () => ++runs;
    expect(await Promise.all([flight.run('a', work), flight.run('a', work), flight.run('b', work)])).toEqual([
      1, 1, 2,
    ]);
    expect(await flight.run('a', work)).toBe(3);
  });

  it('gives everybody the same failure and does not remember it', async () => {
    const flight = createSingleFlight<string>();
    const fail = () => {
      throw new Error('no');
    };
    const both = await Promise.allSettled([flight.run('a', fail), flight.run('a', async () => 'late')]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await flight.run('a', async () => 'ok')).toBe('ok');
  });
});
