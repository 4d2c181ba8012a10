import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../lib/atomic-file.ts';
import { parseJson } from '../lib/json.ts';

const MEMORY_FILE = 'simulator.json';

/** Who is forgotten when very many people were tried out: the first. */
const MAX_PEOPLE = 500;

const memorySchema = z.object({
  /** How far the simulated time is ahead. */
  shiftMs: z.number(),
  people: z.array(
    z.object({
      channel: z.enum(['zalo', 'messenger']),
      id: z.string(),
      name: z.string(),
      following: z.boolean(),
      lastInteractionAtMs: z.number().nullable(),
    }),
  ),
});

/** What the real platforms and the real time would not forget when this server restarts. Never what was said. */
export type Memory = z.infer<typeof memorySchema>;

/** @returns null when there is none, or none that can be read. */
export async function readMemory(dataDir: string): Promise<Memory | null> {
  const text = await readFile(join(dataDir, MEMORY_FILE), 'utf8').catch(() => '');
  const parsed = parseJson(text);
  return memorySchema.safeParse(parsed.ok ? parsed.value : null).data ?? null;
}

/** Writes one state after the other; states that came while one was written are skipped for the newest. */
export function memoryKeeper(dataDir: string, current: () => Memory) {
  let writing: Promise<void> | null = null;
  let again = false;

  async function write(): Promise<void> {
    do {
      again = false;
      const { shiftMs, people } = current();
      const memory: Memory = { shiftMs, people: people.slice(-MAX_PEOPLE) };
      await writeFileAtomic(join(dataDir, MEMORY_FILE), JSON.stringify(memory));
    } while (again);
  }

  return {
    /** Resolves when the current state is on disk. */
    keep(): Promise<void> {
      again = writing !== null;
      writing ??= write().finally(() => {
        writing = null;
      });
      return writing;
    },
  };
}
