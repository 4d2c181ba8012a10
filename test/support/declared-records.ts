import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordSpec } from '../../src/domain/record-spec.ts';

const FOLDER = join(import.meta.dirname, '../../src/domain/records');

const modules = await Promise.all(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => import(join(FOLDER, name)) as Promise<Record<string, unknown>>),
);

/** Every kind of record that is declared anywhere in `src/domain/records/`. */
export function declaredRecords(): RecordSpec<unknown>[] {
  return modules.flatMap((module) => Object.values(module).filter(isSpec));
}

function isSpec(value: unknown): value is RecordSpec<unknown> {
  return typeof value === 'object' && value !== null && 'indexes' in value && 'schema' in value;
}
