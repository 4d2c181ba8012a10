import type { Stores } from '../stores.ts';

/**
 * The people who are one human: the person first, then the person of the chat that was linked. What belongs to a human
 * and not to a chat (seats, limits of pushes, the right to be erased) is asked of all of them.
 */
export async function peopleOf(
  personId: string,
  { personLinks }: Pick<Stores, 'personLinks'>,
): Promise<string[]> {
  const other = (await personLinks.get(personId))?.value.otherId;
  if (other === undefined) return [personId];
  const back = (await personLinks.get(other))?.value.otherId;
  return back === personId ? [personId, other] : [personId];
}
