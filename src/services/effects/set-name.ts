import { allRecords, changeRecord } from '../change-record.ts';
import { peopleOf } from '../links/linked-people.ts';
import { type ApplyEffect, personOf } from './effect-context.ts';

/** The person corrects their own name, in both of their chats; the roster keeps its own until it is imported anew. */
export const applySetName: ApplyEffect<'set-name'> = async ({ name }, context, { stores }) => {
  for (const person of await peopleOf(personOf(context), stores)) {
    await changeRecord(stores.people, person, (old) => (old.name === name ? null : { ...old, name }));
    for await (const { id } of allRecords(stores.memberships, { index: 'byPerson', equals: [person] })) {
      await changeRecord(stores.memberships, id, (old) => (old.name === name ? null : { ...old, name }));
    }
  }
};
