import { describe, expect, it, onTestFinished } from 'vitest';
import type { Alert } from '../../../src/domain/records/watch.ts';
import { Minute } from '../../../src/lib/duration.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import type { Finding } from '../../../src/services/alerts/alert-kinds.ts';
import { createAlerts } from '../../../src/services/alerts/alerts.ts';
import { alertWebhook } from '../../../src/services/alerts/tell-operators.ts';
import type { Records } from '../../../src/storage/records.ts';
import { openReceiver } from '../../support/receiver.ts';
import { openTestStores } from '../../support/stores.ts';

const disk = (isBad: boolean): Finding => ({
  kind: 'disk-low',
  subject: 'server',
  isBad,
  detail: 'figures',
});

async function openAlerts(change: { records?: Records<Alert> } = {}) {
  const { clock, stores } = await openTestStores();
  const receiver = await openReceiver();
  const lines: { level: string; alert: string }[] = [];
  const logger = createLogger({ destination: { write: (line) => void lines.push(JSON.parse(line)) } });
  const webhook = alertWebhook(`${receiver.url}/hook?key=secret`);
  onTestFinished(() => webhook.close());
  let findings: Finding[] = [];
  let failing = false;
  const probe = async () => {
    if (failing) throw new Error('cannot look');
    return findings;
  };
  const records = change.records ?? stores.alerts;
  const deps = { records, probes: [probe], tell: webhook.tell, clock, logger };
  const look = createAlerts(deps);
  return {
    ...receiver,
    clock,
    lines,
    another: createAlerts(deps),
    look: (now: Finding[]) => {
      findings = now;
      failing = false;
      return look();
    },
    async lookInVain() {
      failing = true;
      await look();
    },
    states: () => receiver.received.map(({ body }) => (body as { state: string }).state),
  };
}

describe('an alert', () => {
  it('is raised once and cleared once, in the log and at the webhook', async () => {
    const alerts = await openAlerts();
    await alerts.look([disk(false)]);
    expect(alerts.received).toEqual([]);
    await alerts.look([disk(true)]);
    await alerts.look([disk(true)]);
    await alerts.look([disk(false)]);
    await alerts.look([disk(false)]);
    expect(alerts.states()).toEqual(['raised', 'cleared']);
    expect(alerts.received[0]).toMatchObject({
      path: '/hook?key=secret',
      body: { alert: 'disk-low', subject: 'server', since: '2026-11-23T02:00:00.000Z', detail: 'figures' },
    });
    expect(alerts.lines.map(({ level, alert }) => [level, alert])).toEqual([
      ['error', 'disk-low'],
      ['info', 'disk-low'],
    ]);
  });

  it('is not repeated by a restart or another process', async () => {
    const alerts = await openAlerts();
    await alerts.look([disk(true)]);
    await Promise.all([alerts.another(), alerts.another()]);
    expect(alerts.states()).toEqual(['raised']);
    expect(alerts.lines).toHaveLength(1);
  });

  it('is told again, with longer and longer pauses, until the webhook takes it', async () => {
    const alerts = await openAlerts();
    alerts.statuses.push(500, 503);
    await alerts.look([disk(true)]);
    await alerts.look([disk(true)]);
    expect(alerts.received).toHaveLength(1);
    alerts.clock.advance(Minute.ms);
    await alerts.look([disk(true)]);
    alerts.clock.advance(Minute.ms);
    await alerts.look([disk(true)]);
    expect(alerts.received).toHaveLength(2);
    alerts.clock.advance(Minute.ms);
    await alerts.look([disk(true)]);
    await alerts.look([disk(true)]);
    expect(alerts.states()).toEqual(['raised', 'raised', 'raised']);
  });

  it('that passed before anyone could be told of it needs no all-clear', async () => {
    const alerts = await openAlerts();
    alerts.statuses.push(500);
    await alerts.look([disk(true)]);
    await alerts.look([disk(false)]);
    alerts.clock.advance(Minute.ms);
    await alerts.look([disk(false)]);
    expect(alerts.states()).toEqual(['raised']);
  });

  it('stays as it is while nobody can look', async () => {
    const alerts = await openAlerts();
    await alerts.look([disk(true)]);
    await alerts.lookInVain();
    expect(alerts.states()).toEqual(['raised']);
  });

  it('stands in the log once while the store is away', async () => {
    const away = async () => {
      throw new Error('away');
    };
    const records = { get: away, insertIfAbsent: away, replace: away, remove: away, find: away, count: away };
    const alerts = await openAlerts({ records });
    await alerts.look([disk(false)]);
    await alerts.look([disk(true)]);
    await alerts.look([disk(true)]);
    await alerts.look([disk(false)]);
    expect(alerts.lines.map(({ level }) => level)).toEqual(['error', 'info']);
  });
});
