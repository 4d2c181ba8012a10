import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYamlText, type YamlText } from '../lib/yaml-text.ts';
import { type Lexicon, lexiconSchema } from '../vi/lexicon.ts';
import { parsePhrase } from '../vi/phrase-pattern.ts';
import { preparedLexicon } from './prepared-lexicon.ts';

const SHORT_FORMS_FILE = 'abbreviations.yaml';
/** Worked out by `scripts/weigh-commands.ts`, `scripts/weigh-answers.ts` and `scripts/weigh-codes.ts`. */
const POINT_FILES = {
  commandPoints: 'command-points.json',
  answerPoints: 'answer-points.json',
  themePoints: 'theme-points.json',
  formPoints: 'form-points.json',
} as const;

const shortFormsSchema = z.strictObject({
  abbreviations: z.record(z.string(), z.string().min(1)),
  afterNumber: z.record(z.string(), z.string().min(1)),
  foreign: z.array(z.string().min(1)),
});

interface PhraseTree {
  [word: string]: string[] | PhraseTree;
}

const phraseTreeSchema: z.ZodType<PhraseTree> = z.lazy(() =>
  z.record(z.string(), z.union([z.array(z.string().min(1)), phraseTreeSchema])),
);

/**
 * Reads the lexicon from the `*.yaml` files of `dir`: `abbreviations.yaml` holds the short forms, every other file a
 * tree of phrases whose path of keys is the tag (`theme: { tao_hon: […] }` → `theme.tao_hon`).
 * @throws {Error} with one `file:line: what is wrong` a line, for all faults of all files at once.
 */
export function loadLexicon(dir: string): Lexicon {
  return preparedLexicon(dir, () => readLexicon(dir));
}

/** {@link loadLexicon} from the files themselves. */
export function readLexicon(dir: string): Lexicon {
  const faults: string[] = [];
  const lexicon: Lexicon = { phrases: {}, abbreviations: {}, afterNumber: {}, foreign: [] };
  const names = readdirSync(dir)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  for (const name of names) {
    const file = new PhraseFile(join(dir, name), faults);
    if (name === SHORT_FORMS_FILE) Object.assign(lexicon, file.parse(shortFormsSchema) ?? {});
    else collect(file, file.parse(phraseTreeSchema) ?? {}, [], lexicon.phrases);
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  for (const [key, file] of Object.entries(POINT_FILES) as [keyof typeof POINT_FILES, string][])
    if (existsSync(join(dir, file))) lexicon[key] = JSON.parse(readFileSync(join(dir, file), 'utf8'));
  return lexiconSchema.parse(lexicon);
}

function collect(
  file: PhraseFile,
  tree: PhraseTree,
  path: string[],
  phrases: Record<string, readonly string[]>,
): void {
  for (const [word, branch] of Object.entries(tree)) {
    const here = [...path, word];
    if (!Array.isArray(branch)) {
      collect(file, branch, here, phrases);
      continue;
    }
    const tag = here.join('.');
    if (phrases[tag]) file.fault(here, `the tag ${tag} is already defined in another file`);
    phrases[tag] = branch.map((phrase) => phrase.normalize('NFC'));
    checkPhrases(file, here, branch);
  }
}

function checkPhrases(file: PhraseFile, path: string[], phrases: readonly string[]): void {
  const seen = new Set<string>();
  for (const [n, phrase] of phrases.entries()) {
    if (seen.has(phrase)) file.fault([...path, n], `"${phrase}" stands twice in the list`);
    seen.add(phrase);
    try {
      parsePhrase(phrase);
    } catch (error) {
      file.fault([...path, n], error instanceof Error ? error.message : 'the phrase cannot be read');
    }
  }
}

/** One YAML file that can say on which line a value stands. */
class PhraseFile {
  private readonly path: string;
  private readonly faults: string[];
  private readonly yaml: YamlText;

  constructor(path: string, faults: string[]) {
    this.path = path;
    this.faults = faults;
    this.yaml = readYamlText(readFileSync(path, 'utf8'));
    for (const error of this.yaml.errors) this.faultAt(error.line, error.message);
  }

  parse<T>(schema: z.ZodType<T>): T | null {
    if (this.yaml.errors.length > 0) return null;
    const result = schema.safeParse(this.yaml.value());
    if (result.success) return result.data;
    for (const issue of result.error.issues) this.fault(issue.path, issue.message);
    return null;
  }

  fault(path: readonly PropertyKey[], message: string): void {
    this.faultAt(this.yaml.lineOf(path), `${path.map(String).join('.')}: ${message}`);
  }

  private faultAt(line: number, message: string): void {
    this.faults.push(`${this.path}:${line}: ${message}`);
  }
}
