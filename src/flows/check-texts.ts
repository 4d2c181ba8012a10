import type { Issue } from './issue.ts';
import type { LoadedFlow } from './load.ts';
import { stepTypeOf } from './steps/index.ts';
import { allVariants, missingLanguages, type Text } from './texts.ts';

/** Longer questions are not read to the end on a small phone (dialogue rules of the domain research §4.2). */
export const MAX_QUESTION_CHARS = 200;
/** What a place of a template is taken to become, characters. */
const PLACE_CHARS = 12;
/** "1 " before each title. */
const NUMBER_CHARS = 2;

/** What a platform can show. */
export interface TextLimits {
  id: string;
  maxTextChars: number;
  maxButtons: number;
  maxButtonTitleChars: number;
}

export interface TextCheck {
  channels: readonly TextLimits[];
  /** Ids of recorded audio. */
  contentIds: ReadonlySet<string>;
}

interface PlacedText {
  at: (string | number)[];
  name: string;
  text: Text;
  question: boolean;
}

/** Every text of a flow, with where it stands. */
export function textsOf({ flow }: LoadedFlow): PlacedText[] {
  const inSteps = Object.entries(flow.steps).flatMap(([id, step]) =>
    stepTypeOf(step.type)
      .describe(step)
      .texts.map((text) => ({ ...text, at: ['steps', id, ...text.at], name: id })),
  );
  const common = Object.entries(flow.texts ?? {}).map(([key, text]) => ({
    at: ['texts', key],
    name: key,
    text,
    question: false,
  }));
  const talk = (flow['small-talk'] ?? []).map(({ text }, n) => ({
    at: ['small-talk', n, 'text'],
    name: `small-talk ${n + 1}`,
    text,
    question: false,
  }));
  return [...inSteps, ...common, ...talk];
}

/** Texts and buttons that are too long or too many for a small phone or a platform, and recordings that are not there. */
export function checkTexts(loaded: LoadedFlow, { channels, contentIds }: TextCheck): Issue[] {
  const { flow, path: file, lineOf } = loaded;
  const issues: Issue[] = [];
  const add = (level: Issue['level'], at: (string | number)[], message: string) =>
    issues.push({ file, line: lineOf(at), level, message });

  for (const { at, name, text, question } of textsOf(loaded)) {
    for (const { language, variant } of allVariants(text)) {
      const chars = lengthOf(variant.text);
      const tight = channels.filter(({ maxTextChars }) => chars > maxTextChars);
      for (const { id, maxTextChars } of tight) {
        add('error', at, `${name}: ${chars} characters in ${language}; ${id} takes ${maxTextChars}`);
      }
      if (question && chars > MAX_QUESTION_CHARS && !variant.text.includes('\n')) {
        add(
          'warning',
          at,
          `${name}: a question of ${chars} characters in ${language}; keep it under ${MAX_QUESTION_CHARS}`,
        );
      }
      if (variant.audio && !contentIds.has(variant.audio)) {
        add('error', at, `${name}: there is no recording "${variant.audio}"`);
      }
    }
  }
  for (const [id, step] of Object.entries(flow.steps)) {
    const { buttons } = stepTypeOf(step.type).describe(step);
    const always = buttons.filter((button) => button.always).length;
    for (const channel of channels) {
      if (always > channel.maxButtons) {
        add(
          'error',
          ['steps', id],
          `${id}: ${always} buttons; ${channel.id} shows ${channel.maxButtons}. Write "list: true"`,
        );
      }
      for (const { title } of buttons) {
        const chars = lengthOf(title) + NUMBER_CHARS;
        if (chars > channel.maxButtonTitleChars && !title.includes('{{')) {
          const limit = channel.maxButtonTitleChars;
          add(
            'error',
            ['steps', id],
            `${id}: the button "${title}" has ${chars} characters with its number; ${channel.id} shows ${limit}`,
          );
        }
      }
    }
  }
  return issues;
}

export interface MissingVariant {
  file: string;
  line: number;
  name: string;
  languages: string[];
}

/** Texts that lack a variant in a wanted language: a list for translators, no fault. */
export function missingVariants(loaded: LoadedFlow, languages: readonly string[]): MissingVariant[] {
  return textsOf(loaded).flatMap(({ at, name, text }) => {
    const missing = missingLanguages(text, languages);
    return missing.length > 0
      ? [{ file: loaded.path, line: loaded.lineOf(at), name, languages: missing }]
      : [];
  });
}

function lengthOf(template: string): number {
  return template.replace(/\{\{.*?\}\}/gs, 'x'.repeat(PLACE_CHARS)).length;
}
