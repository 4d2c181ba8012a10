import { createHmac } from 'node:crypto';
import type { ChannelId } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';
import { hashOf } from '../lib/ids.ts';
import { allRecords, changeRecord } from './change-record.ts';
import type { Stores } from './stores.ts';

export interface GivenConsent {
  effectId: string;
  conversationId: string;
  channel: ChannelId;
  textVersion: string;
}

/** The proofs of consents: each conversation has its own, whoever writes in it. */
export interface ConsentProofs {
  /** Repeatable by its effect id. */
  give(consent: GivenConsent): Promise<void>;
  /** Withdrawn or erased: from now on the years run until the proof goes too. Repeatable. */
  end(conversationId: string): Promise<void>;
}

export interface ConsentProofDeps {
  stores: Pick<Stores, 'consents'>;
  /** Keys the hash, so that a platform id cannot be tried against it. */
  secretKey: string;
  clock: Clock;
}

export function createConsentProofs({ stores, secretKey, clock }: ConsentProofDeps): ConsentProofs {
  const keyOf = (conversationId: string) =>
    createHmac('sha256', secretKey).update(`consent\0${conversationId}`).digest('hex');

  return {
    async give({ effectId, conversationId, channel, textVersion }) {
      await stores.consents.insertIfAbsent(hashOf('consent', effectId), {
        ...{ subjectKey: keyOf(conversationId), textVersion, channel },
        ...{ atMs: clock.businessNow(), endedAtMs: null },
      });
    },
    async end(conversationId) {
      const endedAtMs = clock.businessNow();
      const own = allRecords(stores.consents, { index: 'bySubject', equals: [keyOf(conversationId)] });
      for await (const { id } of own) {
        await changeRecord(stores.consents, id, (old) =>
          old.endedAtMs === null ? { ...old, endedAtMs } : null,
        );
      }
    },
  };
}
