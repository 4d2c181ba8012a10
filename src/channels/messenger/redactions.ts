import type { MessengerSettings } from '../../config/config.ts';
import { appSecretProof } from './app-secret-proof.ts';

/** Everything that must never appear in a log, an error or a metric. */
export function redactionsOf(settings: MessengerSettings): string[] {
  const { appSecret, pageToken, verifyToken } = settings;
  return [appSecret, pageToken, verifyToken, appSecretProof(settings)].filter((secret) => secret !== '');
}
