import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';

/** The same cases on every machine. */
export const SEED = 20261123;

export interface Webhook {
  name: string;
  payload: unknown;
}

const ENDING = /\.json$/;

export function namesIn(folder: URL): string[] {
  return readdirSync(folder)
    .filter((file) => ENDING.test(file))
    .map((file) => file.replace(ENDING, ''))
    .sort();
}

export function webhooksIn(folder: URL): Webhook[] {
  return namesIn(folder).map((name) => ({
    name,
    payload: JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as unknown,
  }));
}

/** A recorded webhook with some of its values replaced or removed. */
export function mutationsOf(payloads: readonly unknown[]): fc.Arbitrary<unknown> {
  const change = fc.record({ at: fc.nat(), value: fc.option(fc.jsonValue(), { nil: undefined }) });
  return fc
    .record({
      payload: fc.constantFrom(...payloads),
      changes: fc.array(change, { minLength: 1, maxLength: 3 }),
    })
    .map(({ payload, changes }) => {
      const copy: unknown = structuredClone(payload);
      for (const { at, value } of changes) changePlace(copy, at, value);
      // As it would come: what is taken from a list leaves null, not a hole.
      return JSON.parse(JSON.stringify(copy));
    });
}

function changePlace(payload: unknown, at: number, value: unknown): void {
  const places = placesIn(payload);
  const place = places[at % places.length];
  if (!place) return;
  const [owner, key] = place;
  if (value === undefined) delete owner[key];
  else owner[key] = value;
}

function placesIn(node: unknown): [Record<string, unknown>, string][] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => [
    [node as Record<string, unknown>, key] as [Record<string, unknown>, string],
    ...placesIn(child),
  ]);
}

/** The same JSON with the keys of its objects in another order. */
export function shuffledKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffledKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, shuffledKeys(item)]),
  );
}
