import { readYamlText } from '../lib/yaml-text.ts';
import { formatIssue, type Issue } from './issue.ts';
import { type CompiledFlow, compileFlow, flowSchema } from './spec.ts';

/** A file's text with the path that messages name it by. */
export interface SourceFile {
  path: string;
  text: string;
}

export interface LoadedFlow {
  path: string;
  flow: CompiledFlow;
  /** 1-based line of the value at a path of keys; of its nearest parent when it is not there. */
  lineOf(at: readonly (string | number)[]): number;
}

export type LoadResult = { flow: LoadedFlow; issues: [] } | { flow: null; issues: Issue[] };

/** Reads one `flow.yaml`. Faults come back as issues with their lines, all at once. */
export function loadFlow({ path, text }: SourceFile): LoadResult {
  const { errors, value, lineOf } = readYamlText(text);
  const issue = (line: number, message: string): Issue => ({ file: path, line, level: 'error', message });
  // One slip makes the reader stumble many times: the first is the one to mend.
  const [slip] = errors;
  if (slip) return { flow: null, issues: [issue(slip.line, withoutPlace(slip.message))] };
  const parsed = flowSchema.safeParse(value());
  if (parsed.success) return { flow: { path, flow: compileFlow(parsed.data), lineOf }, issues: [] };
  const issues = parsed.error.issues.map(({ path: at, message }) => {
    const keys = at.map((key) => (typeof key === 'number' ? key : String(key)));
    return issue(lineOf(keys), keys.length > 0 ? `${keys.join('.')}: ${message}` : message);
  });
  return { flow: null, issues };
}

/**
 * Reads flows that must be right, for a server that starts.
 * @throws {Error} with one `file:line: what is wrong` a line, for all faults of all files.
 */
export function loadFlows(files: readonly SourceFile[]): CompiledFlow[] {
  const results = files.map(loadFlow);
  const issues = results.flatMap((result) => result.issues);
  if (issues.length > 0) throw new Error(issues.map(formatIssue).join('\n'));
  return results.flatMap(({ flow }) => (flow ? [flow.flow] : []));
}

function withoutPlace(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}
