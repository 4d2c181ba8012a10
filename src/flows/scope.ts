import { type PeriodKind, periodLabel, periodOf } from '../domain/calendar.ts';
import { mayReport } from '../domain/effect.ts';
import type { MembershipFact, QuarterFact } from '../domain/fact.ts';
import type { FlowRun } from '../domain/flow-state.ts';
import type { ChannelId } from '../domain/ids.ts';
import { correctionOf } from './correction.ts';
import { requestOf } from './fact-needs.ts';
import { PHOTOS, RECORDINGS } from './run-keys.ts';
import type { CompiledFlow } from './spec.ts';
import { type Resolve, sentenceList } from './template.ts';
import type { Turn } from './turn.ts';
import { type WaitingMedia, waitingMedia } from './waiting-media.ts';

/** Names that every flow may read, beside its answers and its facts. `docs/writing-flows.md` lists them. */
export const SCOPE_NAMES = [
  'me',
  'team',
  'myTeams',
  'now',
  'session',
  'media',
  'unfinished',
  'consent',
  'officer',
  'run',
  'hotlines',
  'nothing',
  'correction',
] as const;

/** What people call the channels. */
const APPS: Readonly<Record<ChannelId, string>> = { zalo: 'Zalo', messenger: 'Facebook Messenger' };

/** Resolves dotted paths for one run: extras, then the flow's facts, then the names of every flow, then answers. */
export function scopeOf(
  turn: Turn,
  flow: CompiledFlow | null,
  run: FlowRun | null,
  extra: Record<string, unknown> = {},
): Resolve {
  const resolve: Resolve = (path) => {
    const [first = '', ...rest] = path.split('.');
    let value = head(first);
    for (const key of rest) value = child(value, key);
    return value;
  };
  const head = (name: string): unknown => {
    if (Object.hasOwn(extra, name)) return extra[name];
    const need = flow?.facts && Object.hasOwn(flow.facts, name) ? flow.facts[name] : undefined;
    if (need) {
      const request = requestOf(need, resolve);
      if (!request) return undefined;
      const fact = turn.load(request);
      return request.name === 'quarter' ? withGatherings(fact as QuarterFact) : fact;
    }
    const answer = run && Object.hasOwn(run.answers, name) ? run.answers[name] : undefined;
    return answer === undefined ? builtIn(name, turn, flow, run) : answer;
  };
  return resolve;
}

function child(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return key === 'length' ? value.length : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function builtIn(name: string, turn: Turn, flow: CompiledFlow | null, run: FlowRun | null): unknown {
  const { me, now } = turn;
  const myTeams = me.memberships.filter(({ role }) => mayReport(role));
  switch (name) {
    case 'me':
      return {
        ...me,
        isMember: me.memberships.length > 0,
        canReport: myTeams.length > 0,
        consented: turn.consented,
        consentOutdated: me.consented && !turn.consented,
        notices: me.optedOut ? 'đã dừng' : 'đang nhận',
        here: APPS[me.channel],
        there: APPS[me.channel === 'zalo' ? 'messenger' : 'zalo'],
        linkedApp: me.linked ? APPS[me.channel === 'zalo' ? 'messenger' : 'zalo'] : undefined,
      };
    case 'team':
      return teamOf(me.memberships, run);
    case 'myTeams':
      return myTeams;
    case 'now':
      return {
        date: now.local.date,
        period: now.period,
        periodLabel: periodLabel(now.period),
        previousPeriod: now.previousPeriod,
        previousPeriodLabel: periodLabel(now.previousPeriod),
      };
    case 'session':
      return sessionOf(turn, run);
    case 'media':
      return {
        photos: run?.answers[PHOTOS] ?? 0,
        recordings: run?.answers[RECORDINGS] ?? 0,
        ...waitingOf(waitingMedia(run?.answers ?? {})),
      };
    case 'unfinished':
      return turn.unfinished();
    case 'consent':
      return { version: turn.consentVersion };
    case 'officer':
      return turn.load({
        name: 'officer',
        teamId: (teamOf(me.memberships, run) ?? me.waitingSeat)?.teamId ?? null,
      });
    case 'correction':
      return correctionFor(turn, run);
    case 'run':
      return { id: run?.id, title: flow?.title };
    case 'hotlines':
      return turn.tools.hotlines;
    default:
      return undefined;
  }
}

const MEDIA_WORDS: Readonly<Record<WaitingMedia['kind'], string>> = {
  image: 'ảnh',
  audio: 'ghi âm',
  video: 'đoạn phim',
};

/** "2 ảnh và 1 ghi âm". */
function waitingOf(waiting: readonly WaitingMedia[]) {
  const counted = (['image', 'audio', 'video'] as const).map((kind) => ({
    kind,
    count: waiting.filter((one) => one.kind === kind).length,
  }));
  return {
    waiting: waiting.length,
    waitingPhotos: counted[0]?.count ?? 0,
    waitingWords: sentenceList(
      counted.filter(({ count }) => count > 0).map(({ kind, count }) => `${count} ${MEDIA_WORDS[kind]}`),
    ),
  };
}

/** What the answers change in the report that the flow is about. */
function correctionFor(turn: Turn, run: FlowRun | null) {
  const code = run?.answers.code;
  const report = typeof code === 'string' ? turn.load({ name: 'report', code }) : null;
  return report && run ? correctionOf(report, run.answers) : undefined;
}

/** Of the sessions only gatherings count for the period. */
function withGatherings(quarter: QuarterFact) {
  const gatherings = quarter.sessions.filter(({ gathering }) => gathering);
  return {
    ...quarter,
    gatherings,
    gatheringIds: gatherings.map(({ id }) => id),
    only: gatherings.length === 1 ? gatherings[0] : undefined,
  };
}

/** The team that was chosen, else the only one. */
function teamOf(memberships: readonly MembershipFact[], run: FlowRun | null): MembershipFact | undefined {
  const chosen = run?.answers.teamId;
  if (typeof chosen === 'string') return memberships.find(({ teamId }) => teamId === chosen);
  return memberships.length === 1 ? memberships[0] : undefined;
}

/** "50 người, nữ 30": everybody who is known to have come, also while the total is not. */
function presentOf(run: FlowRun | null): string | null {
  const { total, female, male, dtts, children } = run?.answers ?? {};
  const said = [
    typeof total === 'number' ? `${total} người` : null,
    ...Object.entries({ nữ: female, nam: male, DTTS: dtts, 'trẻ em': children }).map(([name, count]) =>
      typeof count === 'number' ? `${name} ${count}` : null,
    ),
  ].filter((each) => each !== null);
  return said.length > 0 ? said.join(', ') : null;
}

/** What follows from the answers of a report. */
function sessionOf({ now }: Turn, run: FlowRun | null) {
  const { date, total, female, male, dtts, children } = run?.answers ?? {};
  const kind: PeriodKind = now.period.includes('Q') ? 'quarter' : 'month';
  const period = typeof date === 'string' ? periodOf(date, kind) : null;
  const parts = [female, male, dtts, children].filter((part) => typeof part === 'number');
  const sexesFit = typeof female !== 'number' || typeof male !== 'number' || female + male === total;
  return {
    period,
    date,
    /** The period that it counts for, when that one is over. */
    latePeriod: period !== null && period < now.period ? period : null,
    present: presentOf(run),
    countsFit: typeof total !== 'number' || (sexesFit && parts.every((part) => part <= total)),
  };
}
