import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Argument, Command } from 'commander';
import { projectRoot } from '../app/project-root.ts';
import { loadLexicon } from '../content/phrases.ts';
import { loadSafetyLexicon } from '../content/safety-phrases.ts';
import { localTime } from '../domain/calendar.ts';
import { systemClock } from '../lib/clock.ts';
import { createSafety } from '../safety/create-safety.ts';
import { answerLine, UNDERSTAND_KINDS, type UnderstandKind } from '../services/understand.ts';
import { createVi } from '../vi/create-vi.ts';

export function understandCommand(): Command {
  return new Command('understand')
    .description('read JSON lines {"text": …} from standard input and print how each is understood')
    .addArgument(new Argument('<kind>', 'what to look for').choices(UNDERSTAND_KINDS))
    .option('--why', 'also which rule read what', false)
    .action(understand);
}

async function understand(kind: UnderstandKind, { why }: { why: boolean }): Promise<void> {
  const phrases = join(projectRoot(), 'content', 'phrases');
  const readers = {
    vi: createVi(loadLexicon(phrases)),
    safety: createSafety(loadSafetyLexicon(join(phrases, 'safety'))),
    now: localTime(systemClock().businessNow(), 'Asia/Ho_Chi_Minh'),
  };
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const answer = answerLine(kind, line, readers);
    if ('error' in answer) process.exitCode = 1;
    console.log(JSON.stringify(answer, (key, value) => (key === 'why' && !why ? undefined : value)));
  }
}
