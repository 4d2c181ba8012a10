import { z } from 'zod';

/** What people read about one variable; rendered into `.env.example` and `docs/configuration.md`. */
export interface VariableDoc {
  /** Heading under which the variable is listed. */
  group: string;
  /** One sentence: what it does. */
  sentence: string;
  /** `ms`, `days`, `bytes` …; absent for words and addresses. */
  unit?: string;
  /** Used when the variable is unset or empty. */
  default?: string;
  /** What stands in the place of a default that depends on other settings. */
  defaultNote?: string;
  /** How to find or make the value, shown when it is missing. */
  obtain?: string;
}

/** Where each field of the schema keeps its {@link VariableDoc}. */
export const variableDocs = z.registry<VariableDoc>();

type Parser<T> = z.ZodType<T, string>;

/** A variable with a default. */
export function variable<T>(
  parser: Parser<T>,
  doc: VariableDoc & { default: string },
): z.ZodType<T, string | undefined> {
  return parser.prefault(doc.default).register(variableDocs, doc);
}

/** A variable that may stay unset; then its value is `null`. */
export function optional<T>(parser: Parser<T>, doc: VariableDoc): z.ZodType<T | null, string | undefined> {
  return parser
    .optional()
    .transform((value) => value ?? null)
    .register(variableDocs, doc);
}

/** Any text without line breaks. */
export function text(): Parser<string> {
  return z.string().regex(/^[^\r\n]+$/, 'must be one line of text');
}

/** A secret of at least `minChars` characters without spaces. */
export function secret(minChars: number): Parser<string> {
  return z.string().refine((raw) => raw.length >= minChars && !/\s/.test(raw), {
    error: `must be at least ${minChars} characters without spaces`,
  });
}

/** A secret that people choose and remember: several words. */
export function passphrase(minChars: number): Parser<string> {
  return z.string().min(minChars, { error: `must be at least ${minChars} characters` });
}

/** A platform's number, kept as text because it may exceed 2^53. */
export function digits(): Parser<string> {
  return z.string().regex(/^\d{1,32}$/, 'must be digits only');
}

/** A whole number between `min` and `max`, both allowed. */
export function whole(min: number, max: number): Parser<number> {
  return z
    .string()
    .refine((raw) => /^\d{1,15}$/.test(raw) && Number(raw) >= min && Number(raw) <= max, {
      error: `must be a whole number from ${min} to ${max}`,
    })
    .transform(Number);
}

/** One of a few words. */
export function oneOf<const W extends readonly string[]>(words: W): Parser<W[number]> {
  return z.enum(words, { error: `must be one of: ${words.join(', ')}` });
}

/** `1` or `on` for yes, `0` or `off` for no. */
export function flag(): Parser<boolean> {
  return z
    .enum(['1', '0', 'on', 'off'], { error: 'must be 1 or 0 (or on, off)' })
    .transform((raw) => raw === '1' || raw === 'on');
}

/** An `http(s)` base address without credentials, query or fragment; a closing slash is taken off. */
export function baseUrl(): Parser<string> {
  return z
    .string()
    .refine(
      (raw) => {
        if (!URL.canParse(raw)) return false;
        const url = new URL(raw);
        if (!['http:', 'https:'].includes(url.protocol)) return false;
        return !url.username && !url.password && !url.search && !url.hash;
      },
      { error: 'must be a base address such as https://example.org, without user name, query or fragment' },
    )
    .transform((raw) => raw.replace(/\/+$/, ''));
}

/** An address that begins with one of `protocols` (each with its colon). */
export function address(...protocols: string[]): Parser<string> {
  return z.string().refine((raw) => protocols.some((protocol) => raw.startsWith(`${protocol}//`)), {
    error: `must begin with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });
}

/** A time of day such as `07:00`; the value is minutes after midnight. */
export function timeOfDay(): Parser<number> {
  return z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 07:00')
    .transform((raw) => Number(raw.slice(0, 2)) * 60 + Number(raw.slice(3)));
}

/** Host names separated by commas; `*.example.org` stands for every host below it, `*` for every public host. */
export function hostList(): Parser<string[]> {
  const pattern = /^(\*|(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*)$/;
  return z
    .string()
    .transform((raw) => raw.split(',').map((host) => host.trim().toLowerCase()))
    .refine((hosts) => hosts.every((host) => pattern.test(host)), {
      error: 'must be host names separated by commas, such as *.example.org,media.example.org, or *',
    });
}

/** A name of the IANA time zone list. */
export function timeZone(): Parser<string> {
  return z.string().refine(isTimeZone, { error: 'must be a time zone such as Asia/Ho_Chi_Minh' });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
