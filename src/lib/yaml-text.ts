import { type Document, LineCounter, parseDocument } from 'yaml';
import { hashOf } from './ids.ts';
import { takePrepared } from './prepared.ts';

/** A YAML text that can say on which line a value stands. */
export interface YamlText {
  /** What is no YAML in it, in order; the value is not to be used then. */
  errors: readonly { line: number; message: string }[];
  /** Plain data. */
  value(): unknown;
  /** 1-based line of the value at a path of keys, or of the nearest thing above it that stands anywhere. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads a text. One that the build knows, to the letter, is only taken apart when somebody asks for a line. */
export function readYamlText(source: string): YamlText {
  const text = source.normalize('NFC');
  const prepared = takePrepared(yamlKey(text));
  if (!prepared) return parseYamlText(text);
  let parsed: YamlText | undefined;
  return {
    errors: [],
    value: () => prepared.value,
    lineOf(path) {
      parsed ??= parseYamlText(text);
      return parsed.lineOf(path);
    },
  };
}

/** What a text's value is known by. @param text - In NFC. */
export function yamlKey(text: string): string {
  return hashOf(text);
}

/** Takes a text apart. @param text - In NFC. */
export function parseYamlText(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return {
    errors: document.errors.map(({ pos, message }) => ({ line: lines.linePos(pos[0]).line, message })),
    value: () => document.toJS(),
    lineOf: (path) => lines.linePos(offsetOf(document, path)).line,
  };
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (node && typeof node === 'object' && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0]);
    }
  }
  return 0;
}
