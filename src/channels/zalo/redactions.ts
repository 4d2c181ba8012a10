import type { ZaloSettings } from '../../config/config.ts';

/**
 * Everything in the settings that must never appear in a log, an error or a metric. Access and refresh tokens change
 * while the server runs; they only travel in headers and form bodies, which no error repeats.
 */
export function redactionsOf(settings: ZaloSettings): string[] {
  return [
    settings.appSecret,
    settings.oaSecretKey,
    settings.refreshToken,
    settings.codeVerifier ?? '',
  ].filter((secret) => secret !== '');
}
