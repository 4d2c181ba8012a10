/** One thing that is wrong with the configuration. Never holds a value, which may be a secret. */
export interface ConfigFault {
  variable: string;
  /** What is wrong, as the rest of a sentence that begins with the variable's name. */
  problem: string;
  /** What to do about it. */
  mend: string;
}

/** The configuration cannot be used; tells every fault at once. */
export class ConfigError extends Error {
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    const lines = faults.map(({ variable, problem, mend }) => `  ${variable} ${problem}. ${mend}`);
    super(
      [`The configuration has ${faults.length} fault${faults.length > 1 ? 's' : ''}:`, ...lines].join('\n'),
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}
