import { join, relative } from 'node:path';
import { projectRoot } from '../app/project-root.ts';
import { MESSENGER_LIMITS } from '../channels/messenger/limits.ts';
import { ZALO_LIMITS } from '../channels/zalo/limits.ts';
import { loadAdminUnits } from '../content/admin-units.ts';
import { loadHolidays } from '../content/holidays.ts';
import { loadHotlines, staleHotlines } from '../content/hotlines.ts';
import { loadMaterial, materialWarnings } from '../content/items/check-material.ts';
import { loadLexicon } from '../content/phrases.ts';
import { loadPlan } from '../content/plan.ts';
import { loadRecordings } from '../content/recordings.ts';
import { loadSafetyCard } from '../content/safety-card.ts';
import { loadSafetyLexicon } from '../content/safety-phrases.ts';
import type { ContentShelf } from '../domain/content-item.ts';
import { TALK_CONTENT } from '../flows/talk-content.ts';
import { missingCardVariants, type SafetyCard } from '../safety/card-texts.ts';
import { type ContentReport, checkContent } from '../services/check-content.ts';
import { type FlowFiles, readFlowFiles } from '../services/load-flows.ts';
import { createVi } from '../vi/create-vi.ts';
import type { Vi } from '../vi/vi.ts';

/** Languages of the network's people besides Vietnamese (domain research §3.4). */
const WANTED_LANGUAGES = ['rog-Latn', 'cjm-Latn'];

const CARD = 'content/safety/card.yaml';

/** Talks are played with these, so that a new number in the table does not change every talk. */
const TALK_HOTLINES = '113 công an · 111 trẻ em';

/** What authors write, read from the project folder. */
export interface ProjectContent {
  root: string;
  files: FlowFiles;
  vi: Vi;
  hotlines: string;
  content: ContentShelf;
}

/** @throws {Error} with `file:line: message` lines when the phrases themselves cannot be read. */
export function readProjectContent(): ProjectContent {
  const root = projectRoot();
  return {
    root,
    files: readFlowFiles(join(root, 'flows')),
    vi: createVi(loadLexicon(join(root, 'content/phrases'))),
    hotlines: TALK_HOTLINES,
    content: TALK_CONTENT,
  };
}

/** Looks at everything; `today` is `YYYY-MM-DD`. */
export function checkProject(content: ProjectContent, today: string): ContentReport {
  const at = (path: string) => join(content.root, path);
  const part = (path: string, load: (path: string) => unknown) => ({
    file: path,
    load: () => load(at(path)),
  });
  const recordings = quietly(() => loadRecordings(at('content/recordings')));
  const report = checkContent({
    ...content,
    channels: [
      { id: 'zalo', ...ZALO_LIMITS },
      { id: 'messenger', ...MESSENGER_LIMITS },
    ],
    contentIds: new Set(recordings.map(({ id }) => id)),
    languages: WANTED_LANGUAGES,
    parts: [
      part('content/phrases', loadLexicon),
      part('content/phrases/safety', loadSafetyLexicon),
      part(CARD, (path) => loadSafetyCard(path)),
      part('content/recordings', loadRecordings),
      part('content/hotlines.yaml', loadHotlines),
      part('content/holidays.yaml', loadHolidays),
      part('content/plan/admin-units.json', loadAdminUnits),
      part('content', loadMaterial),
      part('content/plan/versions.yaml', loadPlan),
    ],
  });
  const stale = staleHotlines(loadHotlines(at('content/hotlines.yaml')), today).map(
    ({ number, verified_on }) => ({
      file: 'content/hotlines.yaml',
      line: 1,
      level: 'warning' as const,
      message: `${number} was last checked on ${verified_on}: call it and write down the day`,
    }),
  );
  const material = report.issues.some(({ level }) => level === 'error')
    ? []
    : materialWarnings(loadMaterial(at('content')).items, today).map(({ file, message }) => ({
        file,
        line: 1,
        level: 'warning' as const,
        message,
      }));
  const issues = [...report.issues, ...stale, ...material].map((issue) => ({
    ...issue,
    file: issue.file.startsWith('/') ? relative(content.root, issue.file) : issue.file,
  }));
  const card = quietly(() => [loadSafetyCard(at(CARD))]);
  const missing = [...report.missing, ...card.flatMap((texts) => missingOfCard(texts))];
  return { ...report, issues, missing };
}

/** What loads, or nothing: its faults are told by the part itself. */
function quietly<T>(load: () => T[]): T[] {
  try {
    return load();
  } catch {
    return [];
  }
}

/** Texts of the card that a wanted language lacks: they come in Vietnamese. */
function missingOfCard(card: SafetyCard): ContentReport['missing'] {
  return missingCardVariants(card, WANTED_LANGUAGES).map(({ name, languages }) => ({
    file: CARD,
    line: 1,
    name,
    languages,
  }));
}
