import type { Button } from '../../domain/message.ts';
import { numberButtons } from '../number-buttons.ts';
import { MAX_TEMPLATE_BUTTONS, MAX_TEMPLATE_TEXT_CHARS, MESSENGER_LIMITS } from './limits.ts';

/** How the buttons of a message travel. */
export interface ButtonPlan {
  /** The text, with the buttons as numbered lines when they need it. */
  text: string;
  /** What goes along as real buttons; empty for none. */
  buttons: Button[];
  /** Limit of the piece of text that bears the buttons. */
  maxTextChars: number;
}

/**
 * Chooses among quick replies (only answers, up to 13, short titles), a button template (up to 3 with a link or a phone
 * number, short text) and numbered lines. Under numbered lines the answers can still be tapped by their number.
 */
export function planButtons(text: string, buttons: readonly Button[]): ButtonPlan {
  const { maxTextChars } = MESSENGER_LIMITS;
  if (areQuickReplies(buttons)) return { text, buttons: [...buttons], maxTextChars };
  if (fitTemplate(buttons)) return { text, buttons: [...buttons], maxTextChars: MAX_TEMPLATE_TEXT_CHARS };
  const numbers = buttons.flatMap((button, index) =>
    button.kind === 'reply' ? [{ ...button, title: String(index + 1) }] : [],
  );
  return {
    text: numberButtons(text, buttons),
    buttons: areQuickReplies(numbers) ? numbers : [],
    maxTextChars,
  };
}

/** Whether all buttons can be quick replies (platform dossier "Messenger" §2.3). */
export function areQuickReplies(buttons: readonly Button[]): boolean {
  return buttons.length <= MESSENGER_LIMITS.maxButtons && buttons.every((button) => isReply(button));
}

function fitTemplate(buttons: readonly Button[]): boolean {
  return buttons.length <= MAX_TEMPLATE_BUTTONS && buttons.every(fitsTemplate);
}

function isReply(button: Button): boolean {
  if (button.kind !== 'reply' || !hasFitTitle(button)) return false;
  return button.payload !== '' && button.payload.length <= MESSENGER_LIMITS.maxPayloadChars;
}

function fitsTemplate(button: Button): boolean {
  if (!hasFitTitle(button)) return false;
  if (button.kind === 'url') return /^https?:\/\/\S+$/i.test(button.url) && URL.canParse(button.url);
  return button.kind === 'phone' ? internationalPhone(button.phone) !== null : isReply(button);
}

function hasFitTitle({ title }: Button): boolean {
  return title.trim() !== '' && title.length <= MESSENGER_LIMITS.maxButtonTitleChars;
}

/**
 * A phone number as a call button needs it, `+8425…`; null for short numbers such as 111, which have no such form.
 *
 * @example internationalPhone('0259 000 0000') // '+842590000000'
 */
export function internationalPhone(phone: string): string | null {
  const digits = phone.replace(/[\s.()-]/g, '');
  if (/^\+\d{8,15}$/.test(digits)) return digits;
  return /^0\d{9,10}$/.test(digits) ? `+84${digits.slice(1)}` : null;
}
