import { displayDate, periodLabel } from '../domain/calendar.ts';
import { FORMS } from '../domain/forms.ts';
import { THEMES } from '../domain/themes.ts';

/** Finds the value of a dotted path such as `team.teamName`. */
export type Resolve = (path: string) => unknown;

const PLACE = /\{\{\s*((?:[^{}"]|"[^"]*")+?)\s*\}\}/g;
const PIPE = /\s*\|\s*(?=(?:[^"]*"[^"]*")*[^"]*$)/;

/** Code lists that `label:` knows. */
export const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  forms: FORMS,
  themes: THEMES,
  links: { hop_thon: 'họp thôn', chi_hoi: 'họp chi hội', le_hoi: 'lễ hội', rieng: 'làm riêng' },
  languages: { kinh: 'Kinh', raglai: 'Raglai', cham: 'Chăm', co_ho: 'Cơ Ho', khac: 'khác' },
  // Of reports that were sent.
  statuses: { sent: 'đã gửi', confirmed: 'đã duyệt', returned: 'cần xem lại', withdrawn: 'đã rút' },
  roles: { leader: 'tổ trưởng', reporter: 'báo cáo viên', member: 'thành viên' },
};

type Filter = (value: unknown, argument: string) => unknown;

/**
 * Filters of templates:
 * `date` 23/11/2026 · `number` 1.200 · `period` quý 4 năm 2026 · `label:forms` words for codes ·
 * `list` "a, b và c" · `pluck:code` one field of each · `count` how many · `or:"…"` when nothing is there · `with:"… {} …"` only when something is there.
 */
export const FILTERS: Readonly<Record<string, Filter>> = {
  date: (value) => (typeof value === 'string' ? displayDate(value) : value),
  number: (value) => (typeof value === 'number' ? thousands(value) : value),
  period: (value) => (typeof value === 'string' ? periodLabel(value) : value),
  label: (value, argument) => mapEach(value, (code) => LABELS[argument]?.[code] ?? code),
  list: (value) => (Array.isArray(value) ? sentenceList(value.map(String)) : value),
  pluck: (value, argument) =>
    Array.isArray(value) ? value.map((item: Record<string, unknown>) => item[argument]) : [],
  count: (value) => (Array.isArray(value) ? value.length : 0),
  or: (value, argument) => (isBlank(value) ? argument : value),
  with: (value, argument) => (isBlank(value) ? '' : argument.replace('{}', () => String(value))),
};

export interface TemplatePlace {
  path: string;
  filters: { name: string; argument: string }[];
}

/** The places of a template, for rendering and for the linter. */
export function placesOf(template: string): TemplatePlace[] {
  return Array.from(template.matchAll(PLACE), ([, inside = '']) => parsePlace(inside));
}

function parsePlace(inside: string): TemplatePlace {
  const [path = '', ...filters] = inside.split(PIPE);
  return {
    path,
    filters: filters.map((filter) => {
      const [, name = filter, argument = ''] = /^([a-z]+)(?::(.*))?$/s.exec(filter) ?? [];
      return { name, argument: argument.replace(/^"(.*)"$/s, '$1') };
    }),
  };
}

/**
 * Fills a template; a value that is not there leaves nothing behind, and of a text of several lines a line whose places
 * are all empty is left out. Never throws for a fault of the author.
 */
export function fill(template: string, resolve: Resolve): string {
  const lines = template.split('\n');
  if (lines.length === 1) return fillLine(template, resolve);
  return lines
    .filter(
      (line) =>
        placesOf(line).length === 0 || placesOf(line).some((place) => !isBlank(placeValue(place, resolve))),
    )
    .map((line) => fillLine(line, resolve))
    .join('\n');
}

function fillLine(template: string, resolve: Resolve): string {
  return template.replace(PLACE, (_, inside: string) => {
    const value = placeValue(parsePlace(inside), resolve);
    return isBlank(value) ? '' : String(value);
  });
}

function placeValue({ path, filters }: TemplatePlace, resolve: Resolve): unknown {
  let value = resolve(path);
  for (const { name, argument } of filters) value = FILTERS[name]?.(value, argument) ?? '';
  return value;
}

/** A template that is one place and nothing else gives the value itself, not its words. */
export function evaluate(template: string, resolve: Resolve): unknown {
  const whole = /^\{\{\s*([\w.-]+)\s*\}\}$/.exec(template);
  return whole?.[1] ? resolve(whole[1]) : fill(template, resolve);
}

/** "a", "a và b", "a, b và c". */
export function sentenceList(words: readonly string[]): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} và ${words.at(-1)}`;
}

export function isBlank(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** 1.200: a dot between thousands. */
function thousands(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.');
}

function mapEach(value: unknown, map: (code: string) => string): unknown {
  return Array.isArray(value)
    ? value.map((item) => map(String(item)))
    : isBlank(value)
      ? value
      : map(String(value));
}
