import { describe, expect, it } from 'vitest';
import { clean } from '../../src/vi/clean.ts';
import { fold } from '../../src/vi/fold.ts';
import { fitOf, spell } from '../../src/vi/spelling.ts';
import { repairTelex, repairVni } from '../../src/vi/telex.ts';

describe('clean', () => {
  it.each([
    ['decomposed letters become composed', 'tảo hôn'.normalize('NFD'), 'tảo hôn'],
    ['zero-width characters go', 'tảo\u200B hôn\uFEFF', 'tảo hôn'],
    ['variation selectors go', '👍\uFE0F', '👍'],
    ['no-break spaces become spaces', '50\u00A0người', '50 người'],
    ['the Icelandic Eth becomes đ', 'ÐẶNG ðã', 'ĐẶNG đã'],
    ['line breaks become one kind', 'a\r\nb\rc', 'a\nb\nc'],
  ])('%s', (_, text, wanted) => {
    expect(clean(text)).toBe(wanted);
  });
});

describe('fold', () => {
  it.each([
    ['Núi Ngỗng!', 'nui ngong'],
    ['ĐẶNG  THỊ', 'dang thi'],
    ['hoà', 'hoa'],
    ['hòa', 'hoa'],
    ['BC-0412', 'bc 0412'],
    ['  Mỹ\tHiệp ', 'my hiep'],
    ['Ðồng bào', 'dong bao'],
  ])('folds %s to %s', (text, wanted) => {
    expect(fold(text)).toBe(wanted);
  });
});

describe('spelling', () => {
  it('is the same word wherever the tone sits', () => {
    expect(spell('hoà').key).toBe(spell('hòa').key);
    expect(spell('thuỷ').key).toBe(spell('thủy').key);
  });

  it.each([
    ['ngỗng', 'ngỗng', 'exact'],
    ['ngổng', 'ngỗng', 'near'],
    ['ngong', 'ngỗng', 'bare'],
    ['ngông', 'ngỗng', 'bare'],
    ['ngống', 'ngỗng', 'slip'],
  ])('fits %s to %s as %s', (typed, wanted, fit) => {
    expect(fitOf(spell(typed), spell(wanted))).toBe(fit);
  });
});

describe('Telex repair', () => {
  it.each([
    ['toor', 'tổ'],
    ['nguwowif', 'người'],
    ['ddax', 'đã'],
    ['thasng', 'tháng'],
    ['truyeenf', 'truyền'],
    ['hopj', 'họp'],
    ['tuyêfn', 'tuyền'],
  ])('repairs %s to %s', (typed, meant) => {
    expect(spell(repairTelex(typed) ?? '').key).toBe(spell(meant).key);
  });

  it.each(['thong', 'hop', 'clip', 'nha', 'zalo', 'xyz', 'a'])('leaves %s alone', (typed) => {
    expect(repairTelex(typed)).toBeNull();
  });
});

describe('VNI repair', () => {
  it.each([
    ['to63', 'tổ'],
    ['truye62n', 'truyền'],
    ['d9a4', 'đã'],
    ['ngu7o7i2', 'người'],
  ])('repairs %s to %s', (typed, meant) => {
    expect(spell(repairVni(typed) ?? '').key).toBe(spell(meant).key);
  });

  it.each(['t7', 'q4', 'x2y', '8a'])('leaves %s alone', (typed) => {
    expect(repairVni(typed)).toBeNull();
  });
});
