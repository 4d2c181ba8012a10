import { dirname, posix } from 'node:path';
import {
  IMPURE_MODULES,
  LAZY_PACKAGES,
  LOADED_ON_CHOICE,
  MAX_FILE_LINES,
  PACKAGE_OWNERS,
  POWER_OWNERS,
  PURE_ROOMS,
  ROOM_ROWS,
  SIBLING_ENGINES,
} from './rooms.ts';
import { codeOnly, type Import, importsOf, lineAt } from './source-code.ts';

/** A file below `src`, by its path there: `flows/engine.ts`. */
export interface SourceFile {
  path: string;
  text: string;
}

/** What is wrong, why it matters or what to do instead. */
export interface Fault {
  path: string;
  line: number;
  what: string;
  instead: string;
}

export function faultMessage({ path, line, what, instead }: Fault): string {
  return `src/${path}:${line} ${what}.\n    ${instead}`;
}

/** Everything that the house rules have against one file. */
export function checkFile(file: SourceFile): Fault[] {
  return [
    ...nameFaults(file),
    ...sizeFaults(file),
    ...importsOf(file.text).flatMap((entry) => importFaults(file, entry)),
  ]
    .concat(powerFaults(file), exportFaults(file))
    .sort((a, b) => a.line - b.line);
}

function importFaults(file: SourceFile, entry: Import): Fault[] {
  const fault = (what: string, instead: string): Fault => ({
    path: file.path,
    line: entry.line,
    what,
    instead,
  });
  if (!entry.specifier.startsWith('.')) return packageFaults(file, entry, fault);
  const target = posix.normalize(posix.join(dirname(file.path), entry.specifier));
  if (target.startsWith('..')) {
    const instead = 'The server is built from src alone; move what both need into src.';
    return [fault(`imports ${entry.specifier}, which is outside src`, instead)];
  }
  return [...roomFaults(file, target, fault), ...engineFaults(file, target, entry, fault)];
}

type MakeFault = (what: string, instead: string) => Fault;

function roomFaults(file: SourceFile, target: string, fault: MakeFault): Fault[] {
  const [from, to] = [roomOf(file.path), roomOf(target)];
  if (from === to) return [];
  const [fromRow, toRow] = [rowOf(from), rowOf(to)];
  // A room without a row is told once, by its name.
  if (fromRow === -1 || toRow === -1 || toRow < fromRow) return [];
  const instead =
    toRow === fromRow
      ? `Rooms of one row never know each other (${ROOM_ROWS[toRow]?.join(', ')}): pass the value in as an argument, or join both in src/services.`
      : `Imports only go down (${ROOM_ROWS.map((row) => row.join('|')).join(' → ')}): declare what you need as a type or port in ${from} or below and let ${to} hand it in.`;
  return [fault(`imports src/${target}: the room ${from} may not know ${to}`, instead)];
}

function engineFaults(file: SourceFile, target: string, entry: Import, fault: MakeFault): Fault[] {
  const faults: Fault[] = [];
  for (const engines of SIBLING_ENGINES) {
    const from = engines.find((engine) => isIn(file.path, engine));
    const to = engines.find((engine) => isIn(target, engine));
    if (!from || !to || from === to) continue;
    const instead = `Engines behind one port stay strangers: put what both need into src/${dirname(from)}.`;
    faults.push(fault(`imports src/${target} from its sibling ${from}`, instead));
  }
  const chosen = LOADED_ON_CHOICE.find((folder) => isIn(target, folder));
  if (chosen && !isIn(file.path, chosen) && !entry.dynamic && !entry.typeOnly) {
    const instead = 'Only the chosen engine is loaded: write await import(…) where the choice is made.';
    faults.push(fault(`loads src/${chosen} whether it was chosen or not`, instead));
  }
  return faults;
}

function packageFaults(file: SourceFile, entry: Import, fault: MakeFault): Fault[] {
  const { specifier } = entry;
  const faults: Fault[] = [];
  const owner = PACKAGE_OWNERS.find(({ packages }) => packages.test(specifier));
  if (owner && !owner.owners.some((place) => isIn(file.path, place))) {
    faults.push(fault(`imports ${specifier}, which belongs to ${owner.owners.join(', ')}`, owner.instead));
  }
  if (LAZY_PACKAGES.test(specifier) && !entry.dynamic && !entry.typeOnly) {
    faults.push(
      fault(
        `loads ${specifier} at start`,
        `It is large: write await import('${specifier}') at its first use.`,
      ),
    );
  }
  const room = roomOf(file.path);
  if (PURE_ROOMS.includes(room) && IMPURE_MODULES.test(specifier)) {
    const instead = `The room ${room} only computes: read files and sockets in a room above and pass the content in.`;
    faults.push(fault(`imports ${specifier}`, instead));
  }
  return faults;
}

function powerFaults(file: SourceFile): Fault[] {
  const code = codeOnly(file.text);
  return POWER_OWNERS.filter(({ owners }) => !owners.some((place) => isIn(file.path, place))).flatMap(
    (power) =>
      Array.from(code.matchAll(power.use), ({ index }) => {
        return { path: file.path, line: lineAt(code, index), what: power.what, instead: power.instead };
      }),
  );
}

function exportFaults(file: SourceFile): Fault[] {
  const code = codeOnly(file.text);
  const forms = /\bexport\s+default\b|\bexport\s*\{[^}]*\bas\s+default\b/g;
  return Array.from(code.matchAll(forms), ({ index }) => ({
    path: file.path,
    line: lineAt(code, index),
    what: 'has a default export',
    instead: 'Name it: a name is found by searching and stays the same in every file that imports it.',
  }));
}

function nameFaults({ path }: SourceFile): Fault[] {
  const faults: Fault[] = [];
  const room = roomOf(path);
  if (rowOf(room) === -1) {
    const instead = `Put the file into one of ${ROOM_ROWS.flat().join(', ')}, or give the new room its row in test/support/architecture/rooms.ts.`;
    faults.push({ path, line: 1, what: `stands in ${room}, which is no known room`, instead });
  }
  const wrong = path.split('/').filter((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?(\.tsx?)?$/.test(part));
  for (const part of wrong) {
    faults.push({
      path,
      line: 1,
      what: `has the name ${part}`,
      instead: 'Names are in kebab-case: one-thing.ts.',
    });
  }
  return faults;
}

function sizeFaults({ path, text }: SourceFile): Fault[] {
  const lines = text.trimEnd().split('\n').length;
  if (lines <= MAX_FILE_LINES) return [];
  const instead = 'One file does one thing: move a part with a name of its own into its own file.';
  return [
    { path, line: MAX_FILE_LINES + 1, what: `has ${lines} lines, more than ${MAX_FILE_LINES}`, instead },
  ];
}

/** First folder of a path below `src`, or the file itself when it stands in `src`. */
function roomOf(path: string): string {
  return path.split('/')[0] as string;
}

function rowOf(room: string): number {
  return ROOM_ROWS.findIndex((row) => row.includes(room));
}

function isIn(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
