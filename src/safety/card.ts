import type { CardAnswer } from '../domain/event-log.ts';
import type { Button, Media, Message } from '../domain/message.ts';
import {
  BASE_LANGUAGE,
  type CardLanguage,
  type CardVariant,
  HOTLINES_PLACE,
  type SafetyCard,
} from './card-texts.ts';
import type { Hotlines } from './hotline.ts';
import { type SafetyTopic, TOPICS } from './lexicon.ts';

export interface CardRequest {
  level: 'disclosure' | 'imminent';
  /** Of the reading; unknown ones and null count as violence. */
  topic: string | null;
  /** The person's language tag; null for Vietnamese. What it lacks comes in Vietnamese. */
  language: string | null;
  /** The tap to be answered; without it the card itself is built. */
  answer?: CardAnswer;
}

export interface CardParts {
  card: SafetyCard;
  hotlines: Hotlines;
  /** What each tap sends back. */
  payloads: Record<CardAnswer, string>;
  /** The recording behind a path of the card's file, when it is there. */
  mediaOf?(path: string): Media | null;
}

/** Taps in the order of their numbers 1, 2, 3. */
const TAPS: readonly CardAnswer[] = ['help', 'other', 'back'];

/**
 * The card for one reading, or the answer to a tap on it: one text, and a recording after it where the language has one.
 * Pure; nothing of the person's own words goes in.
 */
export function buildCard(request: CardRequest, parts: CardParts): Message[] {
  const texts = textsOf(request.language, parts.card);
  const topic = TOPICS.find((known) => known === request.topic) ?? 'violence';
  const pick = (language: CardLanguage) => variantOf(language, request, topic);
  const text = fill(textOf(pick, texts), hotlineLines(request, topic, parts.hotlines));
  const first: Message = { text };
  if (!request.answer) first.buttons = buttonsOf(texts, parts.payloads);
  return [first, ...recording(pick(texts.own), parts)];
}

/** The honest answer to a voice note: nobody has heard it yet, and where help is. */
export function buildVoiceNoteAnswer(language: string | null, parts: CardParts): Message[] {
  const texts = textsOf(language, parts.card);
  const pick = (own: CardLanguage) => own.voice_note;
  return [{ text: textOf(pick, texts) }, ...recording(pick(texts.own), parts)];
}

interface Texts {
  own: CardLanguage;
  base: CardLanguage;
}

function textsOf(language: string | null, card: SafetyCard): Texts {
  const base: CardLanguage = card.languages[BASE_LANGUAGE];
  return { base, own: card.languages[language ?? BASE_LANGUAGE] ?? base };
}

function variantOf(
  language: CardLanguage,
  request: CardRequest,
  topic: SafetyTopic,
): CardVariant | undefined {
  if (request.answer) return language[request.answer];
  const first = language[request.level];
  return (topic === 'suicide' ? first?.suicide : undefined) ?? first?.default;
}

function textOf(pick: (language: CardLanguage) => CardVariant | undefined, texts: Texts): string {
  return pick(texts.own)?.text ?? pick(texts.base)?.text ?? '';
}

function hotlineLines(request: CardRequest, topic: SafetyTopic, table: Hotlines): string {
  const lines = table.order[request.level][topic].map((number) => {
    const hotline = table.hotlines.find((known) => known.number === number);
    return hotline?.lines[request.language ?? BASE_LANGUAGE] ?? hotline?.lines[BASE_LANGUAGE] ?? number;
  });
  return lines.map((line) => `• ${line}`).join('\n');
}

function fill(text: string, lines: string): string {
  return text.replace(HOTLINES_PLACE, () => lines);
}

function buttonsOf(texts: Texts, payloads: Record<CardAnswer, string>): Button[] {
  const titles = texts.own.taps ?? texts.base.taps;
  return TAPS.map((tap) => ({ kind: 'reply', title: titles?.[tap] ?? tap, payload: payloads[tap] }));
}

function recording(variant: CardVariant | undefined, parts: CardParts): Message[] {
  const media = variant?.audio ? parts.mediaOf?.(variant.audio) : null;
  return media ? [{ text: '', media: [media] }] : [];
}
