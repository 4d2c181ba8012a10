import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bundled } from './bundled.ts';

/**
 * Runs a TypeScript program and kills it with SIGKILL as soon as it has printed `lines` lines.
 *
 * @returns every whole line that it printed until it died.
 */
export async function killAfter(script: URL, args: string[], lines: number): Promise<string[]> {
  const child = spawn(process.execPath, [bundled(script.pathname), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed: string[] = [];
  let last = '';
  child.stdout.on('data', (chunk: Buffer) => {
    last = chunk.toString('utf8').slice(-1);
  });
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(line);
    if (printed.length === lines) child.kill('SIGKILL');
  }
  if (last !== '\n') printed.pop();
  return printed;
}
