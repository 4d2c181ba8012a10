/**
 * Works out how much each sign of an answer speaks for yes, no or neither (`content/phrases/answer-points.json`) from the
 * rows that are there to be looked at and from those kept for this (`test/corpus/vi/base/weigh`): what the rules read
 * counts as a sign only in the latter, since no rule was made with them. Deterministic: the same corpora, the same table.
 *
 *   tsx scripts/weigh-answers.ts
 */
import { ANSWERS } from '../src/vi/answer-points.ts';
import { answerSigns } from '../src/vi/answer-signs.ts';
import { type Asked, readQuestion } from '../src/vi/asked.ts';
import type { YesNoReading } from '../src/vi/vi.ts';
import { choiceOf, readByRules } from '../src/vi/yes-no.ts';
import { writtenIn } from './corpus-variants.ts';
import { analysed, baseRows, tablePath } from './project-analysis.ts';
import type { CorpusRow } from './score-kinds.ts';
import { commonSigns, type Example, train, writeTable } from './softmax.ts';

/** A sign that stands in fewer hand-written rows says nothing yet. */
const MIN_ROWS = 2;
/** Weights below this many points are left out. */
const MIN_POINTS = 10;
const TRAINING = {
  labels: ANSWERS.length,
  epochs: 14,
  firstStep: 0.15,
  shrink: 0.001,
  // Long answers have many signs that say the same.
  scale: (signs: number) => 1 / Math.sqrt(signs / 20),
};
/** In how many ways each row is written. */
const WAYS = 2;

const questions = new Map<string, Asked>();

interface AnswerExample extends Example {
  id: string;
}

function askedBy(question: string): Asked {
  const asked = questions.get(question) ?? readQuestion(analysed(question));
  questions.set(question, asked);
  return asked;
}

function examplesOf(set: 'seen' | 'weigh', withRules: boolean): AnswerExample[] {
  return baseRows<CorpusRow>(set, 'yesno').flatMap((row, at) =>
    writtenIn(row.text, at, WAYS).flatMap((text) => {
      const a = analysed(text);
      const asked = askedBy(row.question ?? '');
      // What was chosen by an option or a sign is never decided by points.
      if (choiceOf(a, asked)) return [];
      const byRules = withRules ? readByRules(a, asked).answer : null;
      const signs = answerSigns(a, asked, byRules);
      return [{ id: row.id, signs, wanted: ANSWERS.indexOf(row.expect as YesNoReading['answer']) }];
    }),
  );
}

/** Other things that people write while a step waits: they answer neither yes nor no to whether to go on. */
const BESIDE = ['dates', 'numbers', 'reports', 'commands', 'names-units'];
const GO_QUESTIONS = [
  'Anh/chị đang báo cáo buổi truyền thông dở. Làm tiếp không ạ?',
  'Gửi báo cáo này luôn nhé?',
  'Anh/chị có muốn thêm ảnh không?',
  'Xóa báo cáo này thật không?',
];
/** Wishes of their own: they answer no question at all. */
const WISHES: ReadonlySet<unknown> = new Set(['content', 'help', 'edit', 'my_data', 'join', 'menu', 'none']);
const OTHER_QUESTIONS = [
  'Quý này tổ đã tổ chức buổi nào chưa?',
  'Buổi này có trẻ em dưới 16 tuổi tham dự không?',
  'Buổi này có phát tờ rơi không?',
  'Anh/chị đồng ý cho lưu tên và số điện thoại để nhận tin nhắc không?',
];
/** One in so many of them: all would drown the answers. */
const BESIDE_SHARE = 12;
const WISHES_SHARE = 6;

function besideExamples(): AnswerExample[] {
  const all = BESIDE.flatMap((kind) => baseRows<CorpusRow>('seen', kind));
  const wishes = baseRows<CorpusRow>('seen', 'commands').filter(({ expect }) => WISHES.has(expect));
  return [
    ...unclearTo(
      GO_QUESTIONS,
      all.filter((_, at) => at % BESIDE_SHARE === 0),
    ),
    ...unclearTo(
      OTHER_QUESTIONS,
      wishes.filter((_, at) => at % WISHES_SHARE === 0),
    ),
  ];
}

/** Rows that the rules find no answer in, each put to one of the questions. */
function unclearTo(asking: readonly string[], rows: readonly CorpusRow[]): AnswerExample[] {
  return rows.flatMap((row, at) => {
    const a = analysed(row.text);
    const asked = askedBy(asking[at % asking.length] as string);
    if (choiceOf(a, asked) || readByRules(a, asked).answer !== 'unclear') return [];
    const signs = answerSigns(a, asked, 'unclear');
    return [{ id: row.id, signs, wanted: ANSWERS.indexOf('unclear') }];
  });
}

const examples = [...examplesOf('seen', false), ...examplesOf('weigh', true), ...besideExamples()];
const common = commonSigns(examples, ({ id }) => id, MIN_ROWS);
const weights = train(
  examples.map(({ signs, wanted }) => ({ signs: signs.filter((sign) => common.has(sign)), wanted })),
  TRAINING,
);
writeTable(tablePath('answer-points.json'), weights, { labels: ANSWERS, minPoints: MIN_POINTS });
