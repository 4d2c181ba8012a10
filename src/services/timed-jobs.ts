import type { TimedJob } from '../domain/records/work.ts';
import type { Clock } from '../lib/clock.ts';
import type { Records } from '../storage/records.ts';

/** Without a bell for so many rhythms, a job is run by whoever notices. */
const OVERDUE_RHYTHMS = 1.5;

interface Timed {
  everyMs: number;
  run(): Promise<void>;
}

/**
 * The jobs that ring by themselves, with the store as their memory: a queue that is away or was emptied cannot make them
 * forgotten, and a restart begins no rhythm anew.
 */
export interface TimedJobs {
  add(name: string, everyMs: number, run: () => Promise<void>): void;
  /** The bell of a job: runs it, whoever ran it last. */
  rung(name: string): Promise<void>;
  /** Runs whatever has had no bell for too long, in one of all processes. */
  runOverdue(): Promise<void>;
}

export interface TimedJobsDeps {
  records: Records<TimedJob>;
  clock: Clock;
  failed(name: string, error: unknown): void;
}

export function createTimedJobs({ records, clock, failed }: TimedJobsDeps): TimedJobs {
  const jobs = new Map<string, Timed>();

  /** Notes a beginning now; false when the last one is younger than `minAgeMs`, or another process was faster. */
  async function begin(name: string, minAgeMs: number): Promise<boolean> {
    const nowMs = clock.systemNow();
    const stored = await records.get(name);
    if (!stored) return records.insertIfAbsent(name, { startedAtMs: nowMs });
    if (nowMs - stored.value.startedAtMs < minAgeMs) return false;
    return records.replace(name, { startedAtMs: nowMs }, stored.version);
  }

  return {
    add: (name, everyMs, run) => void jobs.set(name, { everyMs, run }),
    async rung(name) {
      const job = jobs.get(name);
      if (!job) return;
      await begin(name, 0).catch(() => {});
      await job.run();
    },
    async runOverdue() {
      for (const [name, { everyMs, run }] of jobs) {
        try {
          if (await begin(name, everyMs * OVERDUE_RHYTHMS)) await run();
        } catch (error) {
          failed(name, error);
        }
      }
    },
  };
}
