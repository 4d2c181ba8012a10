import type { Config } from './config.ts';

/** Every secret among the settings, for keeping them out of logs. */
export function secretValues(config: Config): string[] {
  const { zalo, messenger } = config;
  const values = [
    config.secretKey,
    config.alerts.webhookUrl,
    config.backup.passphrase,
    config.storage.engine === 'mongo' ? passwordOf(config.storage.uri) : null,
    config.queue.engine === 'redis' ? passwordOf(config.queue.url) : null,
    zalo && [zalo.appSecret, zalo.oaSecretKey, zalo.refreshToken, zalo.codeVerifier],
    messenger && [messenger.appSecret, messenger.pageToken, messenger.verifyToken],
  ];
  return values.flat().filter((value) => value !== null);
}

function passwordOf(address: string): string | null {
  const password = /^[^/]+\/\/[^/@:]*:([^/@]+)@/.exec(address)?.[1];
  return password ? decodeURIComponent(password) : null;
}
