import { REDACTED, redactSecrets } from './redact.ts';

/** Facts of one log line: ids, counts, durations with their unit in the name. Never what a person wrote. */
export type LogFields = Record<string, unknown>;

/** Keys (in snake case) that end so may hold a secret or somebody's words: their values never reach a log. */
const HIDDEN_KEY =
  /(^|_)(token|secret|secret_key|authorization|cookie|password|signature|proof|verifier|text|caption|message|body|payload|raw|phone|display_name|full_name)$/;

const MAX_DEPTH = 4;
const MAX_STACK_LINES = 12;

/**
 * Makes fields safe and uniform: snake_case keys, hidden values, short errors.
 *
 * @param secrets - Values to take out of every text.
 */
export function cleanFields(fields: LogFields, secrets: readonly string[] = []): LogFields {
  return cleanObject(fields, 0, (text) => redactSecrets(text, secrets));
}

type Redact = (text: string) => string;

function cleanObject(fields: object, depth: number, redact: Redact): LogFields {
  const clean: LogFields = {};
  for (const [key, value] of Object.entries(fields)) {
    const name = snakeCase(key);
    clean[name] = HIDDEN_KEY.test(name) && isTelling(value) ? REDACTED : cleanValue(value, depth, redact);
  }
  return clean;
}

/** Numbers and yes/no say nothing secret; anything else under a hidden key might. */
function isTelling(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== 'number' && typeof value !== 'boolean';
}

function cleanValue(value: unknown, depth: number, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Error) return errorFields(value, redact);
  if (value instanceof Uint8Array) return `${value.byteLength} bytes`;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, depth + 1, redact));
  return cleanObject(value, depth + 1, redact);
}

/** Name, code and place of an error; its other properties may hold requests or records and stay out. */
function errorFields(error: Error, redact: Redact): LogFields {
  const { code, kind } = error as { code?: unknown; kind?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const stack = frames.slice(0, MAX_STACK_LINES).map((line) => line.trim());
  return {
    name: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof kind === 'string' ? { kind } : {}),
    message: redact(error.message),
    stack,
  };
}

function snakeCase(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}
