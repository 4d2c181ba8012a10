/**
 * Works out how much each word speaks for each subject and for each form of a session
 * (`content/phrases/{theme,form}-points.json`), for reports whose subject or form no phrase names: from the reports that
 * are there to be looked at, for subjects also from sentences that avoid the usual names
 * (`test/corpus/vi/base/weigh/themes.jsonl`) and, for "none", from what people write to other questions.
 * Deterministic: the same corpora, the same tables.
 *
 *   tsx scripts/weigh-codes.ts
 */
import { codeSigns, NO_CODE } from '../src/vi/code-points.ts';
import { withoutAccents } from './corpus-variants.ts';
import { analysed, baseRows, tablePath } from './project-analysis.ts';
import { commonSigns, type Example, train, writeTable } from './softmax.ts';

/** A sign that stands in fewer hand-written texts says nothing yet. */
const MIN_ROWS = 3;
/** Weights below this many points are left out. */
const MIN_POINTS = 12;
const TRAINING = { epochs: 32, firstStep: 0.2, shrink: 0.001 };
/** What is written to other questions names no subject and no form; one in so many is enough. */
const BESIDE = ['yesno', 'numbers', 'dates', 'names-units'];
const BESIDE_SHARE = 10;

interface Told {
  id: string;
  text: string;
  code: string;
}

/** Each report once for each code it is labelled with. */
function toldInReports(family: 'themes' | 'forms'): Told[] {
  const rows = baseRows<{ id: string; text: string; expect: Record<typeof family, string[]> }>(
    'seen',
    'reports',
  );
  return rows.flatMap(({ id, text, expect }) => {
    const codes = expect[family].length > 0 ? expect[family] : [NO_CODE];
    return codes.map((code) => ({ id, text, code }));
  });
}

function toldBeside(): Told[] {
  const rows = BESIDE.flatMap((kind) => baseRows<{ id: string; text: string }>('seen', kind));
  return rows.filter((_, at) => at % BESIDE_SHARE === 0).map(({ id, text }) => ({ id, text, code: NO_CODE }));
}

/** Each text as it is and without accents. */
function examplesOf(told: readonly Told[], labels: readonly string[]): (Example & { id: string })[] {
  return told.flatMap(({ id, text, code }) =>
    [...new Set([text, withoutAccents(text)])].map((written) => ({
      id,
      signs: [...codeSigns(analysed(written))],
      wanted: labels.indexOf(code),
    })),
  );
}

function weigh(file: string, told: readonly Told[]): void {
  const labels = [...new Set(told.map(({ code }) => code))].sort();
  const examples = examplesOf(told, labels);
  const common = commonSigns(examples, ({ id }) => id, MIN_ROWS);
  const weights = train(
    examples.map(({ signs, wanted }) => ({ signs: signs.filter((sign) => common.has(sign)), wanted })),
    { ...TRAINING, labels: labels.length },
  );
  writeTable(tablePath(file), weights, { labels, minPoints: MIN_POINTS });
}

const sentences = baseRows<{ id: string; text: string; expect: string }>('weigh', 'themes');
weigh('theme-points.json', [
  ...toldInReports('themes'),
  ...sentences.map(({ id, text, expect }) => ({ id, text, code: expect })),
  ...toldBeside(),
]);
weigh('form-points.json', [...toldInReports('forms'), ...toldBeside()]);
