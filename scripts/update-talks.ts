/**
 * Writes into talks what the bot says now: `npm run talks -- flows/menu/*.talk.yaml` (all of them without arguments).
 * Read the difference before you keep it: a talk is a promise, and this only shows how it is broken.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseDocument, Scalar, YAMLMap, type YAMLSeq } from 'yaml';
import { readProjectContent } from '../src/cli/project-content.ts';
import { createFlowEngine } from '../src/flows/engine.ts';
import { flowLibrary } from '../src/flows/library.ts';
import { loadFlows } from '../src/flows/load.ts';
import { loadTalk } from '../src/flows/load-talk.ts';
import { playTalk, type TalkFault } from '../src/flows/talk.ts';
import type { Talk } from '../src/flows/talk-spec.ts';

const SAYS = /^the bot says: (.*)$/s;
const ALSO_SAYS = /^the bot also says: (.*)$/s;

const content = readProjectContent();
const engine = createFlowEngine(content);
const flows = flowLibrary(loadFlows(content.files.flows));
const wanted = process.argv.slice(2);

for (const { path } of content.files.talks) {
  if (wanted.length > 0 && !wanted.some((name) => path.endsWith(name))) continue;
  const text = readFileSync(path, 'utf8');
  const { talk } = loadTalk({ path, text });
  const faults = talk ? faultsOf(talk.talk, path) : [];
  if (faults.length === 0) continue;
  writeFileSync(path, updated(text, faults));
  console.log(`${path}: ${faults.length} lines`);
}

function faultsOf(talk: Talk, path: string): TalkFault[] {
  try {
    return playTalk(talk, { engine, flows });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.log(`${path}: ${error.message}; change it by hand`);
    return [];
  }
}

/** The talk with every fault mended that is about what the bot says; effects are for people to judge. */
function updated(text: string, faults: readonly TalkFault[]): string {
  const document = parseDocument(text);
  const lines = document.get('lines') as YAMLSeq;
  for (const { line, message } of faults.toReversed()) {
    const [, says] = SAYS.exec(message) ?? [];
    const [, also] = ALSO_SAYS.exec(message) ?? [];
    if (says !== undefined) document.setIn(['lines', line, 'bot'], words(says));
    else if (message === 'the bot says nothing here') lines.items.splice(line, 1);
    if (also === undefined) continue;
    const item = new YAMLMap();
    item.set('bot', words(also));
    lines.items.splice(line + 1, 0, item);
  }
  return document.toString({ lineWidth: 0 });
}

/** Several lines stand as a block, as people write them. */
function words(text: string): Scalar {
  const scalar = new Scalar(text);
  if (text.includes('\n')) scalar.type = 'BLOCK_LITERAL';
  return scalar;
}
