import { type Analysis, isSure, matchAt } from './analysis.ts';
import { heard } from './asked-back.ts';
import { codeMatches } from './codes.ts';
import type { Match } from './phrase-index.ts';
import { hasPeople } from './report-marks.ts';
import type { ReportReading } from './vi.ts';

const CUE = 'cue.';

/** The ideas that stand in a message. Without accents short words count too: it takes several to make an intent. */
export function cuesOf(a: Analysis, reading: ReportReading, topic: string | null): Set<string> {
  const cues = new Set<string>();
  const subjectEnds = new Map<number, number>();
  for (const { from, to } of [...codeMatches(a, 'theme'), ...codeMatches(a, 'form')])
    subjectEnds.set(from, Math.max(to, subjectEnds.get(from) ?? 0));
  let subjectEnd = 0;
  for (const [from, matches] of a.starts.entries()) {
    subjectEnd = Math.max(subjectEnd, subjectEnds.get(from) ?? 0);
    for (const match of matches) {
      // Without accents "chi hoi" is no "chị hội": the words of a subject or form are no ideas beside it.
      if (match.quality === 1 && match.to <= subjectEnd) continue;
      if (match.tag === OFFICIAL && isNobody(a, match)) continue;
      if (match.tag.startsWith(CUE) && (isSure(match) || a.halfBare)) cues.add(match.tag.slice(CUE.length));
      if (match.tag === 'command.quarter' && isSure(match)) cues.add('quarter');
    }
  }
  if (topic) cues.add('topic');
  if (codeMatches(a, 'theme').some(({ from }) => TOLD.has(heard(a, from - 1)))) cues.add('session');
  if (hasPeople(reading)) cues.add('people');
  if (cannot(a)) cues.add('failed');
  if (a.tokens.some((token) => NEGATIONS.has(token.spelling.key))) cues.add('negated');
  if (a.tokens.length < SHORTEST_REPORT) cues.delete('session');
  if (endsAsking(a)) cues.add('asking');
  if (cues.has('session') || reading.forms.length > 0) cues.add('held');
  if (REPORT_CODE.test(a.text)) for (const cue of ['sent_code', 'sent_strict', 'sent']) cues.add(cue);
  return cues;
}

/** "hôm qua nói tảo hôn" */
const TOLD: ReadonlySet<string> = new Set(['noi1', 'noi']);
const OFFICIAL = 'cue.official';
const NOBODY = 'ai';

/** "không ai hỏi gì" */
function isNobody(a: Analysis, { from }: Match): boolean {
  return a.tokens[from]?.spelling.fold === NOBODY && NEGATIONS.has(a.tokens[from - 1]?.spelling.key ?? '');
}

const REPORT_CODE = /\bBC-?\d{3,}/i;
/** Two words ("đang họp") are chat, not a report. */
const SHORTEST_REPORT = 3;
const NEGATIONS = new Set(['không', 'chưa']);
const MOST_WORDS_BETWEEN = 4;

/** "không gửi hình được": something could not be done. */
function cannot(a: Analysis): boolean {
  return a.tokens.some((token, at) => {
    if (!NEGATIONS.has(token.spelling.key)) return false;
    for (let next = at + 2; next <= at + MOST_WORDS_BETWEEN; next++) {
      const key = a.tokens[next]?.spelling.key;
      if (key === 'đươc5' || key === 'duoc') return matchesBetween(a, at + 1, next, 'cue.device_verb');
    }
    return false;
  });
}

function matchesBetween(a: Analysis, from: number, to: number, tag: string): boolean {
  for (let at = from; at < to; at++) if (matchAt(a, at, tag)) return true;
  return false;
}

function endsAsking(a: Analysis): boolean {
  const last = a.tokens.at(-1);
  if (last?.raw === '?') return true;
  return (a.ends[a.tokens.length] ?? []).some(
    (match) => match.tag === 'cue.question_end' && match.quality >= 2,
  );
}
