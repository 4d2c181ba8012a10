import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFlows } from '../../src/flows/check.ts';
import { missingVariants } from '../../src/flows/check-texts.ts';

import { formatIssue } from '../../src/flows/issue.ts';
import { loadFlow } from '../../src/flows/load.ts';
import { TALK_CONTENT } from '../../src/flows/talk-content.ts';
import { checkContent } from '../../src/services/check-content.ts';
import { FILES, HOTLINES, VI } from './support.ts';

const DIR = 'test/flows/broken';
const PATH = 'flows/probe/flow.yaml';

/** As the platforms' dossiers give them. */
const CHANNELS = [
  { id: 'zalo', maxTextChars: 1_900, maxButtons: 5, maxButtonTitleChars: 100 },
  { id: 'messenger', maxTextChars: 2_000, maxButtons: 13, maxButtonTitleChars: 20 },
];

/** Each broken flow names what must be found, and where, in its first lines: `# expect: <line>: <message>`. */
describe('a broken flow is told with its line', () => {
  it.each(readdirSync(DIR))('%s', (name) => {
    const text = readFileSync(`${DIR}/${name}`, 'utf8');
    const expected = Array.from(
      text.matchAll(/^# expect: (\d+): (.*)$/gm),
      ([, line = '', message = '']) => ({
        line: Number(line),
        message,
      }),
    );
    const flows = [...FILES.flows, { path: PATH, text }];
    const talked = new Set([...FILES.flows.map(({ path }) => path.split('/')[1] ?? ''), 'probe']);
    const { issues } = checkFlows(flows, { channels: CHANNELS, contentIds: new Set(), talked });
    const found = issues.filter(({ file }) => file === PATH).map(formatIssue);
    expect(found).toHaveLength(expected.length);
    for (const { line, message } of expected) {
      expect(
        found.some((issue) => issue.startsWith(`${PATH}:${line}: ${message}`)),
        message,
      ).toBe(true);
    }
  });
});

describe('the flows of the project', () => {
  const check = () =>
    checkContent({
      files: FILES,
      vi: VI,
      hotlines: HOTLINES,
      content: TALK_CONTENT,
      channels: CHANNELS,
      contentIds: new Set(),
      languages: ['vi', 'rog-Latn'],
      parts: [],
    });

  it('have nothing to complain about, and talks walk all of them', () => {
    const { issues, coverage } = check();
    expect(issues.map(formatIssue)).toEqual([]);
    expect(coverage.filter(({ missing }) => missing.length > 0)).toEqual([]);
  });

  it('are all needed: one that the engine opens itself cannot be left out', () => {
    const files = FILES.flows.filter(({ path }) => !path.includes('/unfinished/'));
    const talked = new Set(files.map(({ path }) => path.split('/')[1] ?? ''));
    const { issues } = checkFlows(files, { channels: CHANNELS, contentIds: new Set(), talked });
    expect(issues.map(formatIssue)).toEqual([
      'flows/unfinished/flow.yaml:1: unfinished: the bot needs this flow',
    ]);
  });

  it('list the texts that wait for a translator', () => {
    const { missing } = check();
    expect(missing).toContainEqual(
      expect.objectContaining({ file: 'flows/stop/flow.yaml', name: 'stopped', languages: ['rog-Latn'] }),
    );
  });

  it('count a variant as present', () => {
    const text =
      'flow: probe\nspec: 1\ntitle: t\naccess: anyone\nstart: a\nsteps:\n  a: { type: say, next: end, text: { vi: A, rog-Latn: { audio: x } } }\n';
    const { flow } = loadFlow({ path: PATH, text });
    expect(flow && missingVariants(flow, ['rog-Latn', 'cjm-Latn'])).toEqual([
      expect.objectContaining({ languages: ['cjm-Latn'] }),
    ]);
  });

  it('report the faults of other parts with their lines', () => {
    const report = checkContent({
      files: { flows: [], talks: [] },
      vi: VI,
      hotlines: '',
      channels: [],
      contentIds: new Set(),
      languages: [],
      parts: [
        {
          file: 'content/hotlines.yaml',
          load: () => {
            throw new Error('content/hotlines.yaml:7: twice\ncontent/hotlines.yaml:9: no line');
          },
        },
      ],
    });
    expect(report.issues.map(({ line, message }) => `${line} ${message}`)).toEqual(['7 twice', '9 no line']);
  });
});
