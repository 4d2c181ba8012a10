import { type VariableDoc, variableDocs } from './fields.ts';
import { environmentSchema, VARIABLE_NAMES, type VariableName } from './schema.ts';

type Row = VariableDoc & { name: VariableName };

/** The text of `.env.example`: every variable with its sentence, unset ones as comments. */
export function renderEnvExample(): string {
  const intro = [
    '# Settings of Loa Thôn. Copy this file to .env, uncomment what you change.',
    '# Written by `npm run render`; do not edit by hand. The same list with more words: docs/configuration.md',
  ];
  const groups = [...rowsByGroup()].map(([group, rows]) =>
    [`# --- ${group} ---`, ...rows.map(envLines)].join('\n\n'),
  );
  return `${[intro.join('\n'), ...groups].join('\n\n')}\n`;
}

function envLines(row: Row): string {
  const details = [
    row.unit && `Unit: ${row.unit}.`,
    row.defaultNote && `Default: ${row.defaultNote}.`,
    row.obtain,
  ];
  const comments = [row.sentence, ...details.filter(Boolean)].map((line) => `# ${line}`.replaceAll('`', ''));
  return [...comments, `#${row.name}=${row.default ?? ''}`].join('\n');
}

/** The text of `docs/configuration.md`: one table for each group. */
export function renderConfigDocs(): string {
  const tables = [...rowsByGroup()].map(([group, rows]) =>
    [
      `## ${group}`,
      '',
      '| variable | default | unit | meaning |',
      '|---|---|---|---|',
      ...rows.map(
        (row) => `| \`${row.name}\` | ${defaultCell(row)} | ${row.unit ?? ''} | ${meaningCell(row)} |`,
      ),
    ].join('\n'),
  );
  return `${[...INTRO, ...tables].join('\n\n')}\n`;
}

const INTRO = [
  '# Configuration',
  '<!-- Written by `npm run render` from src/config/schema.ts; do not edit by hand. -->',
  'Settings are environment variables, or lines of a file `.env` in the folder in which the server starts; the ' +
    'environment wins. An empty value counts as unset. At start every fault is listed at once, and a name that ' +
    'looks like ours but is not is refused. Each variable may be given by a file instead: the same name with `_FILE` ' +
    'after it holds the path. Containers get their secrets so.',
  'A channel is configured when all its needed settings are there: `ZALO_APP_ID`, `ZALO_APP_SECRET`, `ZALO_OA_ID`, ' +
    '`ZALO_OA_SECRET_KEY` and `ZALO_REFRESH_TOKEN`; or `MESSENGER_PAGE_ID`, `MESSENGER_APP_ID`, ' +
    '`MESSENGER_APP_SECRET`, `MESSENGER_PAGE_TOKEN` and `MESSENGER_VERIFY_TOKEN`. Without any of them the channel is off.',
];

function defaultCell(row: Row): string {
  if (row.default !== undefined) return `\`${row.default}\``;
  return row.defaultNote ?? 'unset';
}

function meaningCell(row: Row): string {
  return row.obtain ? `${row.sentence} ${row.obtain}` : row.sentence;
}

function rowsByGroup(): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const name of VARIABLE_NAMES) {
    const doc = variableDocs.get(environmentSchema.shape[name]);
    if (!doc) throw new Error(`${name} has no description in src/config/schema.ts`);
    groups.set(doc.group, [...(groups.get(doc.group) ?? []), { name, ...doc }]);
  }
  return groups;
}
