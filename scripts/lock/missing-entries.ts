/** The parts of a package-lock.json that matter here. */
export interface Lock {
  packages: Record<string, LockEntry>;
}

export interface LockEntry {
  version?: string;
  resolved?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

/**
 * Entries for optional packages of other platforms that the lock should have but has not.
 *
 * `npm install` leaves out what its registry does not carry; `npm ci` then refuses the lock as a whole. Each missing
 * entry follows from its parent: the version is pinned there, the platform stands in the name.
 */
export function missingEntries(lock: Lock): Record<string, LockEntry> {
  const missing: Record<string, LockEntry> = {};
  for (const [parentPath, parent] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (isLocked(lock, parentPath, name)) continue;
      missing[`node_modules/${name}`] = { version, ...flagsOf(parent), optional: true, ...platformOf(name) };
    }
  }
  return missing;
}

/** Looks where Node would: in the parent's own folder, then in each folder above it. */
function isLocked(lock: Lock, parentPath: string, name: string): boolean {
  for (
    let folder = parentPath;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  ) {
    if (lock.packages[folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

function flagsOf(parent: LockEntry): LockEntry {
  return {
    ...(parent.dev && { dev: true }),
    ...(parent.devOptional && { devOptional: true }),
  };
}

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** `…-linux-arm-musleabihf` → Linux, ARM, musl. */
function platformOf(name: string): LockEntry {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : [];
  return { ...(cpu.length > 0 && { cpu }), ...(libc.length > 0 && { libc }), ...(os.length > 0 && { os }) };
}
