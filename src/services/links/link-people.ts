import type { Stores } from '../stores.ts';
import { peopleOf } from './linked-people.ts';

type LinkStores = Pick<Stores, 'personLinks'>;

/**
 * Links two people who are one human. Repeatable by its effect id.
 *
 * @returns false when one of them is linked with somebody else, and then nothing has changed.
 */
export async function linkPeople(
  one: string,
  other: string,
  { effectId, sinceMs }: { effectId: string; sinceMs: number },
  { personLinks }: LinkStores,
): Promise<boolean> {
  for (const [id, otherId] of [
    [other, one],
    [one, other],
  ] as const) {
    if (await putEnd(id, { otherId, sinceMs, effectId }, personLinks)) continue;
    // Half a link is none, but the end that was just written would wait for its match for ever.
    await removeEnd(other, effectId, personLinks);
    return false;
  }
  return true;
}

async function putEnd(
  id: string,
  end: { otherId: string; sinceMs: number; effectId: string },
  personLinks: LinkStores['personLinks'],
): Promise<boolean> {
  if (await personLinks.insertIfAbsent(id, end)) return true;
  const old = await personLinks.get(id);
  if (!old) return false;
  if (old.value.otherId === end.otherId) return true;
  const stands = (await peopleOf(id, { personLinks })).length > 1;
  return !stands && personLinks.replace(id, end, old.version);
}

async function removeEnd(
  id: string,
  effectId: string,
  personLinks: LinkStores['personLinks'],
): Promise<void> {
  const end = await personLinks.get(id);
  if (end?.value.effectId === effectId) await personLinks.remove(id, end.version);
}

/**
 * Ends the link of a person: each side has again what came about in its own chat. Repeatable: the own end, which names the
 * other, goes last.
 *
 * @param beforeEnd - Done with the other person's id when the link is already over; may be repeated.
 * @returns the other person; null when there was no link.
 */
export async function unlinkPerson(
  personId: string,
  { personLinks }: LinkStores,
  beforeEnd: (otherId: string) => Promise<unknown> = async () => {},
): Promise<string | null> {
  const own = await personLinks.get(personId);
  if (!own) return null;
  const { otherId } = own.value;
  const back = await personLinks.get(otherId);
  if (back?.value.otherId === personId) await personLinks.remove(otherId, back.version);
  await beforeEnd(otherId);
  await personLinks.remove(personId, own.version);
  return otherId;
}
