/** One import, re-export or dynamic import. */
export interface Import {
  /** As written: `../lib/ids.ts` or `axios`. */
  specifier: string;
  line: number;
  typeOnly: boolean;
  /** `import()`: loaded on first use. */
  dynamic: boolean;
}

/** The same text, line by line and column by column, with comments and the insides of strings blanked out. */
export function codeOnly(source: string): string {
  return new Blanker(source).run();
}

/** Everything that a file brings in from elsewhere. */
export function importsOf(source: string): Import[] {
  const code = codeOnly(source);
  return IMPORT_FORMS.flatMap(({ form, dynamic }) =>
    Array.from(code.matchAll(form), (match) => {
      const quoted = match.groups?.quoted ?? '';
      const start = match.index + match[0].lastIndexOf(quoted) + 1;
      const specifier = source.slice(start, start + quoted.length - 2);
      const typeOnly = /^(import|export)\s+type\b/.test(match[0]);
      return { specifier, line: lineAt(source, start), typeOnly, dynamic };
    }),
  );
}

/** Line number, from 1. */
export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

const IMPORT_FORMS = [
  { form: /\b(?:import|export)\b[^;'"`]*?\bfrom\s*(?<quoted>'[^']*'|"[^"]*")/g, dynamic: false },
  { form: /\bimport\s*(?<quoted>'[^']*'|"[^"]*")/g, dynamic: false },
  { form: /\bimport\(\s*(?<quoted>'[^']*'|"[^"]*")/g, dynamic: true },
];

/** After these a slash begins a regular expression; elsewhere it divides or closes a tag. */
const BEFORE_REGEX = /(^|[([{,;=:!&|?+*%~^>]|\b(return|typeof|case|in|of))\s*$/;
const LOOK_BACK_CHARS = 20;

class Blanker {
  private readonly source: string;
  private out = '';
  private at = 0;

  constructor(source: string) {
    this.source = source;
  }

  run(): string {
    this.code(() => false);
    return this.out;
  }

  /** Copies code until `end` says so at the present place. */
  private code(end: () => boolean): void {
    let depth = 0;
    while (this.at < this.source.length) {
      if (depth === 0 && end()) return;
      const two = this.source.slice(this.at, this.at + 2);
      const char = two[0] as string;
      if (two === '//') this.blankTo(this.indexOf('\n'));
      else if (two === '/*') this.blankTo(this.indexOf('*/', 2) + 2);
      else if (char === "'" || char === '"') this.quoted(char);
      else if (char === '`') this.template();
      else if (char === '/' && BEFORE_REGEX.test(this.out.slice(-LOOK_BACK_CHARS))) this.regex();
      else {
        if (char === '{') depth++;
        if (char === '}') depth--;
        this.keep(1);
      }
    }
  }

  private quoted(quote: string): void {
    this.keep(1);
    while (this.at < this.source.length && !this.here(quote) && !this.here('\n'))
      this.blank(this.here('\\') ? 2 : 1);
    this.keep(1);
  }

  private template(): void {
    this.keep(1);
    while (this.at < this.source.length && !this.here('`')) {
      if (!this.here('${')) {
        this.blank(this.here('\\') ? 2 : 1);
        continue;
      }
      this.keep(2);
      this.code(() => this.here('}'));
      this.keep(1);
    }
    this.keep(1);
  }

  private regex(): void {
    let inClass = false;
    this.keep(1);
    while (this.at < this.source.length && !this.here('\n') && (inClass || !this.here('/'))) {
      if (this.here('[')) inClass = true;
      if (this.here(']')) inClass = false;
      this.blank(this.here('\\') ? 2 : 1);
    }
    this.keep(1);
  }

  private here(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  private indexOf(text: string, skip = 0): number {
    const index = this.source.indexOf(text, this.at + skip);
    return index === -1 ? this.source.length : index;
  }

  private keep(chars: number): void {
    this.out += this.source.slice(this.at, this.at + chars);
    this.at += chars;
  }

  private blank(chars: number): void {
    this.blankTo(this.at + chars);
  }

  private blankTo(end: number): void {
    this.out += this.source.slice(this.at, end).replace(/[^\n]/g, ' ');
    this.at = end;
  }
}
