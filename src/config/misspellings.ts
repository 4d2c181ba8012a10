import type { ConfigFault } from './config-error.ts';
import { VARIABLE_NAMES } from './schema.ts';

/** Names that begin so belong to this server, so an unknown one is a slip of the pen. */
const OWN_PREFIXES = ['LOA_', 'ZALO_', 'MESSENGER_'];

/** Read by the tests alone; harmless in a server's environment. */
const TEST_NAMES = /^LOA_(REQUIRE$|TEST_)/;

/** Names of this many letters may differ by two, shorter ones by one: X11's `DISPLAY` is nobody's `TZ_DISPLAY`. */
const LONG_NAME_CHARS = 8;

/** The shortest names only differ in case and underscores: `POST` is nobody's `PORT`. */
const MIN_NEAR_CHARS = 6;

/** A variable that is not ours, with the setting that it is probably meant to be. */
export interface NearMiss {
  variable: string;
  meant: string;
}

/** Beyond so many changed letters a hint would only confuse. */
const MAX_HINT_DISTANCE = 6;

/** Finds variables that look like ours but are not, each with the name that was probably meant. */
export function misspellings(names: readonly string[]): ConfigFault[] {
  return names
    .filter((name) => OWN_PREFIXES.some((prefix) => name.startsWith(prefix)))
    .filter((name) => !isKnown(name))
    .map((name) => ({ variable: name, problem: 'is not a setting of this server', mend: hintFor(name) }));
}

/**
 * Finds variables that are nearly the name of a setting. The environment is full of other programs' names, so these are
 * hints: nothing is refused for them. A setting that has a value is not looked for.
 */
export function nearMisses(names: readonly string[]): NearMiss[] {
  const missing = VARIABLE_NAMES.filter((known) => !names.includes(known));
  return names
    .filter((name) => !isKnown(name) && !OWN_PREFIXES.some((prefix) => name.startsWith(prefix)))
    .flatMap((variable) => {
      const meant = missing.find((known) => isNear(variable, known));
      return meant ? [{ variable, meant }] : [];
    });
}

function isNear(name: string, known: string): boolean {
  const [typed, wanted] = [bare(name), bare(known)];
  if (typed === wanted) return true;
  if (wanted.length < MIN_NEAR_CHARS) return false;
  return editDistance(typed, wanted) <= (Math.min(typed.length, wanted.length) < LONG_NAME_CHARS ? 1 : 2);
}

function bare(name: string): string {
  return name.toUpperCase().replaceAll(/[_-]/g, '');
}

function isKnown(name: string): boolean {
  return TEST_NAMES.test(name) || VARIABLE_NAMES.some((known) => known === name);
}

function hintFor(name: string): string {
  const [nearest] = VARIABLE_NAMES.map((known) => ({ known, distance: editDistance(name, known) })).sort(
    (a, b) => a.distance - b.distance,
  );
  if (!nearest || nearest.distance > MAX_HINT_DISTANCE)
    return 'Remove it; docs/configuration.md lists all settings.';
  return `Did you mean ${nearest.known}?`;
}

/** Letters to insert, drop or change to get from `a` to `b`. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
