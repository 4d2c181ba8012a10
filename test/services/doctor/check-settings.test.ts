import { expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/load-config.ts';
import { settingsCheck } from '../../../src/services/doctor/check-settings.ts';

it('says which variable has no effect and which one was probably meant', async () => {
  const found = await settingsCheck(loadConfig({ DATADIR: '/srv/loa' })).look();
  expect(found).toContainEqual({
    name: 'settings',
    state: 'warn',
    detail: 'DATADIR is no setting of this server and has no effect',
    todo: 'Did you mean DATA_DIR? If it belongs to another program, leave it.',
  });
  expect(JSON.stringify(found)).not.toContain('/srv/loa');
});
