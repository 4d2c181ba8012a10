import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../cluster.ts';

type ProcessRole = 'web' | 'worker';

/** Kills processes of a cluster and starts them again until they run, as `restart: always` does. */
export interface Supervisor {
  /** @returns false when it was left alone: the last web process alive is where webhooks are accepted. */
  kill(role: ProcessRole): Promise<boolean>;
  /** Whether a process of that kind was killed and does not run yet. */
  isStarting(role: ProcessRole): boolean;
  /** Resolves when every process runs. @returns the logs of those that had ended although nobody killed them. */
  allUp(): Promise<string[]>;
}

/** Between two attempts to start, ms. */
const TRY_AGAIN_MS = 500;

export function supervise(cluster: Cluster, random: () => number): Supervisor {
  const starting = new Map<string, Promise<void>>();
  const nameOf = (role: ProcessRole, index: number) => `${role} ${index}`;
  const isUp = (role: ProcessRole, index: number) => !starting.has(nameOf(role, index));

  /** A process that finds no database or no room ends with advice, and is started again. */
  async function startUntilUp(role: ProcessRole, index: number): Promise<void> {
    for (;;) {
      try {
        return await cluster.restart(role, index);
      } catch {
        await pause(TRY_AGAIN_MS);
      }
    }
  }

  return {
    async kill(role) {
      const all = role === 'web' ? cluster.webs : cluster.workers;
      const up = [...all.keys()].filter((index) => isUp(role, index));
      if (up.length === 0 || (role === 'web' && up.length === 1)) return false;
      const index = up[Math.floor(random() * up.length)] as number;
      const name = nameOf(role, index);
      const killed = all[index]?.kill();
      starting.set(
        name,
        Promise.resolve(killed)
          .then(() => startUntilUp(role, index))
          .finally(() => starting.delete(name)),
      );
      await killed;
      return true;
    },
    isStarting: (role) => [...starting.keys()].some((name) => name.startsWith(role)),
    async allUp() {
      while (starting.size > 0) await Promise.all(starting.values());
      const logs: string[] = [];
      for (const [role, all] of [['web', cluster.webs] as const, ['worker', cluster.workers] as const]) {
        for (const [index, one] of all.entries()) {
          if (!one.hasEnded()) continue;
          logs.push(one.log());
          await startUntilUp(role, index);
        }
      }
      return logs;
    },
  };
}
