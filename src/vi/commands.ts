import { type Analysis, isSure, matchAt, whyOf } from './analysis.ts';
import { cuesOf } from './command-cues.ts';
import { topicOf, withPoints } from './command-likely.ts';
import type { CommandPoints } from './command-points.ts';
import { BOT_RULES, type CueRule, fits, LATE_RULES } from './command-rules.ts';
import { settledCommand } from './command-settled.ts';
import type { Match } from './phrase-index.ts';
import { FULL_REPORT, hasPeople, reportMarks } from './report-marks.ts';
import type { Command, CommandReading, ReportReading } from './vi.ts';

const MENU_FIGURE = '0';
const DUNG = 'dung';

/**
 * The command or intent of a message that arrives with no step open. `report` reads it as a report, when needed;
 * `points` decide where no rule is sure.
 */
export function readCommand(a: Analysis, report: () => ReportReading, points: CommandPoints): CommandReading {
  const core = coreOf(a);
  if (core.from >= core.to) return none();
  const only = core.to - core.from === 1 ? a.tokens[core.from] : undefined;
  if (only?.raw === MENU_FIGURE && a.tokens.length === 1) return whole(a, 'menu', core, 'figure');
  if (only?.kind === 'word' && only.raw.toLowerCase() === DUNG) return none();
  const command = wholeCommand(a, core);
  if (!command && isReceipt(a)) return none();
  return command ?? settledCommand(a, core.from, report) ?? withPoints(a, intent(a, report), points);
}

const RECEIPT_RIVALS = ['cue.ask_for', 'cue.beg', 'cue.failed', 'cue.report_word', 'command.quarter'];

