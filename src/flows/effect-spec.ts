import { z } from 'zod';
import { type Effect, TEAM_ROLES } from '../domain/effect.ts';
import { type PhotoConsent, photoConsentSchema, reportFieldsSchema, UNSAID } from '../domain/report.ts';
import { trailEntrySchema } from '../domain/report-trail.ts';
import { correctionEffect, sentReport } from './correction.ts';
import { FlowFault } from './flow-fault.ts';
import { pathsOfTemplate } from './paths.ts';
import type { StepContext } from './step.ts';
import { evaluate } from './template.ts';
import { trailOf } from './trail.ts';
import { keepWaiting } from './waiting-media.ts';

const value = z.string();

/**
 * Effects as a flow writes them. Values are texts or `{{path}}`. `submit-report` takes the report from the answers by
 * their names (`date`, `forms`, `themes`, `total`, `female` …).
 */
export const effectSpecSchema = z.discriminatedUnion('effect', [
  z.strictObject({ effect: z.literal('give-consent'), textVersion: value }),
  z.strictObject({ effect: z.literal('withdraw-consent') }),
  z.strictObject({ effect: z.literal('set-language'), language: value }),
  /** The message after it is the last one that the person gets. */
  z.strictObject({ effect: z.literal('erase-me') }),
  z.strictObject({ effect: z.literal('set-name'), name: value }),
  z.strictObject({ effect: z.literal('offer-link'), code: value }),
  z.strictObject({ effect: z.literal('link-chats'), code: value }),
  z.strictObject({ effect: z.literal('unlink-chats') }),
  z.strictObject({ effect: z.literal('set-opt-out'), optedOut: z.boolean() }),
  z.strictObject({
    effect: z.literal('take-seat'),
    teamId: value,
    role: value,
    memberId: value.optional(),
    personName: value,
  }),
  z.strictObject({ effect: z.literal('request-seat'), teamId: value, role: value, personName: value }),
  z.strictObject({ effect: z.literal('submit-report'), teamId: value, code: value, photos: value }),
  z.strictObject({ effect: z.literal('drop-draft') }),
  /** What the answers change in the report of the flow's fact `report`. */
  z.strictObject({ effect: z.literal('correct-report') }),
  z.strictObject({ effect: z.literal('withdraw-report'), reason: value.optional() }),
  /** The photos that waited for the answer to "which session?" go to a report that was sent. */
  z.strictObject({ effect: z.literal('keep-waiting-media'), sessionId: value }),
  /** The answer about faces in those photos: `none`, `adults`, `children` or `unasked`. */
  z.strictObject({ effect: z.literal('note-photo-consent'), sessionId: value, photos: value }),
  z.strictObject({
    effect: z.literal('confirm-quarter'),
    teamId: value,
    period: value,
    answer: z.enum(['held', 'not-held']),
    sessionIds: value.optional(),
    reason: value.optional(),
    plannedDate: value.optional(),
  }),
]);

export type EffectSpec = z.infer<typeof effectSpecSchema>;

export function pathsOfEffect(spec: EffectSpec): string[] {
  return Object.values(spec).flatMap((part) => (typeof part === 'string' ? pathsOfTemplate(part) : []));
}

const role = z.enum(TEAM_ROLES);
const words = z.string().min(1);
const orNull = <T extends z.ZodType>(type: T) => type.nullish().transform((part) => part ?? null);

const effectSchema: z.ZodType<Effect> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('give-consent'), textVersion: words }),
  z.object({ type: z.literal('withdraw-consent') }),
  z.object({ type: z.literal('set-language'), language: words }),
  z.object({ type: z.literal('set-name'), name: words }),
  z.object({ type: z.literal('offer-link'), code: words }),
  z.object({ type: z.literal('link-chats'), code: words }),
  z.object({ type: z.literal('unlink-chats') }),
  z.object({ type: z.literal('set-opt-out'), optedOut: z.boolean() }),
  z.object({ type: z.literal('take-seat'), teamId: words, role, memberId: orNull(words), personName: words }),
  z.object({ type: z.literal('request-seat'), teamId: words, role, personName: words }),
  z.object({ type: z.literal('drop-draft'), draftId: words }),
  z.object({
    type: z.literal('confirm-quarter'),
    teamId: words,
    period: words,
    answer: z.enum(['held', 'not-held']),
    sessionIds: z
      .array(z.string())
      .nullish()
      .transform((ids) => ids ?? []),
    reason: orNull(words),
    plannedDate: orNull(words),
  }),
  z.object({ type: z.literal('note-photo-consent'), sessionId: words, photos: photoConsentSchema }),
  z.object({
    type: z.literal('withdraw-report'),
    sessionId: words,
    code: words,
    reason: orNull(words),
  }),
  z.object({
    type: z.literal('submit-report'),
    draftId: words,
    teamId: words,
    code: words,
    report: reportFieldsSchema,
    photos: photoConsentSchema.nullable(),
    trail: trailEntrySchema.array(),
  }),
]);

/** @throws {FlowFault} when something that the effect needs is not known: an author's fault that the linter cannot see. */
export function planEffects(spec: EffectSpec, context: StepContext): Effect[] {
  const { effect: type, ...parts } = spec;
  const values = Object.fromEntries(
    Object.entries(parts).map(([key, part]) => [
      key,
      typeof part === 'string' ? (evaluate(part, context.resolve) ?? undefined) : part,
    ]),
  );
  if (type === 'keep-waiting-media')
    return keepWaiting(context.answers, String(values.sessionId), context.now.ms);
  if (type === 'erase-me') return [{ type, source: 'chat', personId: null }];
  if (type === 'correct-report') return [correctionEffect(context)];
  const draft = type === 'submit-report' || type === 'drop-draft' ? { draftId: context.run.id } : {};
  const report = spec.effect === 'submit-report' ? reportParts(values, context) : {};
  const sent = type === 'withdraw-report' ? sentReport(context) : {};
  const consent = type === 'note-photo-consent' ? { photos: PHOTO_ANSWERS[String(values.photos)] } : {};
  const result = effectSchema.safeParse({ type, ...values, ...draft, ...report, ...sent, ...consent });
  if (!result.success) throw new FlowFault(`${type} is incomplete`);
  return [result.data];
}

/** The one answer about the photos: who can be recognised, and whether they were asked. */
const PHOTO_ANSWERS: Readonly<Record<string, PhotoConsent>> = {
  none: { faces: 'none', asked: false },
  adults: { faces: 'adults', asked: true },
  children: { faces: 'children', asked: true },
  // Nobody asked: treated like the most careful case.
  unasked: { faces: 'children', asked: false },
};

function reportParts(values: Record<string, unknown>, { answers }: StepContext) {
  const photos = PHOTO_ANSWERS[String(values.photos)] ?? null;
  return { report: { ...UNSAID, ...answers }, photos, trail: trailOf(answers) };
}
