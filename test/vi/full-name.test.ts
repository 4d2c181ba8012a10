import { describe, expect, it } from 'vitest';
import { fullNameIn } from '../../src/vi/full-name.ts';

describe('a name where it is asked whether another one is right', () => {
  it.each([
    ['Katơr Đượng', 'Katơr Đượng'],
    ['dạ không, em tên là Chamaléa Thị Lánh ạ', 'Chamaléa Thị Lánh'],
    ['Không phải. Tôi tên Pi Năng Thị Ngôn.', 'Pi Năng Thị Ngôn'],
    ['họ và tên: Nguyễn Thị B', 'Nguyễn Thị B'],
    ['tên của em là lê văn cần', 'lê văn cần'],
    ['mẫu thị bích phanh', 'mẫu thị bích phanh'],
    ['nguyen van a', 'nguyen van a'],
    ['Trần Thị Đúng', 'Trần Thị Đúng'],
  ])('"%s" is %s', (text, name) => {
    expect(fullNameIn(text)).toBe(name);
  });

  it.each([
    ...['đúng', 'Không phải', 'Đúng Rồi', 'không', 'tên khác', 'chờ chút', 'để em xem lại đã', 'cái gì vậy'],
    ...['Lánh', '0912345678', 'em tên là', 'Nguyễn Văn A 1990', 'https://a.example', '😀 😀', ''],
  ])('"%s" is none', (text) => {
    expect(fullNameIn(text)).toBeNull();
  });
});
