/** Something wrong with a file that people write. */
export interface Issue {
  file: string;
  /** 1-based. */
  line: number;
  /** An error keeps the server from starting; a warning is advice. */
  level: 'error' | 'warning';
  message: string;
}

/** `flows/menu/flow.yaml:12: what is wrong`. */
export function formatIssue({ file, line, level, message }: Issue): string {
  return `${file}:${line}: ${level === 'warning' ? 'warning: ' : ''}${message}`;
}
