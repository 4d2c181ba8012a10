import { expect, it } from 'vitest';
import { analysed } from '../../scripts/project-analysis.ts';
import { withPoints } from '../../src/vi/command-likely.ts';
import { type CommandPointTable, readyCommandPoints } from '../../src/vi/command-points.ts';
import type { CommandReading } from '../../src/vi/vi.ts';

const text = 'mây trắng bay';
const cues = [{ rule: 'cues.help', start: 0, end: 3, text: 'mây' }];
const help: CommandReading = { command: 'help', topic: null, whole: false, why: cues };
/** The words speak for a report. */
const words = { 'u:trang': { report: 150 } } satisfies CommandPointTable;

function decided(points: CommandPointTable): string {
  return withPoints(analysed(text), help, readyCommandPoints({ ...words, ...points })).command;
}

it('words outweigh a rule that says little', () => {
  expect(decided({ 'u:may': { report: 200 } })).toBe('report');
});

it('what the rules read is a sign of its own, and so is the rule that read it', () => {
  expect(decided({ 'u:may': { report: 200 }, 'r:help': { help: 500 } })).toBe('help');
  expect(decided({ 'u:may': { report: 200 }, 'r:help cues.help': { help: 500 } })).toBe('help');
  expect(decided({ 'u:may': { report: 200 }, 'r:help cues.stop': { help: 500 } })).toBe('report');
});

it('stopping messages and erasing data take more than even chances', () => {
  const even = { 'u:trang': { stop: 300, help: 200 } } satisfies CommandPointTable;
  expect(decided(even)).toBe('help');
  expect(decided({ ...even, 'u:bay': { stop: 300 } })).toBe('stop');
});

it('a reading that nothing else supports gives way to none, with the reason', () => {
  const against = {
    'u:trang': { report: 300, menu: 300 },
    'u:bay': { help: -300 },
  } satisfies CommandPointTable;
  const reading = withPoints(analysed(text), help, readyCommandPoints(against));
  expect(reading).toMatchObject({ command: 'none', why: [{ rule: 'words', text }] });
});
