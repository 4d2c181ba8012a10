import { unlinkPerson } from '../links/link-people.ts';
import { notifyPerson } from '../notices/notify-person.ts';
import { type ApplyEffect, personOf } from './effect-context.ts';

const UNLINKED =
  'Zalo và Facebook của anh/chị không còn nối với nhau. Bên này giữ những gì đã làm ở bên này. Muốn nối lại, anh/chị nhắn "nối Zalo với Facebook".';

/** Each chat is by itself again, with what came about in it; the other hears of it within quiet hours. */
export const applyUnlinkChats: ApplyEffect<'unlink-chats'> = async (_effect, context, deps) => {
  const { effectId } = context;
  await unlinkPerson(personOf(context), deps.stores, (personId) =>
    notifyPerson(
      { id: `unlink:${effectId}`, personId, kind: 'unlinked', text: UNLINKED, button: null },
      deps,
    ),
  );
};
