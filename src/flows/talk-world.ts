import { localTime, periodLabel, periodOf, previousPeriod } from '../domain/calendar.ts';
import { type Effect, mayReport, type TeamRole } from '../domain/effect.ts';
import type {
  FactRequest,
  FactValues,
  JoinCodeFact,
  LinkOfferFact,
  MeFact,
  MyDataFact,
  ReportBrief,
  ReportFact,
} from '../domain/fact.ts';
import { type FormCode, isGathering } from '../domain/forms.ts';
import type { ReportStatus } from '../domain/records/revision.ts';
import { sessionIdOf } from '../domain/records/session.ts';
import { type ReportFields, UNSAID } from '../domain/report.ts';
import { type FreeRow, seatOfName } from '../domain/seat-of-name.ts';
import { fold } from '../vi/fold.ts';
import type { EngineNow } from './contract.ts';
import { TALK_CODES, TALK_LINK_CODES } from './talk-codes.ts';
import { membership, membershipsOf, NOBODY, waitingSeat } from './talk-people.ts';
import type { WorldSpec } from './talk-spec.ts';
import { LABELS } from './template.ts';

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const MAX_WRONG_CODES = 5;

/** Plain members of the team whom nobody has claimed. */
const PLAIN_MEMBERS: readonly FreeRow[] = ['Người Mẫu C', 'Chamaléa Thị Lánh', 'Katơr Đượng'].map(
  (name, n) => ({
    memberId: `m-${n + 3}`,
    name,
    foldedName: fold(name),
  }),
);

type Session = FactValues['quarter']['sessions'][number] & {
  teamId: string;
  report: ReportFields;
  status: ReportStatus;
  reason: string | null;
};

/** A small, plainly invented stand-in for the store, so that talks and the fuzzer meet consequences. */
export class TalkWorld {
  me: MeFact;
  private readonly spec: WorldSpec;
  private readonly sessions: Session[];
  private readonly confirmed = new Map<string, 'held' | 'not-held'>();
  private readonly photos = new Map<string, number>();
  private wrongCodes = 0;
  private lastCode = 411;
  private claimed = false;
  private today = '';

  constructor(spec: WorldSpec, consentVersion: string) {
    this.spec = spec;
    const consented = spec.me !== 'stranger' && spec.me !== 'public';
    this.me = {
      channel: spec.channel,
      linked: spec.linked,
      consented,
      consentVersion: consented ? (spec.consentVersion ?? consentVersion) : null,
      name: consented ? 'Người Mẫu A' : null,
      optedOut: spec.optedOut,
      language: null,
      memberships: membershipsOf(spec),
      waitingSeat: spec.waitsSince === null ? null : waitingSeat('reporter', spec.waitsSince),
      returnedCode: spec.sessions.find(({ status }) => status === 'returned')?.code ?? null,
    };
    this.sessions = spec.sessions.map((session) => ({
      ...session,
      teamId: `TTT-00${session.team}`,
      id: sessionIdOf(session.code),
      report: reportOf(session.date, session.forms as FormCode[], session.total),
    }));
    for (const [period, answer] of Object.entries(spec.confirmed))
      this.confirmed.set(`TTT-001:${period}`, answer);
  }

  now(ms: number): EngineNow {
    const local = localTime(ms, TIME_ZONE);
    this.today = local.date;
    const period = periodOf(local.date, 'quarter');
    return { ms, local, period, previousPeriod: previousPeriod(period) };
  }

  load(request: FactRequest): FactValues[FactRequest['name']] {
    switch (request.name) {
      case 'report-code':
        return `BC-${String(this.lastCode + 1).padStart(4, '0')}`;
      case 'join-code':
        return this.joinCode(request.code);
      case 'seat-by-name':
        return this.claimed || !this.spec.freeSeats
          ? null
          : seatOfName(fold(request.personName), PLAIN_MEMBERS);
      case 'similar-reports':
        return this.sessions.filter(({ teamId, date }) => teamId === request.teamId && date === request.date);
      case 'quarter':
        return this.quarter(request.teamId, request.period);
      case 'officer':
        return this.spec.officer
          ? { name: 'chị Cán Bộ Mẫu', phone: '0259 000 0000', hours: '7h30–17h' }
          : null;
      case 'report':
        return this.report(request.code);
      case 'my-reports':
        return this.sessions
          .filter(({ teamId, status }) => this.reportsFor(teamId) && status !== 'withdrawn')
          .map((session) => briefOf(session))
          .reverse();
      case 'my-data':
        return this.myData();
      case 'link-code':
        return Object.keys(TALK_LINK_CODES)[0] ?? '';
      case 'link-offer':
        return this.linkOffer(request.code);
      case 'draft-photos':
        return this.photos.get(request.draftId) ?? 0;
    }
  }

