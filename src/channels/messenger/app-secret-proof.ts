import { createHmac } from 'node:crypto';

/**
 * `appsecret_proof` of a call: shows that the caller has the app secret and not just a stolen token (platform dossier
 * "Messenger" §2.8).
 */
export function appSecretProof(settings: { appSecret: string; pageToken: string }): string {
  return createHmac('sha256', settings.appSecret).update(settings.pageToken).digest('hex');
}
