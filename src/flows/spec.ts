import { z } from 'zod';
import { hashOf } from '../lib/ids.ts';
import { canonicalJson, parseJson } from '../lib/json.ts';
import { factNeedSchema } from './fact-needs.ts';
import type { StepData } from './step.ts';
import { STEP_TYPES } from './steps/index.ts';
import { slugSchema } from './target.ts';
import { textSchema } from './texts.ts';

/** Version of the way flows are written. A flow of a newer one does not run on this build. */
export const SPEC_VERSION = 1;

const stepSchema = z.discriminatedUnion(
  'type',
  STEP_TYPES.map((step) => step.schema) as unknown as [z.ZodObject<{ type: z.ZodLiteral<string> }>],
) as unknown as z.ZodType<StepData>;

/** One `flow.yaml`. */
export const flowSchema = z.strictObject({
  flow: slugSchema.describe('The name of its folder.'),
  spec: z.literal(SPEC_VERSION),
  title: z
    .string()
    .min(1)
    .describe('What the person is doing, after "Anh/chị đang … dở": "báo cáo buổi truyền thông".'),
  access: z
    .enum(['anyone', 'consented', 'member', 'reporter'])
    .describe('Who may use it; without consent the welcome comes first.'),
  form: z
    .boolean()
    .optional()
    .describe('A form with answers worth keeping: it is put aside and offered again.'),
  aside: z.boolean().optional().describe('A short remark: afterwards the open question comes again.'),
  edit: z.string().optional().describe('The step that "sửa" leads to.'),
  media: z
    .strictObject({ max: z.number().int().min(1).max(20) })
    .optional()
    .describe('Photos and recordings sent while it runs belong to it.'),
  consent: z
    .strictObject({ version: z.string().min(1) })
    .optional()
    .describe('Version of the privacy text (welcome).'),
  facts: z.record(z.string(), factNeedSchema).optional(),
  commands: z.record(z.string(), slugSchema).optional().describe('Which flow each command opens (menu).'),
  phrases: z
    .array(z.strictObject({ words: z.array(z.string()).min(1), flow: slugSchema }))
    .optional()
    .describe('Whole messages that open a flow, at every step (menu).'),
  'small-talk': z
    .array(z.strictObject({ words: z.array(z.string()).min(1), text: textSchema }))
    .optional()
    .describe('Short answers to short words (menu).'),
  texts: z.record(z.string(), textSchema).optional().describe('What the bot says anywhere (menu).'),
  start: z.string(),
  steps: z.record(slugSchema, stepSchema),
});

/** A flow as it runs: plain JSON with its content hash. */
export type CompiledFlow = z.infer<typeof flowSchema> & { slug: string; hash: string };

/** Names a flow's content: equal flows have equal hashes, however their files are laid out. */
export function compileFlow(flow: z.infer<typeof flowSchema>): CompiledFlow {
  return { ...flow, slug: flow.flow, hash: hashOf(canonicalJson(flow)) };
}

/** JSON text for the store; {@link readCompiledFlow} reads it back. */
export function writeCompiledFlow({ slug: _slug, hash: _hash, ...flow }: CompiledFlow): string {
  return canonicalJson(flow);
}

/** Null when this build cannot run it: another spec version, or a step type that it does not know. */
export function readCompiledFlow(json: string): CompiledFlow | null {
  const parsed = parseJson(json);
  // Versions that an earlier build kept have their slug and hash beside the rest.
  const {
    slug: _slug,
    hash: _hash,
    ...flow
  } = (parsed.ok ? (parsed.value ?? {}) : {}) as Partial<CompiledFlow>;
  const result = flowSchema.safeParse(flow);
  return result.success ? compileFlow(result.data) : null;
}

/** A step of a flow, or undefined. */
export function stepOf(flow: CompiledFlow, id: string): StepData | undefined {
  return Object.hasOwn(flow.steps, id) ? flow.steps[id] : undefined;
}
