import { fold } from '../vi/fold.ts';
import type { Command, Vi } from '../vi/vi.ts';

/** Commands that interrupt an open question when they are the whole message. */
const INTERRUPTING: readonly Command[] = [
  'menu',
  'help',
  'stop',
  'resume',
  'edit',
  'cancel',
  'my_data',
  'delete_data',
];

export type Interruption =
  | 'menu'
  | 'help'
  | 'stop'
  | 'resume'
  | 'edit'
  | 'cancel'
  | 'my_data'
  | 'delete_data'
  | 'continue'
  | 'dung';

/**
 * The command that the whole message is, or null. "tiếp tục" goes on with what is open; "dung" without accents is đúng
 * or dừng, so it is a case of its own.
 */
export function interruptionIn(text: string, vi: Vi): Interruption | null {
  const said = fold(text);
  if (said === 'dung') {
    if (vi.readYesNo(text).answer === 'yes') return null;
    return vi.readCommand(text).command === 'stop' ? 'stop' : 'dung';
  }
  if (said === 'tiep tuc' || said === 'lam tiep' || said === 'tiep') return 'continue';
  const { command, whole } = vi.readCommand(text);
  return whole && INTERRUPTING.includes(command) ? (command as Interruption) : null;
}

/** True for "0" alone: the menu, except where a number is asked. */
export function isZero(text: string): boolean {
  return /^\s*0\s*$/.test(text);
}