/** "tài liệu em nhận rồi, cảm ơn": material that somebody has got already. */
function isReceipt(a: Analysis): boolean {
  const material = a.byTag.get('cue.material')?.some(isSure) ?? false;
  if (!material || !a.byTag.get('command.received')?.some(isSure) || a.text.includes('?')) return false;
  return !RECEIPT_RIVALS.some((tag) => a.byTag.get(tag)?.some(isSure));
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

/** Longer messages are told by what they report, not by single words in them. */
const LONGEST_REQUEST = 30;

/** The intents in the order in which they are decided; the first that fits wins. */
function intent(a: Analysis, report: () => ReportReading): CommandReading {
  const said = phrasesOf(a);
  const reading = report();
  const topic = topicOf(a);
  const cues = cuesOf(a, reading, topic);
  const isShort = a.tokens.length <= LONGEST_REQUEST;
  const isWhole = reportMarks(reading) >= FULL_REPORT;
  const byRules = (rules: readonly CueRule[]) =>
    isShort ? rules.find((rule) => fits(rule, cues)) : undefined;

  if (said('advert') || isNews(a, cues, reading)) return none();
  if (said('help') && cues.has('how') && !cues.has('topic')) return tell(a, 'help', said('help'));
  for (const command of ['delete_data', 'my_data'] as const) {
    if (said(command)) return tell(a, command, said(command));
  }
  // "hủy đăng ký nhận tin" holds both: the word before decides.
  const [messages] = byPlace(said('resume'), said('stop'));
  if (messages) return tell(a, messages.tag.slice('command.'.length) as Command, messages);
  const early = isWhole ? undefined : byRules(BOT_RULES);
  if (early) return tell(a, early.command, null);
  if (said('edit') && !isWhole && !wantsContent(cues)) return tell(a, 'edit', said('edit'));
  if (said('join')) return tell(a, 'join', said('join'));
  if (said('quarter') && said('confirm') && !hasDetails(reading, cues))
    return tell(a, 'confirm_quarter', said('quarter'));
  if (isReport(reading, cues)) return tell(a, 'report', said('report'));
  if (wantsContent(cues) || said('content')) return tell(a, 'content', said('content'), topic);
  if (said('help')) return tell(a, 'help', said('help'));
  const late = byRules(LATE_RULES);
  if (late) return tell(a, late.command, null);
  if (tellsOfReport(a, cues, said('report'))) return tell(a, 'report', said('report'));
  const greeting = said('greeting');
  return greeting && greeting.from <= 1 && a.tokens.length <= LONGEST_GREETING
    ? tell(a, 'greeting', greeting)
    : none();
}

function byPlace(...matches: (Match | undefined)[]): Match[] {
  return matches
    .filter((match) => match !== undefined)
    .sort((one, other) => one.from - other.from || other.to - one.to);
}

/** "tivi báo cáo tình hình lũ": what others say or do, unless it tells who came on which day. */
function isNews(a: Analysis, cues: ReadonlySet<string>, reading: ReportReading): boolean {
  const others = matchAt(a, 0, 'cue.others', 2);
  if (!others || (hasPeople(reading) && reading.date.kind === 'date')) return false;
  return !cues.has('bot') && !cues.has('material');
}

/** A plan ("mai tổ em mới họp") is no report. */
function tellsOfReport(a: Analysis, cues: ReadonlySet<string>, phrase: Match | undefined): boolean {
  if (cues.has('future') && !cues.has('report_word')) return false;
  return phrase !== undefined || startsReport(a);
}

function tell(
  a: Analysis,
  command: Command,
  match: Match | null | undefined,
  topic: string | null = null,
): CommandReading {
  const why = match
    ? whyOf(a, match.tag, match.from, match.to)
    : whyOf(a, `cues.${command}`, 0, a.tokens.length);
  return { command, topic, whole: false, why: [why] };
}

/** The first sure phrase of each `command.*` list in the message. */
function phrasesOf(a: Analysis): (name: string) => Match | undefined {
  const first = new Map<string, Match>();
  for (const matches of a.starts) {
    for (const match of matches) {
      if (match.tag.startsWith('command.') && mayTell(a, match) && !first.has(match.tag))
        first.set(match.tag, match);
    }
  }
  return (name) => first.get(`command.${name}`);
}

/** "quy nay … roi": without accents the small words beside a quarter count too. */
function mayTell(a: Analysis, match: Match): boolean {
  return isSure(match) || (a.halfBare && match.tag === 'command.confirm');
}

const LONGEST_GREETING = 7;
const LONGEST_REPORT_TITLE = 5;

/** "báo cáo đột xuất": a short message that begins with the word. */
function startsReport(a: Analysis): boolean {
  return a.tokens.length <= LONGEST_REPORT_TITLE && matchAt(a, 0, 'cue.report_word') !== null;
}

function wantsContent(cues: ReadonlySet<string>): boolean {
  if (cues.has('material')) {
    if (cues.has('ask_for') || cues.has('topic')) return true;
    if ((cues.has('have') && cues.has('asks')) || cues.has('look')) return true;
    return cues.has('explain');
  }
  if (cues.has('topic') && cues.has('explain')) return true;
  if (cues.has('picture') && cues.has('beg') && cues.has('held')) return !cues.has('just');
  return cues.has('topic') && cues.has('ask_for') && (cues.has('loose_material') || !cues.has('session'));
}

function hasDetails(reading: ReportReading, cues: ReadonlySet<string>): boolean {
  if (hasPeople(reading) || (reading.date.kind === 'date' && cues.has('session'))) return true;
  // "không làm được vì mưa lũ": the theme word is only the reason.
  return reading.themes.length > 0 && !cues.has('negated');
}

function isReport(reading: ReportReading, cues: ReadonlySet<string>): boolean {
  const people = hasPeople(reading);
  const day = reading.date.kind === 'date';
  const theme = reading.themes.length > 0;
  const form = reading.forms.length > 0;
  const held = form || cues.has('session');
  if (people && (day || theme || held || cues.has('report_word'))) return true;
  if (cues.has('asking') && !cues.has('report_word')) return false;
  if (day && held && !cues.has('future')) return true;
  return held && cues.has('just') && cues.has('own') && !cues.has('future') && !cues.has('asks');
}
