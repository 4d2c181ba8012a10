import { daysOfPeriod, localTime, periodOf } from '../../domain/calendar.ts';
import { isGathering } from '../../domain/forms.ts';
import { type Session, sessionIdOf } from '../../domain/records/session.ts';
import { tellOfSameDay } from '../notices/tell-colleagues.ts';
import { type ApplyEffect, personOf } from './effect-context.ts';

/** Keeps the reported session. The same draft sent twice is one session. */
export const applySubmitReport: ApplyEffect<'submit-report'> = async (effect, context, deps) => {
  const nowMs = deps.clock.businessNow();
  const team = await deps.stores.teams.get(effect.teamId);
  const today = localTime(nowMs, deps.timeZone).date;
  const period = periodOf(effect.report.date, deps.periodKind);
  const id = sessionIdOf(effect.draftId);
  const session: Session = {
    id,
    code: effect.code,
    teamId: effect.teamId,
    communeId: team?.value.communeId ?? '',
    date: effect.report.date,
    report: effect.report,
    gathering: isGathering(effect.report.forms),
    draftId: effect.draftId,
    photoConsent: effect.photos,
    reporterId: personOf(context),
    channel: context.parts.channel,
    submittedAtMs: nowMs,
    late: today > daysOfPeriod(period).to,
    status: 'sent',
    effectId: context.effectId,
  };
  await deps.stores.sessions.insertIfAbsent(id, session);
  const { trail: entries = [] } = effect;
  if (entries.length > 0) {
    await deps.stores.reportTrails.insertIfAbsent(id, { channel: session.channel, entries, atMs: nowMs });
  }
  await tellOfSameDay(session, deps);
};