  /** What an effect changes for the turns that follow. */
  apply(effect: Effect): void {
    if (effect.type === 'give-consent') {
      this.me = { ...this.me, consented: true, consentVersion: effect.textVersion };
    } else if (effect.type === 'set-opt-out') this.me = { ...this.me, optedOut: effect.optedOut };
    else if (effect.type === 'set-language') this.me = { ...this.me, language: effect.language };
    else if (effect.type === 'withdraw-consent')
      this.me = { ...this.me, consented: false, consentVersion: null, linked: false };
    else if (effect.type === 'link-chats') this.me = { ...this.me, linked: true };
    else if (effect.type === 'unlink-chats') this.me = { ...this.me, linked: false };
    else if (effect.type === 'set-name') this.me = { ...this.me, name: effect.name };
    else if (effect.type === 'erase-me') {
      this.me = { ...this.me, ...NOBODY };
    } else if (effect.type === 'correct-report') this.correct(effect.sessionId, effect.fields);
    else if (effect.type === 'withdraw-report') this.change(effect.sessionId, { status: 'withdrawn' });
    else if (effect.type === 'count-wrong-code') this.wrongCodes++;
    else if (effect.type === 'take-seat') this.seat(effect.teamId, effect.role, effect.personName);
    else if (effect.type === 'request-seat')
      this.me = { ...this.me, waitingSeat: waitingSeat(effect.role, this.today) };
    else if (effect.type === 'confirm-quarter')
      this.confirmed.set(`${effect.teamId}:${effect.period}`, effect.answer);
    else if (effect.type === 'keep-media' && effect.kind === 'image') {
      this.photos.set(effect.draftId, (this.photos.get(effect.draftId) ?? 0) + 1);
    } else if (effect.type === 'submit-report') {
      this.lastCode++;
      const { date, forms, total } = effect.report;
      const id = sessionIdOf(effect.draftId);
      const known = this.sessions.some((session) => session.id === id);
      if (!known) {
        this.sessions.push({
          id,
          code: effect.code,
          teamId: effect.teamId,
          date,
          forms,
          total,
          gathering: isGathering(forms),
          report: effect.report,
          status: 'sent',
          reason: null,
        });
      }
    }
  }

  private myData(): MyDataFact {
    const own = this.me.consented ? this.sessions.filter(({ teamId }) => this.reportsFor(teamId)) : [];
    return {
      consentedOn: this.me.consented ? '2026-11-01' : null,
      shownName: this.me.consented ? this.spec.shownName : null,
      seats: this.me.memberships.map(({ role, teamName }) => `${LABELS.roles?.[role]} ${teamName}`),
      requests: this.me.waitingSeat ? [`Người Mẫu, báo cáo viên ${this.me.waitingSeat.teamName}`] : [],
      reportCount: own.length,
      reportCodes: own.map(({ code }) => code),
      photoCount: 0,
      trailCount: own.length,
      answerCount: 0,
    };
  }

  private reportsFor(teamId: string): boolean {
    return this.me.memberships.some((seat) => seat.teamId === teamId && mayReport(seat.role));
  }

  private report(code: string): ReportFact | null {
    const session = this.sessions.find((one) => one.code === code);
    if (!session || !this.reportsFor(session.teamId)) return null;
    const { id: sessionId, teamId, report: fields, status, reason } = session;
    const returnedReason = status === 'returned' ? reason : null;
    return { ...briefOf(session), sessionId, teamId, fields, returnedReason };
  }

  private correct(id: string, fields: Partial<ReportFields>): void {
    const session = this.sessions.find((one) => one.id === id);
    if (!session) return;
    const report = { ...session.report, ...fields };
    const { date, forms, total } = report;
    this.change(id, { report, date, forms, total, gathering: isGathering(forms), status: 'sent' });
  }

  private change(id: string, change: Partial<Session>): void {
    const session = this.sessions.find((one) => one.id === id);
    if (session) Object.assign(session, change);
    const returned = this.sessions.find(({ status }) => status === 'returned');
    this.me = { ...this.me, returnedCode: returned?.code ?? null };
  }

  private seat(teamId: string, role: TeamRole, name: string): void {
    this.claimed = true;
    const others = this.me.memberships.filter((seat) => seat.teamId !== teamId);
    this.me = {
      ...this.me,
      name,
      waitingSeat: null,
      memberships: [...others, membership(1, role, this.spec.foundedOn)],
    };
  }

  private joinCode(code: string): JoinCodeFact {
    if (this.wrongCodes >= MAX_WRONG_CODES) return { status: 'locked', untilMs: 0 };
    const known = Object.hasOwn(TALK_CODES, code) ? TALK_CODES[code] : undefined;
    if (!known) return { status: 'unknown' };
    const { teamId, teamCode, teamName, communeName } = membership(known.team, 'member', null);
    const free = known.kind === 'reporter' && this.spec.freeSeats && !this.claimed;
    return {
      status: 'ok',
      kind: known.kind,
      teamId,
      teamCode,
      teamName,
      communeName,
      freeSeats: free
        ? [
            { memberId: 'm-1', name: 'Người Mẫu A', role: 'leader' },
            { memberId: 'm-2', name: 'Người Mẫu B', role: 'reporter' },
          ]
        : [],
      already: this.me.memberships.find((seat) => seat.teamId === teamId)?.role ?? null,
    };
  }

  private linkOffer(code: string): LinkOfferFact {
    if (this.wrongCodes >= MAX_WRONG_CODES) return { status: 'locked' };
    const status = Object.hasOwn(TALK_LINK_CODES, code) ? TALK_LINK_CODES[code] : undefined;
    if (this.me.linked) return { status: 'taken' };
    if (status === 'ok') return { status, name: 'Người Mẫu B', seats: ['tổ trưởng Tổ Thôn Mẫu 02'] };
    return { status: status ?? 'unknown' };
  }

  private quarter(teamId: string, period: string): FactValues['quarter'] {
    const answer = this.confirmed.get(`${teamId}:${period}`);
    return {
      period,
      label: periodLabel(period),
      sessions: this.sessions.filter(
        (session) =>
          session.teamId === teamId &&
          session.status !== 'withdrawn' &&
          periodOf(session.date, 'quarter') === period,
      ),
      confirmation: answer ? { answer, byMe: true, atMs: 0 } : null,
    };
  }
}

function reportOf(date: string, forms: FormCode[], total: number): ReportFields {
  return { ...UNSAID, date, forms, themes: ['tao_hon'], total };
}

function briefOf({ code, date, report, teamId, status }: Session): ReportBrief {
  const teamName = `Tổ Thôn Mẫu 0${teamId.slice(-1)}`;
  return { code, date, total: report.total, teamName, status };
}
