/**
 * Works out how much each word speaks for each subject of a session (`content/phrases/theme-points.json`), for reports
 * whose subject no phrase names: from the reports that are there to be looked at, from sentences that avoid the usual
 * names (`test/corpus/vi/base/weigh/themes.jsonl`) and, for "no subject", from what people write to other questions.
 * Deterministic: the same corpora, the same table.
 *
 *   tsx scripts/weigh-themes.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadLexicon } from '../src/content/phrases.ts';
import { analyse } from '../src/vi/analysis.ts';
import { PhraseIndex } from '../src/vi/phrase-index.ts';
import { NO_THEME, themeSigns } from '../src/vi/theme-points.ts';
import { tokenWords } from '../src/vi/tokens.ts';
import { withoutAccents } from './corpus-variants.ts';
import { commonSigns, type Example, tableLine, train } from './softmax.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CORPUS = join(ROOT, 'test/corpus/vi/base');
const TABLE = join(ROOT, 'content/phrases/theme-points.json');

/** A sign that stands in fewer hand-written texts says nothing yet. */
const MIN_ROWS = 2;
/** Weights below this many points are left out. */
const MIN_POINTS = 12;
const TRAINING = { epochs: 16, firstStep: 0.2, shrink: 0.001 };
/** What is written to other questions names no subject; one in so many is enough. */
const BESIDE = ['yesno', 'numbers', 'dates', 'names-units'];
const BESIDE_SHARE = 10;

const lexicon = loadLexicon(join(ROOT, 'content/phrases'));
const index = new PhraseIndex(lexicon);
const words = tokenWords(lexicon, index);

interface Told {
  id: string;
  text: string;
  theme: string;
}

function rowsOf<T>(path: string): T[] {
  const lines = readFileSync(join(CORPUS, `${path}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean);
  return lines.map((line) => JSON.parse(line) as T);
}

/** Reports of one subject or of none. */
function toldInReports(): Told[] {
  const rows = rowsOf<{ id: string; text: string; expect: { themes: string[] } }>('seen/reports');
  return rows
    .filter(({ expect }) => expect.themes.length <= 1)
    .map(({ id, text, expect }) => ({ id, text, theme: expect.themes[0] ?? NO_THEME }));
}

function toldBeside(): Told[] {
  const rows = BESIDE.flatMap((kind) => rowsOf<{ id: string; text: string }>(`seen/${kind}`));
  return rows
    .filter((_, at) => at % BESIDE_SHARE === 0)
    .map(({ id, text }) => ({ id, text, theme: NO_THEME }));
}

/** Each text as it is and without accents. */
function examplesOf(told: readonly Told[], labels: readonly string[]): (Example & { id: string })[] {
  return told.flatMap(({ id, text, theme }) =>
    [...new Set([text, withoutAccents(text)])].map((written) => ({
      id,
      signs: [...themeSigns(analyse(written, words, index)).keys()],
      wanted: labels.indexOf(theme),
    })),
  );
}

const sentences = rowsOf<{ id: string; text: string; expect: string }>('weigh/themes');
const all = [
  ...toldInReports(),
  ...sentences.map(({ id, text, expect }) => ({ id, text, theme: expect })),
  ...toldBeside(),
];
const labels = [...new Set(all.map(({ theme }) => theme))].sort();
const examples = examplesOf(all, labels);
const common = commonSigns(examples, ({ id }) => id, MIN_ROWS);
const weights = train(
  examples.map(({ signs, wanted }) => ({ signs: signs.filter((sign) => common.has(sign)), wanted })),
  { ...TRAINING, labels: labels.length },
);
const lines = [...weights]
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .flatMap(([sign, own]) => tableLine(sign, own, labels, MIN_POINTS) ?? []);
writeFileSync(TABLE, `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} signs`);
