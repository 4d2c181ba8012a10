import { z } from 'zod';
import { CONTENT_KINDS, type ContentBrief } from '../../domain/content-item.ts';
import { readChoice } from '../choices.ts';
import { contentLink } from '../content-link.ts';
import { type Choice, type StepContext, stepType } from '../step.ts';
import { target } from '../target.ts';
import { textSchema } from '../texts.ts';

const schema = z.strictObject({
  type: z.literal('choose-content'),
  text: textSchema,
  /** Said before the question when there is nothing about the subject that was asked for. */
  missing: textSchema,
  save: z.string(),
  next: target,
  /** There is no material at all. */
  none: target,
});

type Data = z.infer<typeof schema>;

/**
 * Which leaflet, clip or poster: the only one about the subject of the opening sentence is taken at once, otherwise the
 * person chooses among those that fit, or among all.
 */
export const chooseContent = stepType<Data>({
  type: 'choose-content',
  schema,
  example: `
type: choose-content
text: Anh/chị muốn xem tài liệu nào?
missing: Em chưa có tài liệu về chủ đề đó.
save: item
next: show
none: nothing
`,
  describe: (step) => ({
    edges: [
      { label: 'next', to: step.next },
      { label: 'none', to: step.none },
    ],
    texts: [
      { at: ['text'], text: step.text, question: true },
      { at: ['missing'], text: step.missing, question: false },
    ],
    saves: [step.save],
    reads: [],
    asks: true,
    buttons: [],
  }),
  enter(step, context) {
    const all = context.content.items(context.now.local.date);
    if (all.length === 0) return { kind: 'go', edge: 'none', to: step.none };
    const known = context.answers[step.save];
    if (typeof known === 'string' && all.some(({ slug }) => slug === known))
      return { kind: 'go', edge: 'next', to: step.next };
    const named = all.find(({ slug }) => context.opening === contentLink(slug));
    if (named) return taken(step, named.slug);
    const topic = context.opening ? topicOf(context) : null;
    if (topic === null) return asked(step, all, context);
    if (context.scratch === null)
      return { kind: 'stay', scratch: topic, ...notice(step, all, topic, context) };
    const [only, ...more] = about(all, topic);
    return only && more.length === 0 ? taken(step, only.slug) : asked(step, all, context);
  },
  answer(step, input, context) {
    const all = context.content.items(context.now.local.date);
    const shown = shownOf(all, context.scratch);
    const way = readChoice(input, choicesOf(shown), context.vi, context.render(step.text).text);
    if (way) return taken(step, way.value);
    const topic = input.tapped === null ? topicIn(input.text, context) : null;
    const [only, ...more] = topic === null ? [] : about(all, topic);
    return only && more.length === 0 ? taken(step, only.slug) : { kind: 'unclear' };
  },
});

function taken(step: Data, slug: string) {
  return { kind: 'go' as const, edge: 'next', to: step.next, save: { [step.save]: slug } };
}

function asked(step: Data, all: readonly ContentBrief[], context: StepContext) {
  const choices = choicesOf(shownOf(all, context.scratch));
  return { kind: 'ask' as const, text: context.render(step.text), choices };
}

function notice(step: Data, all: readonly ContentBrief[], topic: string, context: StepContext) {
  return about(all, topic).length === 0 ? { say: context.render(step.missing) } : {};
}

/** Those about the subject that is kept in the scratch; all of them when none is. */
function shownOf(all: readonly ContentBrief[], topic: unknown): readonly ContentBrief[] {
  const fitting = typeof topic === 'string' ? about(all, topic) : [];
  return fitting.length > 0 ? fitting : all;
}

function about(all: readonly ContentBrief[], topic: string): ContentBrief[] {
  return all.filter(({ themes }) => (themes as readonly string[]).includes(topic));
}

function topicOf(context: StepContext): string | null {
  return topicIn(context.opening, context);
}

function topicIn(text: string, { vi }: StepContext): string | null {
  return vi.readCommand(text).topic ?? vi.readThemes(text).codes[0] ?? null;
}

function choicesOf(items: readonly ContentBrief[]): Choice[] {
  return items.map(({ slug, kind, title }) => ({
    value: slug,
    title: `${CONTENT_KINDS[kind].title}: ${title}`,
    words: [title],
  }));
}
