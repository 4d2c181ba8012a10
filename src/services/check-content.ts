import type { ContentShelf } from '../domain/content-item.ts';
import { type CheckOptions, checkFlows } from '../flows/check.ts';
import { type MissingVariant, missingVariants } from '../flows/check-texts.ts';
import { coverageOf, EdgeLog, type FlowCoverage } from '../flows/coverage.ts';
import { createFlowEngine } from '../flows/engine.ts';
import type { Issue } from '../flows/issue.ts';
import { flowLibrary } from '../flows/library.ts';
import { loadTalk } from '../flows/load-talk.ts';
import { playTalk } from '../flows/talk.ts';
import type { Vi } from '../vi/vi.ts';
import type { FlowFiles } from './load-flows.ts';

export interface ContentCheck extends Pick<CheckOptions, 'channels' | 'contentIds'> {
  /** See `readFlowFiles`. */
  files: FlowFiles;
  vi: Vi;
  /** One line of emergency numbers, as the help text shows it. */
  hotlines: string;
  /** What talks hand out. */
  content?: ContentShelf;
  /** Loads a part of the content that throws `file:line: message` lines when it is faulty: phrases, hotlines, card … */
  parts: readonly { file: string; load(): unknown }[];
  /** Languages that texts should have variants in. */
  languages: readonly string[];
}

export interface ContentReport {
  issues: Issue[];
  missing: MissingVariant[];
  coverage: FlowCoverage[];
}

/** Everything that `loa check` looks at: flows and their talks, phrases, hotlines. Joins the rooms; writes nothing. */
export function checkContent(check: ContentCheck): ContentReport {
  const { files, channels, contentIds } = check;
  const talked = new Set(files.talks.map(({ flow }) => flow));
  const { issues, flows } = checkFlows(files.flows, { channels, contentIds, talked });
  const log = new EdgeLog();
  const engine = createFlowEngine({
    vi: check.vi,
    hotlines: check.hotlines,
    ...(check.content ? { content: check.content } : {}),
    onEdge: log.onEdge,
  });
  const library = flowLibrary(flows.map(({ flow }) => flow));
  if (issues.every(({ level }) => level !== 'error')) {
    for (const file of files.talks) {
      const { talk, issues: faults } = loadTalk(file);
      issues.push(...faults);
      if (!talk) continue;
      for (const { line, message } of playTalk(talk.talk, { engine, flows: library })) {
        issues.push({ file: file.path, line: talk.lineOf(line), level: 'error', message });
      }
    }
  }
  for (const part of check.parts) issues.push(...faultsOf(part));
  return {
    issues,
    missing: flows.flatMap((flow) => missingVariants(flow, check.languages)),
    coverage: coverageOf(
      flows.map(({ flow }) => flow),
      log,
    ),
  };
}

function faultsOf({ file, load }: ContentCheck['parts'][number]): Issue[] {
  try {
    load();
    return [];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message.split('\n').map((line): Issue => {
      const [, path = file, number = '1', message = line] = /^(.+?):(\d+): (.*)$/.exec(line) ?? [];
      return { file: path, line: Number(number), level: 'error', message };
    });
  }
}
