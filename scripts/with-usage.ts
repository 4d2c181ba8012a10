/**
 * Reads a program's options. `--help` prints the usage and ends the program; so does a wrong option, with what is wrong and
 * exit code 2.
 *
 * @param usage - How the program is called.
 * @param read - Reads the options; throws when they are wrong.
 */
export function withUsage<Options>(usage: string, read: () => Options): Options {
  if (process.argv.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return read();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}
