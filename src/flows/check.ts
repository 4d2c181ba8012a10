import { checkGraph } from './check-graph.ts';
import { checkNames } from './check-names.ts';
import { checkTexts, type TextCheck } from './check-texts.ts';
import type { Issue } from './issue.ts';
import { type LoadedFlow, loadFlow, type SourceFile } from './load.ts';

export interface CheckOptions extends TextCheck {
  /** Slugs of flows that have a talk. */
  talked: ReadonlySet<string>;
}

export interface CheckResult {
  issues: Issue[];
  /** The flows that could be read. */
  flows: LoadedFlow[];
}

/** Slugs that the engine itself opens: without them a person can get stuck. */
const NEEDED_FLOWS: readonly string[] = [
  ...[
    'menu',
    'content',
    'welcome',
    'join-team',
    'report-session',
    'unfinished',
    'photos',
    'stop',
    'resume',
    'stop-or-yes',
    'help',
  ],
];

/** Checks flows as their authors wrote them: everything that would make a person stumble, each with its line. */
export function checkFlows(files: readonly SourceFile[], options: CheckOptions): CheckResult {
  const results = files.map(loadFlow);
  const issues: Issue[] = results.flatMap((result) => result.issues);
  const flows = results.flatMap(({ flow }) => (flow ? [flow] : []));
  const slugs = new Set(flows.map(({ flow }) => flow.slug));
  const seen = new Set<string>();
  for (const loaded of flows) {
    const { path: file, flow, lineOf } = loaded;
    issues.push(...checkGraph(loaded, slugs), ...checkNames(loaded, slugs), ...checkTexts(loaded, options));
    if (!file.replaceAll('\\', '/').split('/').includes(flow.slug)) {
      issues.push({
        file,
        line: lineOf(['flow']),
        level: 'error',
        message: `flow: the folder is not named "${flow.slug}"`,
      });
    }
    if (seen.has(flow.slug)) {
      issues.push({
        file,
        line: lineOf(['flow']),
        level: 'error',
        message: `flow: "${flow.slug}" is written twice`,
      });
    }
    seen.add(flow.slug);
    if (!options.talked.has(flow.slug)) {
      issues.push({ file, line: 1, level: 'error', message: `${flow.slug}: has no talk (*.talk.yaml)` });
    }
  }
  const unread = results.some(({ flow }) => flow === null);
  for (const slug of unread || files.length === 0
    ? []
    : NEEDED_FLOWS.filter((needed) => !slugs.has(needed))) {
    issues.push({
      file: `flows/${slug}/flow.yaml`,
      line: 1,
      level: 'error',
      message: `${slug}: the bot needs this flow`,
    });
  }
  return { issues: sorted(issues), flows };
}

function sorted(issues: Issue[]): Issue[] {
  return issues.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
