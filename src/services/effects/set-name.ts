import { allRecords, changeRecord } from '../change-record.ts';
import { type ApplyEffect, personOf } from './effect-context.ts';

/** The person corrects their own name; the roster keeps its own until it is imported anew. */
export const applySetName: ApplyEffect<'set-name'> = async ({ name }, context, { stores }) => {
  const personId = personOf(context);
  await changeRecord(stores.people, personId, (old) => (old.name === name ? null : { ...old, name }));
  for await (const { id } of allRecords(stores.memberships, { index: 'byPerson', equals: [personId] })) {
    await changeRecord(stores.memberships, id, (old) => (old.name === name ? null : { ...old, name }));
  }
};
