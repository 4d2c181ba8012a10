import type { Analysis } from './analysis.ts';
import type { ReportPoints } from './code-points.ts';
import { readCounts } from './counts.ts';
import type { DateMention } from './date-mention.ts';
import { dateMentions, readDate } from './dates.ts';
import { deniedForms } from './forms.ts';
import { likelyForms, likelyThemes } from './likely-codes.ts';
import { deniedThemes } from './themes.ts';
import type { LocalNow, ReportReading } from './vi.ts';

/** A whole report in one message. What is not said stays null or empty. */
export function readReport(a: Analysis, now: LocalNow, points: ReportPoints): ReportReading {
  const mentions = dateMentions(a, now);
  const counts = readCounts(a, takenBy(a, mentions));
  const themes = likelyThemes(a, points);
  const date = readDate(a, now, mentions);
  const isPlan = date.kind === 'ask' && date.reason === 'future';
  const forms = likelyForms(a, points, isPlan);
  // Field by field: copying them costs as much as a whole reader does.
  return {
    total: counts.total,
    totalBy: counts.totalBy,
    female: counts.female,
    male: counts.male,
    dtts: counts.dtts,
    children: counts.children,
    leaflets: counts.leaflets,
    approximate: counts.approximate,
    severalSessions: counts.severalSessions,
    date,
    themes: themes.codes,
    forms: forms.codes,
    denied: { themes: [...deniedThemes(a)], forms: [...deniedForms(a, isPlan)] },
    why: [...date.why, ...counts.why, ...themes.why, ...forms.why],
  };
}

/** Which tokens belong to days and clock times, and so are no counts. */
export function takenBy(a: Analysis, mentions: readonly DateMention[]): boolean[] {
  const taken = new Array<boolean>(a.tokens.length).fill(false);
  for (const mention of mentions) {
    if (mention.kind === 'other' && mention.rule === 'share') continue;
    taken.fill(true, mention.from, mention.to);
  }
  return taken;
}
