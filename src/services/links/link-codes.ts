import { createHmac } from 'node:crypto';
import { LINK_CODE_ALPHABET, LINK_CODE_LENGTH, type LinkCode } from '../../domain/records/link.ts';
import type { Clock } from '../../lib/clock.ts';
import { Minute } from '../../lib/duration.ts';
import { seededIds } from '../../lib/ids.ts';
import { allRecords, changeRecord } from '../change-record.ts';
import type { Stores } from '../stores.ts';

/** Long enough to open the other app and find the page; too short to pass a code on. */
export const LINK_CODE_LIFE_MS = 15 * Minute.ms;

/** A code begins with a letter and has a digit, so that it is no word and no number. */
const GOOD_CODE = /^\D.*\d/;

/** The codes with which somebody shows that two chats are theirs. */
export interface LinkCodes {
  /** The code for this event: the same one when its turn is repeated, and nobody else's. */
  codeFor(eventKey: string, conversationId: string): Promise<string>;
  /** From now on the code leads to this chat; an older code of the chat leads nowhere. Repeatable. */
  offer(code: string, owner: Pick<LinkCode, 'conversationId' | 'personId'>): Promise<void>;
  /** Whose code this is; null when there is no such code, or it was used or has run out. */
  find(code: string): Promise<LinkCode | null>;
  /** Uses the code up. @returns whose it was; null when somebody else was faster or it has run out. */
  spend(code: string, effectId: string): Promise<LinkCode | null>;
  /** Codes of this chat lead nowhere any more. */
  drop(conversationId: string): Promise<void>;
}

export interface LinkCodeDeps {
  stores: Pick<Stores, 'linkCodes'>;
  /** Keys the hashes: codes are short enough to be tried otherwise. */
  secretKey: string;
  clock: Clock;
}

export function createLinkCodes({ stores: { linkCodes }, secretKey, clock }: LinkCodeDeps): LinkCodes {
  const keyed = (purpose: string, text: string) =>
    createHmac('sha256', secretKey).update(`${purpose}\0${text}`).digest('hex');
  const idOf = (code: string) => keyed('link-code', code);
  const isOpen = (code: LinkCode) => code.usedByEffect === null && code.expiresAtMs > clock.businessNow();

  async function drop(conversationId: string, except?: string): Promise<void> {
    const own = allRecords(linkCodes, { index: 'byConversation', equals: [conversationId] });
    for await (const { id } of own) if (id !== except) await linkCodes.remove(id);
  }

  return {
    async codeFor(eventKey, conversationId) {
      // Seeded with something that only this server can work out.
      const drawn = seededIds(keyed('link-code-of', `${conversationId} ${eventKey}`));
      for (;;) {
        const code = drawn.code(LINK_CODE_LENGTH, LINK_CODE_ALPHABET);
        const known = await linkCodes.get(idOf(code));
        const isFree = known === null || known.value.conversationId === conversationId;
        if (GOOD_CODE.test(code) && isFree) return code;
      }
    },
    async offer(code, owner) {
      const id = idOf(code);
      const expiresAtMs = clock.businessNow() + LINK_CODE_LIFE_MS;
      await linkCodes.insertIfAbsent(id, { ...owner, expiresAtMs, usedByEffect: null });
      await drop(owner.conversationId, id);
    },
    async find(code) {
      const found = (await linkCodes.get(idOf(code)))?.value;
      return found && isOpen(found) ? found : null;
    },
    async spend(code, effectId) {
      const stored = await changeRecord(linkCodes, idOf(code), (old) =>
        isOpen(old) ? { ...old, usedByEffect: effectId } : null,
      );
      return stored?.value.usedByEffect === effectId ? stored.value : null;
    },
    drop: (conversationId) => drop(conversationId),
  };
}
