import { z } from 'zod';
import { fold } from '../../vi/fold.ts';
import { askUnlessKnown, goWith, isSkipped, ONE_ANSWER, shapeOfOneAnswer } from '../one-answer.ts';
import { READS_MORE, stepType } from '../step.ts';

const MINUTES_PER_HOUR = 60;
/** Longer than a day is a slip. */
const MAX_MINUTES = 24 * MINUTES_PER_HOUR;
/** A bare number up to here means hours: nobody holds a session of 3 minutes. */
const MAX_BARE_HOURS = 5;

const schema = z.strictObject({
  type: z.literal('ask-duration'),
  ...ONE_ANSWER,
  ...READS_MORE,
});

/** How long something took, kept in minutes: "90 phút", "2 tiếng", "1 tiếng rưỡi", "1h30". */
export const askDuration = stepType<z.infer<typeof schema>>({
  type: 'ask-duration',
  schema,
  keeps: 'number',
  takesNumber: true,
  correctable: true,
  example: `
type: ask-duration
text: Buổi kéo dài bao lâu?
save: durationMinutes
skip: true
next: end
`,
  describe: shapeOfOneAnswer,
  enter: askUnlessKnown,
  answer(step, input) {
    if (isSkipped(step, input, { figuresAnswer: true })) return goWith(step, null);
    const minutes = readMinutes(input.text);
    return minutes === null ? { kind: 'unclear' } : goWith(step, minutes);
  },
});

const HOUR_WORDS: Readonly<Record<string, number>> = { mot: 1, hai: 2, ba: 3, bon: 4, nam: 5, nua: 0.5 };

function readMinutes(text: string): number | null {
  const said = fold(text);
  const hours =
    /(?:^| )(\d{1,2}|mot|hai|ba|bon|nam|nua) ?(?:tieng|gio|h|g)(?: ?(\d{1,2})(?= ?(?:phut|p)?$))?/.exec(said);
  const minutes = /(\d{1,3}) ?(?:phut|p)(?= |$)/.exec(said);
  const bare = /^(\d{1,3})$/.exec(said);
  let total: number | null = null;
  if (hours) {
    const count = HOUR_WORDS[hours[1] as string] ?? Number(hours[1]);
    const rest = minutes ? Number(minutes[1]) : Number(hours[2] ?? 0);
    total = count * MINUTES_PER_HOUR + (/ruoi/.test(said) ? MINUTES_PER_HOUR / 2 : rest);
  } else if (minutes) total = Number(minutes[1]);
  else if (bare)
    total = Number(bare[1]) <= MAX_BARE_HOURS ? Number(bare[1]) * MINUTES_PER_HOUR : Number(bare[1]);
  return total === null || total <= 0 || total > MAX_MINUTES ? null : total;
}
