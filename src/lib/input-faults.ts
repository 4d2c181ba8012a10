import type { z } from 'zod';

/** What is wrong with one field, and how to write it, in both languages. */
export interface InputFault {
  /** Path with dots; empty for the whole. */
  field: string;
  vi: string;
  en: string;
}

type Issue = z.core.$ZodIssue;

/**
 * Says every fault of an input as people would, since the schema's own words are for programmers.
 *
 * @param input - What was checked: it tells a missing field from a wrong one.
 */
export function inputFaults(error: z.ZodError, input: unknown): InputFault[] {
  return error.issues.map((issue) => ({ field: issue.path.join('.'), ...saidOf(issue, input) }));
}

/** One line for each fault. */
export function tellInputFaults(faults: readonly InputFault[]): string {
  return faults.map(({ field, vi, en }) => `${field === '' ? '' : `${field}: `}${vi} / ${en}`).join('\n');
}

function saidOf(issue: Issue, input: unknown): Omit<InputFault, 'field'> {
  switch (issue.code) {
    case 'invalid_type':
      if (valueAt(input, issue.path) === undefined) return { vi: 'Thiếu mục này.', en: 'This is missing.' };
      return {
        vi: `Mục này phải là ${TYPES[issue.expected] ?? issue.expected}.`,
        en: `This must be of type ${issue.expected}.`,
      };
    case 'invalid_value':
      return {
        vi: `Chỉ nhận: ${issue.values.join(', ')}.`,
        en: `It must be one of: ${issue.values.join(', ')}.`,
      };
    case 'too_small':
      return bound('ít nhất', 'at least', issue.minimum, issue.origin);
    case 'too_big':
      return bound('nhiều nhất', 'at most', issue.maximum, issue.origin);
    case 'unrecognized_keys':
      return {
        vi: `Không có mục nào tên là ${issue.keys.join(', ')}.`,
        en: `There is no field ${issue.keys.join(', ')}.`,
      };
    case 'invalid_format':
      if (issue.format === 'date') return writtenAs('2026-11-23');
      // Our patterns carry an example instead of a message.
      return issue.format === 'regex' && !issue.message.startsWith('Invalid')
        ? writtenAs(issue.message)
        : { vi: 'Viết chưa đúng dạng.', en: issue.message };
    case 'custom':
      return writtenAs(issue.message);
    default:
      return { vi: 'Mục này chưa đúng.', en: issue.message };
  }
}

const TYPES: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'true hoặc false',
  array: 'danh sách',
  object: 'một đối tượng JSON',
};

function writtenAs(example: string): Omit<InputFault, 'field'> {
  return { vi: `Ghi theo dạng: ${example}.`, en: `Write it like this: ${example}.` };
}

function bound(vi: string, en: string, limit: number | bigint, origin: string): Omit<InputFault, 'field'> {
  if (origin === 'string') {
    if (en === 'at least' && limit === 1)
      return { vi: 'Không được để trống.', en: 'This must not be empty.' };
    return { vi: `Cần ${vi} ${limit} ký tự.`, en: `It needs ${en} ${limit} characters.` };
  }
  if (origin === 'array') return { vi: `Cần ${vi} ${limit} mục.`, en: `It needs ${en} ${limit} items.` };
  return { vi: `Số này ${vi} là ${limit}.`, en: `The number is ${en} ${limit}.` };
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
