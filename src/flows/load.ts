import { LineCounter, type Node, parseDocument } from 'yaml';
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
  const lines = new LineCounter();
  const document = parseDocument(text.normalize('NFC'), { lineCounter: lines });
  const issue = (line: number, message: string): Issue => ({ file: path, line, level: 'error', message });
  // One slip makes the reader stumble many times: the first is the one to mend.
  const [slip] = document.errors;
  if (slip)
    return { flow: null, issues: [issue(lines.linePos(slip.pos[0]).line, withoutPlace(slip.message))] };
  const lineOf = (at: readonly (string | number)[]) => {
    for (let depth = at.length; depth > 0; depth--) {
      const node = document.getIn(at.slice(0, depth), true) as Node | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const parsed = flowSchema.safeParse(document.toJS());
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
