import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { addDays, isRealDate } from '../domain/calendar.ts';
import { type Indicator, indicatorSchema, type Plan, type PlanVersion } from '../domain/plan.ts';
import { readYaml, refuseFaults } from './yaml-faults.ts';

const day = z.string().refine(isRealDate, 'must be a day: YYYY-MM-DD');

const versionSchema = z.strictObject({
  version: z.number().int().min(1),
  title: z.string().min(1),
  'valid-from': day,
  'valid-to': day.optional(),
  confirmation: z.enum(['confirmed', 'to-be-confirmed']),
  note: z.string().optional(),
  /** File of rows beside this one. */
  indicators: z.string().optional(),
  /** Or rows of an earlier version that go on. */
  keeps: z.strictObject({ from: z.number(), codes: z.array(z.string()).min(1) }).optional(),
  changes: z.record(z.string(), indicatorSchema.omit({ code: true }).partial()).optional(),
});

const planSchema = z.strictObject({ versions: z.array(versionSchema).min(1) });

/** Rows as the annex was written down, with more notes than the system needs. */
const rowsSchema = z.array(
  indicatorSchema
    .omit({ name: true })
    .extend({ name_vi: z.string() })
    .transform(({ name_vi: name, ...row }): Indicator => ({ ...row, name })),
);

type Fault = (path: readonly PropertyKey[], message: string) => void;

/**
 * Reads the versions of the plan and the files of rows that they name.
 *
 * @param path - `content/plan/versions.yaml`.
 * @throws {Error} with one `file:line: what is wrong` a line.
 */
export function loadPlan(path: string): Plan {
  const file = readYaml(path, planSchema);
  const plan: PlanVersion[] = [];
  for (const [n, version] of (file.data?.versions ?? []).entries()) {
    const fault: Fault = (at, message) => file.fault(['versions', n, ...at], message);
    const rows = version.indicators
      ? readRows(join(dirname(path), version.indicators), fault)
      : keptRows(version.keeps, plan, fault);
    if (version.indicators && version.keeps)
      fault(['keeps'], 'a version has either a file of rows or kept ones');
    checkOrder(version, plan.at(-1), fault);
    plan.push({
      version: version.version,
      title: version.title,
      validFrom: version['valid-from'],
      validTo: version['valid-to'] ?? null,
      confirmation: version.confirmation,
      note: version.note ?? null,
      indicators: changed(rows, version.changes ?? {}, fault),
    });
  }
  refuseFaults(file.faults);
  return plan;
}

function readRows(path: string, fault: Fault): Indicator[] {
  try {
    const rows = rowsSchema.safeParse(JSON.parse(readFileSync(path, 'utf8').normalize('NFC')));
    if (rows.success) {
      const codes = rows.data.map(({ code }) => code);
      const double = codes.find((code, i) => codes.indexOf(code) !== i);
      if (double) fault(['indicators'], `${double} is listed twice`);
      return rows.data;
    }
    for (const { path: at, message } of rows.error.issues)
      fault(['indicators'], `row ${at.join('.')}: ${message}`);
  } catch {
    fault(['indicators'], 'the file of rows cannot be read as JSON');
  }
  return [];
}

function keptRows(
  keeps: { from: number; codes: string[] } | undefined,
  earlier: Plan,
  fault: Fault,
): Indicator[] {
  if (!keeps) {
    fault([], 'needs a file of rows (indicators) or rows of an earlier version (keeps)');
    return [];
  }
  const source = earlier.find(({ version }) => version === keeps.from);
  if (!source) fault(['keeps', 'from'], `there is no version ${keeps.from} before this one`);
  return keeps.codes.flatMap((code, n) => {
    const row = source?.indicators.find((known) => known.code === code);
    if (!row && source) fault(['keeps', 'codes', n], `${code} is no row of version ${keeps.from}`);
    return row ? [row] : [];
  });
}

function changed(
  rows: readonly Indicator[],
  changes: Record<string, Partial<Indicator>>,
  fault: Fault,
): Indicator[] {
  for (const code of Object.keys(changes)) {
    if (!rows.some((row) => row.code === code)) fault(['changes', code], 'is no row of this version');
  }
  return rows.map((row) => ({ ...row, ...changes[row.code] }));
}

/** Each version begins the day after the one before has ended: every day has exactly one. */
function checkOrder(
  version: z.infer<typeof versionSchema>,
  before: PlanVersion | undefined,
  fault: Fault,
): void {
  const to = version['valid-to'];
  if (to && to < version['valid-from']) fault(['valid-to'], 'lies before valid-from');
  if (!before) return;
  if (version.version <= before.version) fault(['version'], 'must be higher than the one before');
  if (before.validTo === null) fault([], `version ${before.version} before it has no valid-to`);
  else if (addDays(before.validTo, 1) !== version['valid-from'])
    fault(['valid-from'], `must be the day after version ${before.version} ends (${before.validTo})`);
}
