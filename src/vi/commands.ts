import { type Analysis, isSure, matchAt, matchesOf, whyOf } from './analysis.ts';
import { codeMatches } from './codes.ts';
import type { Match } from './phrase-index.ts';
import type { Command, CommandReading, ReportReading } from './vi.ts';

const MENU_FIGURE = '0';
const DUNG = 'dung';

/** The command or intent of a message that arrives with no step open. `report` reads it as a report, when needed. */
export function readCommand(a: Analysis, report: () => ReportReading): CommandReading {
  const core = coreOf(a);
  if (core.from >= core.to) return none();
  const only = core.to - core.from === 1 ? a.tokens[core.from] : undefined;
  if (only?.raw === MENU_FIGURE && a.tokens.length === 1) return whole(a, 'menu', core, 'figure');
  if (only?.kind === 'word' && only.raw.toLowerCase() === DUNG) return none();
  return wholeCommand(a, core) ?? intent(a, report);
}

interface Span {
  from: number;
  to: number;
}

/** The message without greetings, manners and marks around it. */
function coreOf(a: Analysis): Span {
  let from = 0;
  let to = a.tokens.length;
  for (;;) {
    const filler = matchAt(a, from, 'command.filler');
    if (isNoise(a, from) && from < to) from++;
    else if (filler && filler.to < to && !startsWhole(a, from, to)) from = filler.to;
    else break;
  }
  for (;;) {
    if (to > from && isNoise(a, to - 1)) {
      to--;
      continue;
    }
    const filler = fillerBefore(a, from, to);
    if (filler === null || matchesWhole(a, from, to)) break;
    to = filler;
  }
  return { from, to };
}

function isNoise(a: Analysis, at: number): boolean {
  const kind = a.tokens[at]?.kind;
  return kind === 'mark' || kind === 'break';
}

function fillerBefore(a: Analysis, from: number, to: number): number | null {
  for (const match of a.ends[to] ?? [])
    if (match.tag === 'command.filler' && match.from > from) return match.from;
  return null;
}

function startsWhole(a: Analysis, from: number, to: number): boolean {
  return matchesWhole(a, from, to);
}

function matchesWhole(a: Analysis, from: number, to: number): boolean {
  return (a.starts[from] ?? []).some((match) => match.to === to && match.tag.startsWith('command.whole.'));
}

function wholeCommand(a: Analysis, core: Span): CommandReading | null {
  let best: Match | null = null;
  for (const match of a.starts[core.from] ?? []) {
    if (match.to !== core.to || !match.tag.startsWith('command.whole.')) continue;
    if (!best || match.quality > best.quality) best = match;
  }
  if (!best) return null;
  return whole(a, best.tag.slice('command.whole.'.length) as Command, core, best.tag);
}

function whole(a: Analysis, command: Command, core: Span, rule: string): CommandReading {
  return { command, topic: null, whole: true, why: [whyOf(a, rule, core.from, core.to)] };
}

function none(): CommandReading {
  return { command: 'none', topic: null, whole: false, why: [] };
}

/** The intents in the order in which they are decided; the first that fits wins. */
function intent(a: Analysis, report: () => ReportReading): CommandReading {
  const has = (name: string) => matchesOf(a, `command.${name}`, isSure)[0];
  // Without accents small verbs and question words are short too; alone they decide nothing.
  const hint = (name: string) => matchesOf(a, `command.${name}`, (match) => isSure(match) || a.bare)[0];
  const say = (command: Command, match: Match | undefined, topic: string | null = null): CommandReading => ({
    command,
    topic,
    whole: false,
    why: match ? [whyOf(a, match.tag, match.from, match.to)] : [],
  });
  const advert = has('advert');
  if (advert) return say('none', advert);
  const how = has('help');
  const asksHow = how !== undefined && hint('how') !== undefined;
  if (asksHow) return say('help', how);
  for (const command of ['delete_data', 'my_data', 'resume', 'stop'] as const) {
    const match = has(command);
    if (match) return say(command, match);
  }
  const themes = codeMatches(a, 'theme');
  const topic = themes[0]?.tag.slice('theme.'.length) ?? null;
  const edit = has('edit');
  const material = has('material');
  const request = hint('request');
  const explain = has('explain');
  const wantsContent = material !== undefined && request !== undefined;
  if (edit && !(wantsContent && topic)) return say('edit', edit);
  const join = has('join');
  if (join) return say('join', join);
  const shape = reportShape(report());
  const quarter = has('quarter');
  const confirm = has('confirm');
  if (quarter && confirm && shape < 2) return say('confirm_quarter', quarter);
  if (shape >= 2) return say('report', undefined);
  if (wantsContent || (explain && topic)) return say('content', material ?? explain, topic);
  if (how) return say('help', how);
  if (shape >= 1 && hasWord(a, 'report')) return say('report', undefined);
  if (material && topic && material.from <= 1) return say('content', material, topic);
  const said = has('report');
  if (said || shape >= 2) return say('report', said);
  if (request && topic && !has('thanks')) return say('content', request, topic);
  const greeting = has('greeting');
  if (greeting && greeting.from <= 1) return say('greeting', greeting);
  return none();
}

function hasWord(a: Analysis, command: Command): boolean {
  return matchesOf(a, `command.whole.${command}`, isSure).length > 0;
}

/** How many of the marks of a report a message has: a date, people, a subject, a form. */
function reportShape(report: ReportReading): number {
  const people = report.total !== null || report.female !== null || report.male !== null;
  const day = report.date.kind === 'date';
  const subject = report.themes.length > 0;
  const form = report.forms.length > 0;
  if (!people && !day) return 0;
  return [people, day, subject, form].filter(Boolean).length;
}
