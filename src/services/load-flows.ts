import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadFlows, type SourceFile } from '../flows/load.ts';
import type { CompiledFlow } from '../flows/spec.ts';

const FLOW_FILE = 'flow.yaml';
const TALK_ENDING = '.talk.yaml';

/** The files under `flows/`, by what they are. Paths are as given by `dir`. */
export interface FlowFiles {
  flows: SourceFile[];
  talks: (SourceFile & { flow: string })[];
}

/** Reads the texts of every flow and talk under `dir` (`flows/<slug>/flow.yaml`, `flows/<slug>/*.talk.yaml`). */
export function readFlowFiles(dir: string): FlowFiles {
  const files: FlowFiles = { flows: [], talks: [] };
  const slugs = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name: slug } of slugs.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const flowPath = join(dir, slug, FLOW_FILE);
    if (existsSync(flowPath)) files.flows.push(fileAt(flowPath));
    for (const name of readdirSync(join(dir, slug)).sort()) {
      if (name.endsWith(TALK_ENDING)) files.talks.push({ ...fileAt(join(dir, slug, name)), flow: slug });
    }
  }
  return files;
}

/**
 * The flows of a server that starts, from the `flows/` folder of the project.
 * @throws {Error} with one `file:line: what is wrong` a line.
 */
export function loadFlowsOf(root: string): CompiledFlow[] {
  return loadFlows(readFlowFiles(join(root, 'flows')).flows);
}

function fileAt(path: string): SourceFile {
  return { path, text: readFileSync(path, 'utf8') };
}
