import type { Config } from '../config/config.ts';
import { ConfigError, type ConfigFault } from '../config/config-error.ts';

/**
 * Refuses settings for engines that this version does not have yet: data must not land silently somewhere else.
 *
 * @throws {ConfigError}
 */
export function refuseMissingEngines(config: Config): void {
  const faults: ConfigFault[] = [];
  if (config.storage.engine !== 'sqlite') {
    const mend = 'Unset it: this version keeps everything in SQLite under DATA_DIR.';
    faults.push({ variable: 'MONGODB_URI', problem: 'the MongoDB store is not part of this version', mend });
  }
  if (faults.length > 0) throw new ConfigError(faults);
}
