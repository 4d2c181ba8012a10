/** A record that does not fit its own schema was to be written: a fault of the program. Names fields, never values. */
export class InvalidRecord extends Error {
  /** `path: code` of each fault. */
  readonly faults: readonly string[];

  constructor(name: string, faults: readonly string[]) {
    super(`[storage] ${name} does not fit its schema (${faults.join(', ')})`);
    this.name = 'InvalidRecord';
    this.faults = faults;
  }
}
