import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Rule, ruleSchema, type SafetyLexicon } from '../safety/lexicon.ts';
import { parsePattern } from '../safety/pattern.ts';
import { type PointList, pointList, pointTableSchema } from '../safety/point-table.ts';
import { SYNTHETIC_TAGS } from '../safety/synthetic.ts';
import { readLexicon } from './phrases.ts';
import { preparedLexicon } from './prepared-lexicon.ts';
import { readYaml, refuseFaults } from './yaml-faults.ts';

const WORDS_DIR = 'words';
const RULES_DIR = 'rules';
/** Worked out by `scripts/weigh-safety.ts`; a lexicon without it decides by its rules alone. */
const POINTS_FILE = 'points.json';

const rulesFileSchema = z.array(ruleSchema).min(1);

/**
 * Reads the safety lexicon: word classes from `dir/words/*.yaml`, rules from `dir/rules/*.yaml`.
 * @param dir - `content/phrases/safety` of the project.
 * @throws {Error} with one `file:line: what is wrong` a line, for all faults of all rule files at once.
 */
export function loadSafetyLexicon(dir: string): SafetyLexicon {
  return preparedLexicon(dir, () => readSafetyLexicon(dir));
}

/** {@link loadSafetyLexicon} from the files themselves. */
export function readSafetyLexicon(dir: string): SafetyLexicon {
  const words = readLexicon(join(dir, WORDS_DIR));
  const known = [...Object.keys(words.phrases), ...SYNTHETIC_TAGS];
  const faults: string[] = [];
  const rules: Rule[] = [];
  const seen = new Set<string>();
  const names = readdirSync(join(dir, RULES_DIR))
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  for (const name of names) rules.push(...readRules(join(dir, RULES_DIR, name), known, seen, faults));
  refuseFaults(faults);
  return { words, rules, points: readPoints(join(dir, POINTS_FILE)) };
}

/** @throws {Error} when the table is not one. */
function readPoints(path: string): PointList {
  if (!existsSync(path)) return pointList({});
  const table = pointTableSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!table.success)
    throw new Error(`${path}:1: ${table.error.issues[0]?.message ?? 'is no table of points'}`);
  return pointList(table.data);
}

function readRules(path: string, known: readonly string[], seen: Set<string>, faults: string[]): Rule[] {
  const file = readYaml(path, rulesFileSchema);
  for (const [n, rule] of (file.data ?? []).entries()) {
    if (seen.has(rule.id)) file.fault([n, 'id'], `the rule ${rule.id} is already defined`);
    seen.add(rule.id);
    for (const [p, source] of rule.patterns.entries()) {
      const problem = problemOf(source, known);
      if (problem) file.fault([n, 'patterns', p], problem);
    }
  }
  faults.push(...file.faults);
  return file.data ?? [];
}

function problemOf(source: string, known: readonly string[]): string | null {
  try {
    parsePattern(source, known);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'the pattern cannot be read';
  }
}
