import { z } from 'zod';
import { recordSpec } from '../../src/domain/record-spec.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { range, sampleEvent, sampleRow, T0 } from '../contracts/samples.ts';

/** Things that one caller may get and no other, of each kind so many. */
export const ROUNDS = 20;
/** Outlives the hammering. */
const LEASE_MS = 1_000_000;

const anvilRecords = recordSpec<{ owner: string }>({
  name: 'anvils',
  schema: z.object({ owner: z.string() }),
  indexes: {},
});

/** What one caller got: which rounds of each kind, and which number for each key. */
export interface Loot {
  won: Record<string, number[]>;
  numbers: number[];
}

/** Lays out what the callers will fight about. */
export async function layOut(storage: Storage): Promise<void> {
  const anvils = storage.records(anvilRecords);
  for (const n of range(0, ROUNDS)) {
    await anvils.insertIfAbsent(`there-${n}`, { owner: 'nobody' });
    await storage.outbox.insertMany([sampleRow(`waiting-${n}`, { conversationId: `zalo:oa1:lane${n}` })]);
  }
}

/** Grabs everything that there is, as one of many callers at the same time. */
export async function grab(storage: Storage, owner: string): Promise<Loot> {
  const anvils = storage.records(anvilRecords);
  const won: Record<string, number[]> = {};
  const numbers: number[] = [];
  const note = (kind: string, n: number, isOurs: boolean) => {
    won[kind] ??= [];
    if (isOurs) won[kind].push(n);
  };
  for (const n of range(0, ROUNDS)) {
    const lane = { conversationId: `zalo:oa1:lane${n}`, lane: 'reply' } as const;
    const row = (part: string) => sampleRow(`new-${n}-${part}`, { conversationId: `zalo:oa1:new${n}` });
    await Promise.all([
      anvils.insertIfAbsent(`new-${n}`, { owner }).then((is) => note('unique key', n, is)),
      anvils.replace(`there-${n}`, { owner }, 1).then((is) => note('compare-and-set', n, is)),
      storage.conversations
        .claim(`zalo:oa1:talk${n}`, owner, T0, LEASE_MS)
        .then((claim) => note('claim of a conversation', n, claim !== null)),
      storage.outbox
        .claim(lane, owner, T0, LEASE_MS, 10)
        .then((claim) => note('claim of a lane', n, claim !== null)),
      storage.inbox
        .acceptMany([sampleEvent(n, { key: `event-${n}` })])
        .then(([answer]) => note('event', n, answer === 'accepted')),
      storage.outbox.insertMany([row('a')]).then((ids) => note('row', n, ids.length > 0)),
      storage.sequences.reserve('report', `key-${n}`).then((number) => (numbers[n] = number)),
    ]);
  }
  return { won, numbers };
}

/** What went wrong among all callers; empty when each thing has one owner and each key one number of its own. */
export function faultsIn(loots: readonly Loot[]): string[] {
  const faults: string[] = [];
  for (const kind of Object.keys(loots[0]?.won ?? {})) {
    for (const n of range(0, ROUNDS)) {
      const winners = loots.filter((loot) => loot.won[kind]?.includes(n)).length;
      if (winners !== 1) faults.push(`${kind} ${n}: ${winners} winners`);
    }
  }
  for (const n of range(0, ROUNDS)) {
    const numbers = new Set(loots.map((loot) => loot.numbers[n]));
    if (numbers.size !== 1) faults.push(`number ${n}: ${[...numbers].join(' and ')}`);
  }
  if (new Set(loots[0]?.numbers).size !== ROUNDS) faults.push('a number came twice');
  return faults;
}
