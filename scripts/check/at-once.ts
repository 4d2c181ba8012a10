import { spawn } from 'node:child_process';

/** One thing that must be in order. */
export interface Check {
  name: string;
  /** Program and arguments. */
  command: readonly string[];
}

/** Two cores are what a small machine has. */
const LANES = 2;

/**
 * Runs checks {@link LANES} at a time, begun in the order given, and writes what each has said when it is over, in one piece.
 *
 * @returns Names of those that failed, in the order given.
 */
export async function checkAtOnce(
  checks: readonly Check[],
  write: (text: string) => void,
): Promise<string[]> {
  const failed = new Set<Check>();
  const waiting = [...checks];
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { isInOrder, said } = await run(check);
      write(`${headOf(check)}\n${said}`);
      if (!isInOrder) failed.add(check);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return checks.filter((check) => failed.has(check)).map(({ name }) => name);
}

/** The line under which a check's own words stand. */
export function headOf({ name, command }: Check): string {
  return `\n▸ ${name}: ${command.join(' ')}`;
}

function run({ command: [program = '', ...args] }: Check): Promise<{ isInOrder: boolean; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error) => resolve({ isInOrder: false, said: `${said}${error.message}\n` }));
    child.once('close', (code) => resolve({ isInOrder: code === 0, said }));
  });
}
