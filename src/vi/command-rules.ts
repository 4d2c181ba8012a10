import type { Command } from './vi.ts';

/**
 * An intent told by several ideas that stand in one message ("đừng" + "tin nhắn" = stop). The ideas are the `cue.*`
 * lists of `content/phrases/commands.yaml`; `any` needs one of a group, `none` forbids.
 */
export interface CueRule {
  command: Command;
  all: readonly string[];
  any?: readonly string[];
  none?: readonly string[];
}

/** Rules about the bot and the person's data, which come before anything else. First fit wins. */
export const BOT_RULES: readonly CueRule[] = [
  { command: 'help', all: ['how', 'act'], none: ['topic', 'world'] },
  { command: 'help', all: ['device_verb', 'failed'], none: ['quarter'] },
  { command: 'help', all: ['bot'], any: ['failed', 'what_for'] },
  { command: 'delete_data', all: ['erase', 'data', 'self'], none: ['report_word', 'material'] },
  { command: 'my_data', all: ['store_sure', 'asks'], any: ['self', 'data'], none: ['erase', 'quit'] },
  {
    command: 'my_data',
    all: ['store', 'asks', 'about_self'],
    none: ['erase', 'quit', 'material', 'quarter'],
  },
  {
    command: 'my_data',
    all: ['data_sure'],
    any: ['look', 'asks'],
    none: ['erase', 'quit', 'material', 'topic', 'mend_sure'],
  },
  { command: 'resume', all: ['receive', 'message', 'again'], none: ['quit', 'report_word', 'wrong'] },
  {
    command: 'resume',
    all: ['receive', 'message', 'wish'],
    none: ['quit', 'negated', 'report_word', 'wrong', 'material', 'topic'],
  },
  { command: 'stop', all: ['quit', 'message'], none: ['report_word', 'session', 'wrong'] },
  { command: 'edit', all: ['wrong', 'sent'], none: ['quarter', 'material'] },
  { command: 'edit', all: ['mend_sure', 'sent_strict'], none: ['material', 'quarter'] },
  { command: 'edit', all: ['mend_sure', 'into_report'] },
  { command: 'edit', all: ['mend_sure', 'change_to'], none: ['material', 'world', 'topic'] },
  { command: 'edit', all: ['withdraw'], any: ['report_word', 'sent_code', 'sent_by_me'] },
  { command: 'join', all: ['newcomer', 'team'] },
  { command: 'join', all: ['enter_sure', 'team'], any: ['want', 'own'], none: ['people'] },
  { command: 'join', all: ['enter_sure', 'want'], none: ['people', 'message', 'material', 'topic'] },
];

/** Rules that only hold when the message is no report and asks for no material. */
export const LATE_RULES: readonly CueRule[] = [
  { command: 'help', all: ['reach', 'official'], any: ['want', 'asks'] },
  { command: 'help', all: ['assist'], any: ['want', 'official', 'asks'] },
  { command: 'help', all: ['official_sure', 'asks'], none: ['people'] },
  {
    command: 'report',
    all: ['held', 'record'],
    any: ['want', 'own'],
    none: ['quit', 'material', 'how', 'wrong', 'future', 'topic', 'world'],
  },
  { command: 'cancel', all: ['quit', 'step'] },
  { command: 'menu', all: ['menu', 'menu_verb'] },
];

/** True when the ideas found in a message fit a rule. */
export function fits(rule: CueRule, found: ReadonlySet<string>): boolean {
  if (!rule.all.every((cue) => found.has(cue))) return false;
  if (rule.any && !rule.any.some((cue) => found.has(cue))) return false;
  return !(rule.none ?? []).some((cue) => found.has(cue));
}
