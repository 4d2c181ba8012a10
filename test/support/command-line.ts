import { onTestFinished, vi } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { tellFault } from '../../src/cli/tell-fault.ts';

/** The command line as an officer meets it: words go in, what is printed and whether it went well come out. */
export function commandLine(dataDir: string) {
  vi.stubEnv('DATA_DIR', dataDir);
  onTestFinished(() => void vi.unstubAllEnvs());
  const said: string[] = [];
  for (const stream of ['log', 'error'] as const) {
    const spy = vi.spyOn(console, stream).mockImplementation((line) => void said.push(String(line)));
    onTestFinished(() => spy.mockRestore());
  }
  /** Runs one command. */
  return async (...words: string[]): Promise<{ text: string; failed: boolean }> => {
    said.length = 0;
    await createProgram().parseAsync(words, { from: 'user' }).catch(tellFault);
    const failed = process.exitCode === 1;
    process.exitCode = 0;
    return { text: said.join('\n'), failed };
  };
}
