import type { Button } from '../domain/message.ts';

/**
 * Writes buttons as numbered lines under a text, for messages whose buttons the platform cannot carry. The number is
 * the button's position, which is also how a person may answer it.
 *
 * @example numberButtons('Gửi chưa?', [{ kind: 'reply', title: 'Gửi', payload: '…' }]) // 'Gửi chưa?\n\n1. Gửi'
 */
export function numberButtons(text: string, buttons: readonly Button[]): string {
  if (buttons.length === 0) return text;
  const lines = buttons.map((button, index) => `${index + 1}. ${withoutNumber(lineOf(button), index + 1)}`);
  return [text, lines.join('\n')].filter((piece) => piece !== '').join('\n\n');
}

/** A title that already carries its number ("1 Gửi") is not numbered twice. */
function withoutNumber(title: string, number: number): string {
  return title.startsWith(`${number} `) ? title.slice(`${number} `.length) : title;
}

function lineOf(button: Button): string {
  if (button.kind === 'url') return `${button.title}: ${button.url}`;
  if (button.kind === 'phone') return `${button.title}: ${button.phone}`;
  return button.title;
}
