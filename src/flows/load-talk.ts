import { LineCounter, type Node, parseDocument, stringify } from 'yaml';
import type { Issue } from './issue.ts';
import type { SourceFile } from './load.ts';
import { type Talk, type TalkLine, talkSchema, type WorldSpec } from './talk-spec.ts';

export interface LoadedTalk {
  path: string;
  talk: Talk;
  /** 1-based line of the file on which a line of the talk stands. */
  lineOf(index: number): number;
}

/** Reads one `*.talk.yaml`. */
export function loadTalk({ path, text }: SourceFile): { talk: LoadedTalk | null; issues: Issue[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const issue = (offset: number, message: string): Issue => ({
    file: path,
    line: lines.linePos(offset).line,
    level: 'error',
    message,
  });
  if (document.errors.length > 0) {
    return { talk: null, issues: document.errors.map((fault) => issue(fault.pos[0], fault.message)) };
  }
  const offsetAt = (at: readonly PropertyKey[]) =>
    (document.getIn(at, true) as Node | undefined)?.range?.[0] ?? 0;
  const parsed = talkSchema.safeParse(document.toJS());
  if (!parsed.success) {
    const issues = parsed.error.issues.map((fault) =>
      issue(offsetAt(fault.path), `${fault.path.join('.')}: ${fault.message}`),
    );
    return { talk: null, issues };
  }
  const lineOf = (index: number) => lines.linePos(offsetAt(['lines', index])).line;
  return { talk: { path, talk: parsed.data, lineOf }, issues: [] };
}

const EDITOR_LINE = '# yaml-language-server: $schema=../talk.schema.json\n';

/** A talk that was just held, as the text of its file. */
export function writeTalk(
  talk: Pick<Talk, 'talk' | 'now'> & { world: Partial<WorldSpec>; lines: TalkLine[] },
): string {
  const { talk: name, now, world, lines } = talk;
  return EDITOR_LINE + stringify({ talk: name, now, world, lines }, { lineWidth: 0 });
}
