import { z } from 'zod';
import { lexiconSchema } from '../vi/lexicon.ts';
import { pointListSchema } from './point-table.ts';

/**
 * How surely a real person is behind a find. `generic`: "chồng đánh vợ"; `bare`: nobody named ("bị đánh hoài");
 * `known`: somebody the writer knows ("chị hàng xóm"); `self`: the writer or the writer's own family; `all` is above
 * every find and only used by frames.
 */
export const GRADES = ['generic', 'bare', 'known', 'self', 'all'] as const;

export type Grade = (typeof GRADES)[number];

const topicSchema = z.enum(['child', 'trafficking', 'suicide', 'violence']);

export type SafetyTopic = z.infer<typeof topicSchema>;

/** Most important first: orders what the card shows when several are found. */
export const TOPICS: readonly SafetyTopic[] = ['suicide', 'child', 'trafficking', 'violence'];

const base = {
  /** Unique name, shown as the reason. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Word classes in order, see `pattern.ts`. */
  patterns: z.array(z.string().min(1)).min(1).readonly(),
};

/** The words say a person is, was or may be hurt. */
export const findRuleSchema = z.strictObject({
  ...base,
  says: z.enum(['topic', 'disclosure', 'imminent']),
  topic: topicSchema,
  /** The least grade of a find, when the words for persons in it give no higher one. */
  grade: z.enum(GRADES).default('bare'),
  /** Words for "now" beside it make it imminent. */
  now: z.boolean().default(false),
  /** A call for help: makes every other find imminent. */
  cry: z.boolean().default(false),
});

/** The words stand in a frame (play, lesson, news …) that explains finds up to a grade. */
export const frameRuleSchema = z.strictObject({
  ...base,
  says: z.literal('frame'),
  covers: z.enum(GRADES),
  /** `message`: everywhere; `after`: only finds that begin after it. */
  reach: z.enum(['message', 'after']).default('message'),
});

/** The words make every find that much surer ("chuyện thật", "kể riêng với em"). */
export const liftRuleSchema = z.strictObject({
  ...base,
  says: z.literal('lift'),
  grades: z.int().min(1).max(GRADES.length),
  /** Told by someone else: "đang" then means a habit, not this minute. */
  told: z.boolean().default(false),
});

/** The words mean something else: their tokens are not looked at again ("đánh giá", "mệt muốn chết"). */
export const maskRuleSchema = z.strictObject({ ...base, says: z.literal('mask') });

export const ruleSchema = z.discriminatedUnion('says', [
  findRuleSchema,
  frameRuleSchema,
  liftRuleSchema,
  maskRuleSchema,
]);

export type FindRule = z.infer<typeof findRuleSchema>;
export type FrameRule = z.infer<typeof frameRuleSchema>;
export type LiftRule = z.infer<typeof liftRuleSchema>;
export type MaskRule = z.infer<typeof maskRuleSchema>;
export type Rule = z.infer<typeof ruleSchema>;

export const safetyLexiconSchema = z.strictObject({
  /** Word classes: tag → phrases, and the short forms of the street. */
  words: lexiconSchema,
  rules: z.array(ruleSchema).readonly(),
  /** How much each sign of a text adds, where no rule is sure. */
  points: pointListSchema,
});

/** Everything the safety check knows, as data from `content/phrases/safety/`. */
export type SafetyLexicon = z.infer<typeof safetyLexiconSchema>;
