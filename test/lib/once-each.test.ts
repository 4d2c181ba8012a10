import { expect, it } from 'vitest';
import { onceEach } from '../../src/lib/once-each.ts';

it('what is read once for each key is not read again, unless that failed', () => {
  const asked: string[] = [];
  const read = onceEach((key) => {
    asked.push(key);
    if (asked.length === 1) throw new Error('not there');
    return { key };
  });
  expect(() => read('a')).toThrow('not there');
  const first = read('a');
  expect(read('a')).toBe(first);
  expect(read('b')).toEqual({ key: 'b' });
  expect(asked).toEqual(['a', 'a', 'b']);
});
