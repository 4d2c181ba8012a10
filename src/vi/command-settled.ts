import { type Analysis, isSure, whyOf } from './analysis.ts';
import type { Match } from './phrase-index.ts';
import { FULL_REPORT, hasPeople, reportMarks } from './report-marks.ts';
import type { CommandReading, ReportReading } from './vi.ts';

/** Longer messages are told by what they report. */
const LONGEST_REQUEST = 30;
/** "hôm nay em muốn góp ý" */
const MOST_WORDS_BEFORE = 4;

/**
 * What is beyond doubt though single words of it speak for something else: that a report sent long ago got no answer, and
 * that somebody wants to be heard. Both are help. `from` is where the message begins after its manners.
 */
export function settledCommand(
  a: Analysis,
  from: number,
  report: () => ReportReading,
): CommandReading | null {
  if (a.tokens.length > LONGEST_REQUEST) return null;
  const heard = unanswered(a, report) ?? opinion(a, from, report);
  if (!heard) return null;
  return { command: 'help', topic: null, whole: false, why: [whyOf(a, heard.tag, heard.from, heard.to)] };
}

const SENT = ['cue.report_word', 'cue.sent_by_me'];
/** "gửi rồi mà chưa thấy xác nhận, số người sai" asks for a correction. */
const RIVALS = ['cue.wrong', 'command.edit', 'command.stop'];

/** "em gửi báo cáo rồi mà chưa thấy trả lời": no further report. */
function unanswered(a: Analysis, report: () => ReportReading): Match | null {
  const silence = a.byTag.get('command.unanswered')?.find(isSure);
  if (!silence || !SENT.some((tag) => says(a, tag)) || RIVALS.some((tag) => says(a, tag))) return null;
  return reportMarks(report()) < FULL_REPORT ? silence : null;
}

/** "em muốn góp ý về cách báo cáo", but not "bà con có ý kiến". */
function opinion(a: Analysis, from: number, report: () => ReportReading): Match | null {
  const wish = a.byTag.get('command.opinion')?.find((one) => isSure(one) && isOwn(a, one, from));
  return wish && !says(a, 'cue.material') && !hasPeople(report()) ? wish : null;
}

/** At the beginning, or behind the word by which people speak of themselves; "chị em" are others. */
function isOwn(a: Analysis, { from: at }: Match, from: number): boolean {
  const isOwnWord = (n: number) => OWN.has(a.tokens[n]?.spelling.fold ?? '');
  if (isOwnWord(at - 1) && isOwnWord(at - 2)) return false;
  return at <= from || (isOwnWord(at - 1) && at - from <= MOST_WORDS_BEFORE);
}

const OWN: ReadonlySet<string> = new Set(['em', 'toi', 'tui', 'chi', 'minh', 'chau', 'anh', 'co']);

function says(a: Analysis, tag: string): boolean {
  return a.byTag.get(tag)?.some(isSure) ?? false;
}
