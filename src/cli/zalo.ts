import { Command } from 'commander';
import { grantUrl } from '../channels/zalo/grant.ts';
import { loadConfig } from '../config/load-config.ts';
import { readEnvironment } from '../config/read-environment.ts';
import { ensureSecretKey } from '../config/secret-key.ts';
import { systemClock } from '../lib/clock.ts';
import { GRANT_CALLBACK_PATH, grantState } from '../services/zalo-login.ts';

export function zaloCommand(): Command {
  const zalo = new Command('zalo').description('the Zalo Official Account');
  zalo
    .command('login')
    .description('print the address on which an administrator of the OA grants access (anew)')
    .action(async () => {
      const config = loadConfig(readEnvironment());
      const { publicUrl } = config.http;
      if (!config.zalo) return refuse('Zalo is not configured: set ZALO_APP_ID and its companions first.');
      if (publicUrl === null)
        return refuse('PUBLIC_URL is not set: Zalo sends the administrator back to it after the grant.');
      const secretKey = config.secretKey ?? (await ensureSecretKey(config.dataDir));
      const redirectUri = `${publicUrl}${GRANT_CALLBACK_PATH}`;
      const state = grantState(secretKey, systemClock().systemNow());
      console.log(`1. In the settings of the app at developers.zalo.me, "Official Account Callback Url" must be
   ${redirectUri}
2. Keep the server running, and let an administrator of the OA open this within the hour:
   ${grantUrl(config.zalo, redirectUri, state)}`);
    });
  return zalo;
}

function refuse(why: string): void {
  console.error(why);
  process.exitCode = 1;
}
