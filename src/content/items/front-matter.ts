import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { type CheckedYaml, checkYaml } from '../yaml-faults.ts';

/** A Markdown file that begins with YAML between two lines of `---`. */
export interface FrontMatterFile<T> extends CheckedYaml<T> {
  /** What follows, NFC. */
  body: string;
}

/** Reads the file at `path`; never throws for what stands in it. */
export function readFrontMatter<T>(path: string, schema: z.ZodType<T>): FrontMatterFile<T> {
  const text = readFileSync(path, 'utf8').normalize('NFC').replaceAll('\r\n', '\n');
  const [, yaml, body = ''] = /^---\n(.*?\n)---(?:\n(.*))?$/s.exec(text) ?? [];
  if (yaml === undefined) {
    const faults = [`${path}:1: begins with YAML between two lines of ---`];
    return { data: null, faults, fault: () => {}, body: '' };
  }
  return { ...checkYaml(path, yaml, schema, 1), body: body.trim() };
}
