/** Stands where something was taken out. */
export const REDACTED = '[redacted]';

/** Shorter texts are too common to be taken for a secret. */
const MIN_SECRET_CHARS = 6;

/** `name=value` and `"name":"value"` of the usual secret names, and bearer headers. */
const ASSIGNED_SECRET =
  /((?:access_token|refresh_token|appsecret_proof|app_secret|secret_key|client_secret|code_verifier|password)["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi;
const BEARER = /(\bBearer\s+)[\w.~+/=-]+/gi;
const URL_CREDENTIALS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;

/**
 * Takes known secrets and everything that looks like one out of a text meant for logs and errors.
 *
 * @param secrets - Values to remove wherever they stand, also in URL-encoded form.
 */
export function redactSecrets(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < MIN_SECRET_CHARS) continue;
    for (const form of new Set([secret, encodeURIComponent(secret)]))
      clean = clean.split(form).join(REDACTED);
  }
  return clean
    .replace(ASSIGNED_SECRET, `$1${REDACTED}`)
    .replace(BEARER, `$1${REDACTED}`)
    .replace(URL_CREDENTIALS, `$1${REDACTED}@`);
}
