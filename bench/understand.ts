import { fileURLToPath } from 'node:url';
import { corpusRows } from '../scripts/score.ts';
import type { LocalNow, Vi } from '../src/vi/vi.ts';
import { median } from './support/median.ts';

/**
 * How long one message takes through every reader and the safety check together, and how that grows with its length.
 *
 *     npm run bench:understand
 *
 * Prints the median over unseen messages of all kinds (aim: under 0.3 ms) when the readers share what they know of a
 * message, as in a turn, and when each begins anew; and how much longer a text of double length takes (linear: about 2).
 * Processor time of batches, so that other work on the machine hardly counts.
 */
const TARGET_MS = 0.3;
const ROUNDS = 9;
/** Messages measured at once: the processor clock is too coarse for one. */
const BATCH = 100;
const REPEATS = 200;
const MICROS_PER_MS = 1000;
const NOW: LocalNow = { date: '2026-11-23', time: '09:00' };
const QUESTION = 'Em ghi như trên đúng chưa? Trả lời: 1 Đúng · 2 Sửa';
const ROSTER = ['Mẫu 01', 'Mẫu 02', 'Do'];

/** The readers as they run in production: built, without the helpers that running the sources adds to every closure. */
const built = <T>(path: string): Promise<T> => import(new URL(`../dist/${path}`, import.meta.url).href);
const { loadLexicon } = await built<typeof import('../src/content/phrases.ts')>('content/phrases.js');
const { createVi } = await built<typeof import('../src/vi/create-vi.ts')>('vi/create-vi.js');
const { loadSafetyLexicon } =
  await built<typeof import('../src/content/safety-phrases.ts')>('content/safety-phrases.js');
const { createSafety } =
  await built<typeof import('../src/safety/create-safety.ts')>('safety/create-safety.js');
const PHRASES = fileURLToPath(new URL('../content/phrases', import.meta.url));
const vi = createVi(loadLexicon(PHRASES));
const safety = createSafety(loadSafetyLexicon(`${PHRASES}/safety`));

/** As a turn does it: the readers share what they know of one message. */
function understandAll(text: string): void {
  readAll(vi.sharing(), text);
}

function readAll(vi: Vi, text: string): void {
  vi.readDate(text, NOW);
  vi.readNumber(text);
  vi.readYesNo(text, QUESTION);
  vi.readCommand(text);
  vi.readReport(text, NOW);
  vi.readVillage(text, ROSTER);
  safety.assess(text, 'free');
}

function cpuMs(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const used = process.cpuUsage(started);
  return (used.user + used.system) / MICROS_PER_MS;
}

const texts = (['commands', 'dates', 'numbers', 'yesno', 'reports', 'names-units'] as const)
  .flatMap((kind) => corpusRows('unseen', kind))
  .map((row) => row.text);
const batches = Array.from({ length: Math.ceil(texts.length / BATCH) }, (_, at) =>
  texts.filter((_text, n) => n % Math.ceil(texts.length / BATCH) === at),
);

for (const text of texts) understandAll(text);
const roundsOf = (read: (text: string) => void) =>
  batches.map((batch) =>
    Array.from({ length: ROUNDS }, () => cpuMs(() => batch.forEach(read)) / batch.length),
  );
const rounds = roundsOf(understandAll);
const typical = median(rounds.map(median));
/** Other work on the machine only ever slows a round down: the fastest of each batch is nearest to a quiet machine. */
const undisturbed = median(rounds.map((times) => Math.min(...times)));
const apart = median(roundsOf((text) => readAll(vi, text)).map(median));
const long = texts.slice(0, REPEATS).join('. ');
const timeOf = (text: string) =>
  median(Array.from({ length: ROUNDS }, () => cpuMs(() => understandAll(text))));
const [once, twice] = [timeOf(long), timeOf(`${long}. ${long}`)];

console.log(
  `${texts.length} messages: ${typical.toFixed(3)} ms each, all readers and safety (aim ${TARGET_MS}), ${undisturbed.toFixed(3)} ms in the fastest rounds; ${apart.toFixed(3)} ms when each reader begins anew`,
);
console.log(
  `${long.length} letters: ${once.toFixed(1)} ms; double: ${twice.toFixed(1)} ms, ${(twice / once).toFixed(2)} times as long`,
);
if (typical > TARGET_MS) process.exitCode = 1;
