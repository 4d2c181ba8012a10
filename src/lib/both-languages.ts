/** One sentence for officers, who read Vietnamese, and for operators, who may not. */
export interface BothLanguages {
  vi: string;
  en: string;
}

/** On one line, the officers' language first. */
export function inBoth({ vi, en }: BothLanguages): string {
  return `${vi} / ${en}`;
}
