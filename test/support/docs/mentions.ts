/** What a page says about the project and what can be checked. */
export interface Mentions {
  /** Links and code that look like paths of this project, as written. */
  paths: string[];
  /** `npm run x` and its short forms. */
  scripts: string[];
  /** Names in capitals with an underscore. */
  variables: string[];
  /** Words after `loa`, such as `team import`. */
  commands: string[];
}

const PROJECT_FOLDERS = /^(src|test|docs|flows|content|scripts|bench|fixtures|deploy|\.ci)\//;

/** Reads a Markdown page. */
export function mentionsOf(page: string): Mentions {
  const code = codeOf(page);
  return {
    paths: [
      ...linksOf(page),
      ...code.filter((text) => /^[\w./<>*-]+$/.test(text) && PROJECT_FOLDERS.test(text)),
    ],
    scripts: code.flatMap(scriptsOf),
    variables: code.flatMap((text) =>
      Array.from(text.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g), ([name]) => name),
    ),
    commands: code.flatMap((text) =>
      Array.from(
        text.matchAll(/(?:^|\s)(?:npm run (?:-s )?loa --|loa) ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)?)/gm),
        (match) => {
          return match[1] as string;
        },
      ),
    ),
  };
}

/** Shell blocks whole, inline code piece by piece. Blocks without a language are drawings. */
function codeOf(page: string): string[] {
  const fences = Array.from(page.matchAll(/^```sh\n(.*?)^```/gms), (match) => match[1] as string);
  const rest = page.replace(/^```\w*\n.*?^```/gms, '');
  return [...fences, ...Array.from(rest.matchAll(/`([^`\n]+)`/g), (match) => match[1] as string)];
}

function linksOf(page: string): string[] {
  return Array.from(page.matchAll(/\]\(([^)\s]+)\)/g), (match) => match[1] as string)
    .filter((target) => !/^(https?:|mailto:|#)/.test(target))
    .map((target) => target.replace(/#.*$/, ''));
}

function scriptsOf(text: string): string[] {
  const named = Array.from(text.matchAll(/\bnpm run (?:-s )?([\w:]+)/g), (match) => match[1] as string);
  const short = Array.from(text.matchAll(/\bnpm (start|test)\b/g), (match) => match[1] as string);
  return [...named, ...short];
}
