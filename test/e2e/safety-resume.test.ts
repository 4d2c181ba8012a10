import { it } from 'vitest';
import { onEachPair } from '../support/engine-pair.ts';
import { isOfTeam } from '../support/joining.ts';
import { startSimulatedApp } from '../support/simulated-app.ts';

await onEachPair(() => {
  it('a form goes on where it was after the card and "Không phải, quay lại", and imminent danger still raises it', {
    timeout: 180_000,
  }, async () => {
    const app = await startSimulatedApp();
    const { codes } = await app.command('team-codes', { teamId: 'TTT-901' });
    const code = codes.find(({ kind }) => kind === 'member')?.code ?? '';
    const phone = await app.phone('messenger');
    await isOfTeam(phone);

    await phone.says('chồng em hay đánh em');
    await phone.hears(/Đây không phải lỗi của anh\/chị/);
    await phone.taps(/^3$/);
    await phone.hears(/gửi lại tin đó giúp, việc đang làm vẫn còn đây/);

    await phone.says('chồng em đang đánh em, cứu em với');
    await phone.hears(/113/);
    // Taken as the answer that the form waits for.
    await phone.says(code);
    await phone.hears(/Đúng mã của/);
  });
});
