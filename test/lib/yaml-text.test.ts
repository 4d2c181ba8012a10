import { describe, expect, it } from 'vitest';
import { parseYamlText, readYamlText } from '../../src/lib/yaml-text.ts';

const TEXT = ['name: Thôn Mẫu 01', 'list:', '  - một', '  - deep: hai', ''].join('\n');

describe('a YAML text', () => {
  it('gives plain data', () => {
    expect(readYamlText(TEXT).value()).toEqual({ name: 'Thôn Mẫu 01', list: ['một', { deep: 'hai' }] });
  });

  it('says on which line a value stands, or the nearest thing above it', () => {
    const { lineOf } = readYamlText(TEXT);
    expect([
      lineOf(['list']),
      lineOf(['list', 1, 'deep']),
      lineOf(['list', 1, 'missing']),
      lineOf(['no']),
      lineOf([]),
    ]).toEqual([3, 4, 4, 1, 1]);
  });

  it('tells what is no YAML with its line', () => {
    const { errors } = readYamlText('good: 1\nbad: "open\n');
    expect(errors.map(({ line }) => line)).toEqual([3]);
  });

  it('is composed before it is read: both ways of writing an accent are one text', () => {
    const text = 'tên: nhà';
    expect(readYamlText(text.normalize('NFD')).value()).toEqual(parseYamlText(text.normalize('NFC')).value());
  });
});
