import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatorState } from '../../src/simulator/api/state.ts';
import { type SimulatedApp, startSimulatedApp } from '../support/simulated-app.ts';
import { openStream } from '../support/simulator-stream.ts';
import { suiteEnd } from '../support/suite-end.ts';

let app: SimulatedApp;

const end = suiteEnd();
beforeAll(async () => {
  app = await startSimulatedApp({ end });
});

const API = '/simulator/api';
const PERSON = { channel: 'zalo', name: 'Người thử' };
const codeOf = ({ body }: { body: unknown }) => (body as { error?: { code?: string } }).error?.code;

describe('who may use the simulator', () => {
  it('refuses what another site’s page sends', async () => {
    const answer = await app.call('POST', `${API}/people`, PERSON, { origin: 'https://elsewhere.example' });
    expect(answer.status).toBe(403);
    expect(codeOf(answer)).toBe('other-site');
  });

  it('takes what its own page sends', async () => {
    expect((await app.call('POST', `${API}/people`, PERSON, { origin: app.url })).status).toBe(200);
  });
});

describe('what the simulator’s addresses take', () => {
  it.each([
    ['no name', { channel: 'zalo' }, 'name'],
    ['an unknown channel', { channel: 'sms', name: 'A' }, 'channel'],
    ['an id that no platform gives', { ...PERSON, id: '../etc' }, 'id'],
  ])('refuses a person with %s and names the field', async (_what, body, field) => {
    const answer = await app.call('POST', `${API}/people`, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: { code: 'input-invalid', vi: expect.any(String), en: expect.any(String), fields: [{ field }] },
    });
  });

  it('refuses an act of somebody unknown, of no kind, or with a photo that is not there', async () => {
    const path = `${API}/people/zalo/9000000000000000009/acts`;
    const { id } = await app.simulate<{ id: string }>('POST', '/people', PERSON);
    const known = `${API}/people/zalo/${id}/acts`;
    expect(codeOf(await app.call('POST', path, { act: 'text', text: 'a' }))).toBe('person-unknown');
    expect(codeOf(await app.call('POST', known, { act: 'dance' }))).toBe('input-invalid');
    expect(codeOf(await app.call('POST', known, { act: 'photos', media: ['gone'] }))).toBe('medium-unknown');
  });

  it('says when a platform has no such act', async () => {
    const { id } = await app.simulate<{ id: string }>('POST', '/people', PERSON);
    const answer = await app.call('POST', `${API}/people/zalo/${id}/acts`, { act: 'unsend', messageId: 'm' });
    expect([answer.status, codeOf(answer)]).toEqual([409, 'act-unknown']);
  });

  it('answers a body that is no JSON with a fault of the caller', async () => {
    const response = await fetch(`${app.url}${API}/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect([response.status, codeOf({ body: await response.json() })]).toEqual([400, 'input-invalid']);
  });

  it('keeps an uploaded photo and gives it back, and takes no drawing that could carry a script', async () => {
    const post = (type: string) =>
      fetch(`${app.url}${API}/photos`, { method: 'POST', headers: { 'content-type': type }, body: 'bytes' });
    const { address } = (await (await post('image/png')).json()) as { address: string };
    const back = await fetch(`${app.url}${address}`);
    expect([back.headers.get('content-type'), await back.text()]).toEqual(['image/png', 'bytes']);
    expect((await post('image/svg+xml')).status).toBe(400);
  });
});

describe('the stream of the simulator', () => {
  it('begins with the state and goes on after the place that a page already knows', async () => {
    const phone = await app.phone('zalo');
    await phone.says('xin chào');
    await phone.hears(/đồng ý không/);
    const { state, entries } = await app.simulate<{ state: SimulatorState; entries: { seq: number }[] }>(
      'GET',
      '/lines',
    );
    const lastSeq = entries.at(-1)?.seq ?? 0;
    const later = await openStream(`${app.url}${API}/events?after=${state.run}/${lastSeq}`);
    const other = await openStream(`${app.url}${API}/events?after=another-run/${lastSeq}`);
    await phone.says('menu');
    const mine = `zalo:${phone.id}`;
    const sees = (stream: typeof later, words: string) =>
      stream.until(() => stream.linesOf(mine).find(({ text }) => text === words) ?? null, words);
    await sees(later, 'menu');
    await sees(other, 'menu');
    expect(later.states[0]?.run).toBe(state.run);
    expect(later.linesOf(mine).map(({ text }) => text)).not.toContain('xin chào');
    expect(other.linesOf(mine).map(({ text }) => text)).toContain('xin chào');
    await Promise.all([later.close(), other.close()]);
  });
});
