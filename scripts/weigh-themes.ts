/**
 * Works out how much each word speaks for each subject of a session (`content/phrases/theme-points.json`), for reports
 * whose subject no phrase names: from the reports that are there to be looked at, from sentences that avoid the usual
 * names (`test/corpus/vi/base/weigh/themes.jsonl`) and, for "no subject", from what people write to other questions.
 * Deterministic: the same corpora, the same table.
 *
 *   tsx scripts/weigh-themes.ts
 */
import { NO_THEME, themeSigns } from '../src/vi/theme-points.ts';
import { withoutAccents } from './corpus-variants.ts';
import { analysed, baseRows, tablePath } from './project-analysis.ts';
import { commonSigns, type Example, train, writeTable } from './softmax.ts';

/** A sign that stands in fewer hand-written texts says nothing yet. */
const MIN_ROWS = 2;
/** Weights below this many points are left out. */
const MIN_POINTS = 12;
const TRAINING = { epochs: 16, firstStep: 0.2, shrink: 0.001 };
/** What is written to other questions names no subject; one in so many is enough. */
const BESIDE = ['yesno', 'numbers', 'dates', 'names-units'];
const BESIDE_SHARE = 10;

interface Told {
  id: string;
  text: string;
  theme: string;
}

/** Reports of one subject or of none. */
function toldInReports(): Told[] {
  const rows = baseRows<{ id: string; text: string; expect: { themes: string[] } }>('seen', 'reports');
  return rows
    .filter(({ expect }) => expect.themes.length <= 1)
    .map(({ id, text, expect }) => ({ id, text, theme: expect.themes[0] ?? NO_THEME }));
}

function toldBeside(): Told[] {
  const rows = BESIDE.flatMap((kind) => baseRows<{ id: string; text: string }>('seen', kind));
  return rows
    .filter((_, at) => at % BESIDE_SHARE === 0)
    .map(({ id, text }) => ({ id, text, theme: NO_THEME }));
}

/** Each text as it is and without accents. */
function examplesOf(told: readonly Told[], labels: readonly string[]): (Example & { id: string })[] {
  return told.flatMap(({ id, text, theme }) =>
    [...new Set([text, withoutAccents(text)])].map((written) => ({
      id,
      signs: [...themeSigns(analysed(written)).keys()],
      wanted: labels.indexOf(theme),
    })),
  );
}

const sentences = baseRows<{ id: string; text: string; expect: string }>('weigh', 'themes');
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
writeTable(tablePath('theme-points.json'), weights, { labels, minPoints: MIN_POINTS });
