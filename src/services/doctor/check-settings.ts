import type { Config } from '../../config/config.ts';
import { type Check, type CheckLine, fail, ok, warn } from './check.ts';

/** What is allowed by the settings' schema and still not good for a server with real accounts. */
export function settingsCheck(config: Config): Check {
  return {
    name: 'settings',
    async look() {
      const isReal = config.zalo !== null || config.messenger !== null;
      const found: CheckLine[] = [
        ok('settings', `Zalo ${onOff(config.zalo)}, Messenger ${onOff(config.messenger)}`),
      ];
      for (const { variable, meant } of config.nearMisses)
        found.push(
          warn(
            'settings',
            `${variable} is no setting of this server and has no effect`,
            `Did you mean ${meant}? If it belongs to another program, leave it.`,
          ),
        );
      found.push(publicUrlOf(config.http.publicUrl, isReal));
      if (isReal && config.simulator)
        found.push(
          warn(
            'simulator',
            'on beside a real account: anyone who reaches it acts as a member',
            'Set SIMULATOR=off.',
          ),
        );
      if (config.zaloSetup.webhookBootstrap)
        found.push(
          warn(
            'zalo bootstrap',
            'unsigned requests get 200 and are lost',
            'Unset ZALO_WEBHOOK_BOOTSTRAP once the webhook is saved.',
          ),
        );
      if (isReal && config.alerts.webhookUrl === null)
        found.push(
          warn('alerts', 'go to the log alone', 'Set ALERT_WEBHOOK_URL to where you look every day.'),
        );
      return found;
    },
  };
}

const onOff = (settings: unknown) => (settings === null ? 'off' : 'on');

function publicUrlOf(url: string | null, isReal: boolean): CheckLine {
  const name = 'public address';
  const todo = 'Set PUBLIC_URL to the https address that your reverse proxy serves.';
  if (url === null)
    return isReal
      ? fail(name, 'PUBLIC_URL is not set', todo)
      : ok(name, 'none; none is needed for trying out');
  if (url.startsWith('https://')) return ok(name, url);
  const detail = `${url} is not https: the platforms deliver to https only`;
  return isReal ? fail(name, detail, todo) : warn(name, detail, todo);
}
