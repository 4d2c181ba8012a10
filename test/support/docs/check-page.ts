import { dirname, posix } from 'node:path';
import { mentionsOf } from './mentions.ts';

/** What the project really has. */
export interface Project {
  /** By path from the project's root, also folders. */
  exists(path: string): boolean;
  scripts: ReadonlySet<string>;
  variables: ReadonlySet<string>;
  /** Words of `loa` commands. */
  commandWords: ReadonlySet<string>;
}

/** Everything on a page that is not true of the project, one sentence each. */
export function checkPage(path: string, text: string, project: Project): string[] {
  const mentions = mentionsOf(text);
  return [
    ...mentions.paths
      .filter((mentioned) => !isThere(path, mentioned, project))
      .map((mentioned) => `${path} mentions ${mentioned}, which does not exist`),
    ...mentions.scripts
      .filter((script) => !project.scripts.has(script))
      .map((script) => `${path} mentions npm run ${script}, which is no script of package.json`),
    ...mentions.variables
      .filter((name) => !project.variables.has(name))
      .map((name) => `${path} mentions ${name}, which is no setting`),
    ...mentions.commands
      .filter((command) => !isCommand(command, project))
      .map((command) => `${path} mentions loa ${command}, which is no command`),
  ];
}

/** Links count from the page's folder, code from the root; `<name>` and `*` stand for anything, so the folder counts. */
function isThere(page: string, mentioned: string, project: Project): boolean {
  const named = mentioned.replace(/[<*].*$/, '').replace(/\/$/, '');
  return (
    project.exists(posix.normalize(posix.join(dirname(page), named))) ||
    project.exists(posix.normalize(named))
  );
}

/** The first word must be a command; a second one is a command or an argument. */
function isCommand(command: string, { commandWords }: Project): boolean {
  return commandWords.has(command.split(' ')[0] as string);
}
