import type { Journal } from '../../journal/journal.ts';
import { Minute } from '../../lib/duration.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Storage } from '../../storage/storage.ts';
import { type Check, fail, ok, warn } from './check.ts';

const MEGABYTE = 1_000_000;

export function diskCheck(measure: () => Promise<number>, minFreeBytes: number): Check {
  const name = 'disk';
  return {
    name,
    async look() {
      const free = await measure();
      const detail = `${Math.round(free / MEGABYTE)} MB free where DATA_DIR lies`;
      const todo = 'Free space or enlarge the disk: a full one stops the acceptance of messages.';
      if (free < minFreeBytes) return [fail(name, detail, todo)];
      return [free < 2 * minFreeBytes ? warn(name, detail, todo) : ok(name, detail)];
    },
  };
}

export function databaseCheck(storage: Pick<Storage, 'ping' | 'findDamage'>): Check {
  const name = 'database';
  return {
    name,
    async look() {
      try {
        await storage.ping();
      } catch {
        return [
          fail(name, 'does not take a write', 'See the log of the server; check disk and permissions.'),
        ];
      }
      const damage = (await storage.findDamage?.()) ?? [];
      if (damage.length === 0) return [ok(name, 'reads, writes and is whole')];
      const todo = 'Stop the server, keep a copy of DATA_DIR and restore the last good copy.';
      return [fail(name, `damaged: ${damage[0]}`, todo)];
    },
  };
}

export function journalCheck(journal: Pick<Journal, 'lag'>): Check {
  const name = 'journal';
  return {
    name,
    async look() {
      const { writable, events, oldestMs, quarantined } = journal.lag();
      const detail = `${events} events wait, ${quarantined} unreadable frames put aside`;
      if (!writable)
        return [fail(name, 'cannot be written', 'Check the disk and the permissions of DATA_DIR/journal.')];
      if (oldestMs > Minute.ms)
        return [fail(name, detail, 'The database does not take the events; the log says why.')];
      if (quarantined > 0)
        return [
          warn(
            name,
            detail,
            'The disk gave back other bytes than were written: look at its health. See the log.',
          ),
        ];
      return [ok(name, detail)];
    },
  };
}

/** @param queue - Null when its server would be this process: then no server runs, and nothing rings. */
export function queueCheck(queue: Pick<Queue, 'stats' | 'health'> | null): Check {
  const name = 'queue';
  return {
    name,
    async look() {
      if (!queue)
        return [
          warn(
            name,
            'no server runs on this DATA_DIR',
            'Start it; messages are kept by the platforms meanwhile.',
          ),
        ];
      const { reachable, advice } = await queue.health();
      if (!reachable)
        return [
          warn(name, 'Redis does not answer', 'Start it; meanwhile sweeps do all the work, more slowly.'),
        ];
      if (advice.length > 0) return advice.map((todo) => warn(name, 'Redis needs care', todo));
      const stats = Object.values(await queue.stats());
      // A command beside the servers knows Redis, but none of their queues.
      if (stats.length === 0) return [ok(name, 'answers')];
      const sum = (pick: (counts: (typeof stats)[number]) => number) =>
        stats.reduce((total, counts) => total + pick(counts), 0);
      return [ok(name, `answers; ${sum((q) => q.waiting)} bells wait, ${sum((q) => q.active)} are rung`)];
    },
  };
}

export function workCheck(storage: Pick<Storage, 'inbox' | 'outbox'>): Check {
  return {
    name: 'work',
    async look() {
      const { parked, pending } = await storage.inbox.counts();
      const { unknown } = (await storage.outbox.openCounts()).broadcast;
      return [
        parked > 0
          ? warn(
              'inbox',
              `${parked} events put aside`,
              'See `loa inbox list`, mend the cause, then `loa inbox retry <key>`.',
            )
          : ok('inbox', `${pending} events wait, none put aside`),
        unknown > 0
          ? warn(
              'outbox',
              `${unknown} broadcast messages of unknown outcome`,
              'See `loa outbox list --state unknown`; send one again only on purpose with `loa outbox release <id>`.',
            )
          : ok('outbox', 'no broadcast message of unknown outcome'),
      ];
    },
  };
}
