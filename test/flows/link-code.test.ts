import { describe, expect, it } from 'vitest';
import { linkCodeIn, linkRequestIn } from '../../src/flows/link-code.ts';

describe('the code of another chat', () => {
  it.each(['K4P79M', 'k4p 79m', 'k4p-79m', 'nối K4P79M', 'NỐI: k4p79m', 'noi k4p79m', 'mã nối K4P79M'])(
    'is read from "%s" where it is asked for',
    (text) => {
      expect(linkCodeIn(text)).toBe('K4P79M');
    },
  );

  it.each(['NỐI K4P79M', 'nối k4p 79m', 'mã nối K4P79M', 'K4P79M'])(
    'asks for the link wherever "%s" is written',
    (text) => {
      expect(linkRequestIn(text)).toBe('K4P79M');
    },
  );

  it.each([
    ...['nói 369 nam', 'k4p79m', 'nối zalo với facebook', 'nối K4P7', '369 NAM', 'K7PM4XWQ', 'NỐI K7PM4XWQ'],
    ...['nơi 34 nam', 'd9a6ng', 'TTT-346', 'BC-0412', ''],
  ])('is not asked for by "%s"', (text) => {
    expect(linkRequestIn(text)).toBeNull();
  });
});
