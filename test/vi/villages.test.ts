import { describe, expect, it } from 'vitest';
import { vi } from './support.ts';

const SHORT = ['Do', 'Ú', 'Hà Dài', 'Gia Rót'];
const TWINS = ['Gia Hoa', 'Gia Hòa', 'Tà Nôi'];
const NUMBERED = ['Tà Mung 1', 'Tà Mung 2'];
const OTHERS = ['Mỹ Hiệp', 'Nha Húi', 'Núi Ngỗng'];

describe('village names within the roster', () => {
  it.each<[string, string[], string | null]>([
    ['hôm qua thôn Do họp 40 người', SHORT, 'Do'],
    ['do trời mưa nên bà con tới ít', SHORT, null],
    ['gói bánh ú cúng', SHORT, null],
    ['Ú: 25 người', SHORT, 'Ú'],
    ['Do', SHORT, 'Do'],
    ['thoon Haf Daif bc', SHORT, 'Hà Dài'],
    ['Hà Dài với Gia Rót họp chung', SHORT, null],
    ['Gia Hoà họp tối qua', TWINS, 'Gia Hòa'],
    ['thôn Gia Hoa được 35 bà con', TWINS, 'Gia Hoa'],
    ['thon gia hoa hop', TWINS, null],
    ['thon gia hoa hop', ['Gia Hoa', 'Tà Nôi'], 'Gia Hoa'],
    ['người ta nói nhiều', TWINS, null],
    ['mau 02 bc', ['Mẫu 01', 'Mẫu 02'], 'Mẫu 02'],
    ['cây cầu gãy nên không đi', ['Cầu Gãy'], null],
    ['thôn Cầu Gãy họp', ['Cầu Gãy'], 'Cầu Gãy'],
    ['ta mung 2 hop', NUMBERED, 'Tà Mung 2'],
    ['thôn Tà Mung II', NUMBERED, 'Tà Mung 2'],
    ['Tà Mung họp', NUMBERED, null],
    ['Tà Mung 12', NUMBERED, null],
    ['Tà Mung 2 người', NUMBERED, null],
    ['mĩ hiệp đã sinh hoạt', OTHERS, 'Mỹ Hiệp'],
    ['núi ngổng 42 người', OTHERS, 'Núi Ngỗng'],
    ['xã Mỹ Hiệp triển khai', OTHERS, null],
    ['Mỹ Hiệp họp rồi, Nha Húi thì chưa', OTHERS, 'Mỹ Hiệp'],
    ['thôn Láng Mới', OTHERS, null],
  ])('%s', (text, roster, village) => {
    expect(vi.readVillage(text, roster).village).toBe(village);
  });
});
