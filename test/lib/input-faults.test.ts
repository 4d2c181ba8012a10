import { expect, it } from 'vitest';
import { z } from 'zod';
import { inputFaults, tellInputFaults } from '../../src/lib/input-faults.ts';

const schema = z.strictObject({
  id: z.string().regex(/^TTT-\d{3,}$/, 'TTT-012'),
  villages: z.array(z.string().min(1)).min(1),
  foundedOn: z.iso.date().nullable(),
  role: z.enum(['leader', 'member']),
  limit: z.number().max(200),
  name: z.string().max(5),
});

function faultsOf(input: unknown): Record<string, string> {
  const { error } = schema.safeParse(input);
  if (!error) throw new Error('the input fits');
  return Object.fromEntries(inputFaults(error, input).map(({ field, vi, en }) => [field, `${vi} / ${en}`]));
}

it('every fault of an input says what is wrong and how to write it, in both languages', () => {
  const wrong = {
    ...{ id: '301', villages: [''], foundedOn: '15/01/2024', role: 'boss', limit: 500, name: 'quá dài' },
    extra: 1,
  };
  expect(faultsOf(wrong)).toEqual({
    id: 'Ghi theo dạng: TTT-012. / Write it like this: TTT-012.',
    'villages.0': 'Không được để trống. / This must not be empty.',
    foundedOn: 'Ghi theo dạng: 2026-11-23. / Write it like this: 2026-11-23.',
    role: 'Chỉ nhận: leader, member. / It must be one of: leader, member.',
    limit: 'Số này nhiều nhất là 200. / The number is at most 200.',
    name: 'Cần nhiều nhất 5 ký tự. / It needs at most 5 characters.',
    '': 'Không có mục nào tên là extra. / There is no field extra.',
  });
});

it('what is missing is told from what is of the wrong type', () => {
  expect(
    faultsOf({ id: 'TTT-012', villages: 'Thôn Mẫu', foundedOn: null, role: 'leader', limit: 1 }),
  ).toEqual({
    villages: 'Mục này phải là danh sách. / This must be of type array.',
    name: 'Thiếu mục này. / This is missing.',
  });
  expect(faultsOf([])['']).toContain('một đối tượng JSON');
});

it('a command line tells one fault a line', () => {
  const fault = { vi: 'Thiếu mục này.', en: 'This is missing.' };
  expect(
    tellInputFaults([
      { field: 'id', ...fault },
      { field: '', ...fault },
    ]),
  ).toBe('id: Thiếu mục này. / This is missing.\nThiếu mục này. / This is missing.');
});
