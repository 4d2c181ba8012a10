import { expect, it } from 'vitest';
import { onEachPair } from '../support/engine-pair.ts';
import { joinsByCode } from '../support/joining.ts';
import { type Phone, startSimulatedApp } from '../support/simulated-app.ts';

/** Nobody has heard it, who to call now, and the safe word. */
const TRUTH = /chưa có ai nghe.*113.*111.*SEN/s;

/** @returns Code of the report, which holds what was spoken on the way. */
async function reportsBySpeaking(phone: Phone): Promise<string> {
  await phone.says('hôm qua họp thôn, nói về tảo hôn, 50 người');
  await phone.hears(/Em hiểu thế này/);
  await phone.taps(/Đúng/);
  await phone.hears(/Gửi/);
  await phone.act({ act: 'voice' });
  await phone.hears(TRUTH);
  await phone.taps(/^(1 )?Gửi$/);
  const { text } = await phone.hears(/Em đã nhận báo cáo BC-/);
  return /BC-\d+/.exec(text)?.[0] ?? '';
}

await onEachPair(() => {
  it('a voice note is answered with the truth in and outside a form, and waits in the report to be heard', {
    timeout: 120_000,
  }, async () => {
    const app = await startSimulatedApp();
    const stranger = await app.phone('zalo');
    await stranger.act({ act: 'voice' });
    await stranger.hears(TRUTH);

    const { codes } = await app.command('team-codes', { teamId: 'TTT-901' });
    const reporter = await app.phone('messenger');
    await joinsByCode(reporter, codes.find(({ kind }) => kind === 'reporter')?.code ?? '');
    const code = await reportsBySpeaking(reporter);
    const token = await app.command('token-create', { name: 'e2e', scopes: ['read:sessions'], unitId: null });
    const authorization = { authorization: `Bearer ${'secret' in token ? token.secret : ''}` };
    const session = async () =>
      (await app.call('GET', `/api/v1/sessions/${code}`, undefined, authorization)).body;
    await expect.poll(session).toMatchObject({ media: [{ kind: 'audio', state: 'kept', heard: false }] });
  });
});
