import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { readYamlText } from '../lib/yaml-text.ts';

/** A YAML file read and checked, that can say on which line a value stands. */
export interface CheckedYaml<T> {
  /** Null when the file is at fault. */
  data: T | null;
  /** One `file:line: what is wrong` each. */
  faults: string[];
  /** Adds a fault of a value that the schema cannot see. */
  fault(path: readonly PropertyKey[], message: string): void;
}

/** Reads the YAML file at `path` and checks it; never throws for what stands in it. */
export function readYaml<T>(path: string, schema: z.ZodType<T>): CheckedYaml<T> {
  return checkYaml(path, readFileSync(path, 'utf8'), schema);
}

/**
 * Checks YAML that is all or part of the file at `path`; never throws for what stands in it.
 *
 * @param linesBefore - Lines of the file above `text`.
 */
export function checkYaml<T>(
  path: string,
  text: string,
  schema: z.ZodType<T>,
  linesBefore = 0,
): CheckedYaml<T> {
  const { errors, value, lineOf } = readYamlText(text);
  const faults: string[] = [];
  const faultAt = (line: number, message: string) => {
    faults.push(`${path}:${line + linesBefore}: ${message}`);
  };
  const fault = (at: readonly PropertyKey[], message: string) => {
    faultAt(lineOf(at), at.length > 0 ? `${at.map(String).join('.')}: ${message}` : message);
  };

  for (const error of errors) faultAt(error.line, error.message);
  if (errors.length > 0) return { data: null, faults, fault };
  const parsed = schema.safeParse(value());
  if (parsed.success) return { data: parsed.data, faults, fault };
  for (const issue of parsed.error.issues) fault(issue.path, issue.message);
  return { data: null, faults, fault };
}

/** Throws all faults together. */
export function refuseFaults(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join('\n'));
}
