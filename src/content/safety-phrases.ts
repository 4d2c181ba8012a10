import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type Rule, ruleSchema, type SafetyLexicon } from '../safety/lexicon.ts';
import { parsePattern } from '../safety/pattern.ts';
import { SYNTHETIC_TAGS } from '../safety/synthetic.ts';
import { loadLexicon } from './phrases.ts';

const WORDS_DIR = 'words';
const RULES_DIR = 'rules';

const rulesFileSchema = z.array(ruleSchema).min(1);

/**
 * Reads the safety lexicon: word classes from `dir/words/*.yaml`, rules from `dir/rules/*.yaml`.
 * @param dir - `content/phrases/safety` of the project.
 * @throws {Error} with one `file:line: what is wrong` a line, for all faults of all rule files at once.
 */
export function loadSafetyLexicon(dir: string): SafetyLexicon {
  const words = loadLexicon(join(dir, WORDS_DIR));
  const known = [...Object.keys(words.phrases), ...SYNTHETIC_TAGS];
  const faults: string[] = [];
  const rules: Rule[] = [];
  const seen = new Set<string>();
  const names = readdirSync(join(dir, RULES_DIR))
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  for (const name of names) rules.push(...readRules(join(dir, RULES_DIR, name), known, seen, faults));
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return { words, rules };
}

function readRules(path: string, known: readonly string[], seen: Set<string>, faults: string[]): Rule[] {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const faultAt = (offset: number, message: string) =>
    faults.push(`${path}:${lines.linePos(offset).line}: ${message}`);
  const fault = (at: readonly PropertyKey[], message: string) => faultAt(offsetOf(document, at), message);

  for (const error of document.errors) faultAt(error.pos[0], error.message);
  if (document.errors.length > 0) return [];
  const parsed = rulesFileSchema.safeParse(document.toJS());
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      fault(issue.path, `${issue.path.map(String).join('.')}: ${issue.message}`);
    return [];
  }
  for (const [n, rule] of parsed.data.entries()) {
    if (seen.has(rule.id)) fault([n, 'id'], `the rule ${rule.id} is already defined`);
    seen.add(rule.id);
    for (const [p, source] of rule.patterns.entries()) {
      const problem = problemOf(source, known);
      if (problem) fault([n, 'patterns', p], `${rule.id}: ${problem}`);
    }
  }
  return parsed.data;
}

function problemOf(source: string, known: readonly string[]): string | null {
  try {
    parsePattern(source, known);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'the pattern cannot be read';
  }
}

/** Where a value stands, or the nearest thing above it that stands anywhere. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (node && typeof node === 'object' && 'range' in node && Array.isArray(node.range))
      return Number(node.range[0]);
  }
  return 0;
}
