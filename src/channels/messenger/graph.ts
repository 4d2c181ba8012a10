import type { MessengerSettings } from '../../config/config.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../lib/http.ts';
import { appSecretProof } from './app-secret-proof.ts';
import type { UsageWatch } from './usage.ts';

/** Calls Graph for our Page: version, token and proof are added, usage headers noted. */
export interface Graph {
  /**
   * @param path - Below the version, such as `/me/messenger_profile`.
   * @throws {HttpError} when there was no answer.
   */
  call(path: string, request: Omit<HttpRequest, 'path' | 'headers'>): Promise<HttpResponse>;
}

/** The token goes in a header, because addresses end up in the logs of proxies (platform dossier §2.10). */
export function createGraph(http: HttpClient, settings: MessengerSettings, usage: UsageWatch): Graph {
  const proof = appSecretProof(settings);
  return {
    async call(path, request) {
      const response = await http.request({
        ...request,
        path: `/${settings.graphVersion}${path}`,
        query: { ...request.query, appsecret_proof: proof },
        headers: { authorization: `Bearer ${settings.pageToken}` },
      });
      usage.note(response.headers);
      return response;
    },
  };
}
