import { describe, expect, it } from 'vitest';
import { SendError } from '../../../src/channels/send-error.ts';
import { frozenClock } from '../../../src/lib/clock.ts';
import { tokenCheck } from '../../../src/services/doctor/check-platforms.ts';
import { NOW_MS } from '../../support/events.ts';

const lookAt = (error: SendError) =>
  tokenCheck('zalo', { inspectAccount: () => Promise.reject(error) }, frozenClock(NOW_MS)).look();

describe('the doctor, asked about an OA', () => {
  it('says that it needs re-consent where its one-time token was spent since, and how to give it', async () => {
    const [line] = await lookAt(new SendError('account-stopped', { platformCode: 'no-token' }));
    expect(JSON.stringify(line)).toContain('needs re-consent');
    expect(JSON.stringify(line)).toContain('loa zalo login');
  });

  it('says no such thing of a platform that does not answer', async () => {
    const [line] = await lookAt(new SendError('unreachable', { platformCode: 'ECONNREFUSED' }));
    expect(JSON.stringify(line)).not.toContain('consent');
  });
});
