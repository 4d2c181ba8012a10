import type { Knowledge } from './knowledge.ts';
import { openTalk } from './talk.ts';
import { startWorkers, type WorkerDeps, type Workers } from './workers.ts';

export interface WorkDeps extends Omit<WorkerDeps, 'talk'> {
  knowledge: Knowledge;
  root: string;
}

/**
 * Loads what the bot talks with and starts everything behind the door. It is imported only then: a third of the time of
 * a start goes by with flows, phrases and the bot's own library, and webhooks need not wait for any of it.
 *
 * @throws {Error} with `file:line: message` lines when the data is faulty.
 */
export async function startWork({ knowledge, root, ...deps }: WorkDeps): Promise<Workers> {
  const { config, store, clock } = deps;
  const talk = await openTalk(knowledge, { ...store, root, publicUrl: config.http.publicUrl, clock });
  return startWorkers({ ...deps, talk });
}
