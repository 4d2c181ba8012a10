import { describe, expect, it } from 'vitest';
import { coverageOf, EdgeLog } from '../../src/flows/coverage.ts';
import { flowLibrary } from '../../src/flows/library.ts';
import { loadTalk, writeTalk } from '../../src/flows/load-talk.ts';
import { playTalk } from '../../src/flows/talk.ts';
import { engineWith, FILES, FLOWS } from './support.ts';

const log = new EdgeLog();
const engine = engineWith({ onEdge: log.onEdge });
const flows = flowLibrary(FLOWS);

describe('the talks of every flow', () => {
  it.each(FILES.talks.map((file) => [file.path, file] as const))('%s goes as written', (_, file) => {
    const { talk, issues } = loadTalk(file);
    expect(issues).toEqual([]);
    if (!talk) return;
    const faults = playTalk(talk.talk, { engine, flows });
    expect(faults.map(({ line, message }) => `${file.path}:${talk.lineOf(line)}: ${message}`)).toEqual([]);
  });

  it('walk every edge of every flow', () => {
    expect(coverageOf(FLOWS, log).filter(({ missing }) => missing.length > 0)).toEqual([]);
  });
});

describe('playing a talk', () => {
  const play = (lines: object[]) => {
    const text = JSON.stringify({ talk: 'thử', now: '2026-11-23T09:00', lines });
    const { talk } = loadTalk({ path: 'a.talk.yaml', text });
    return talk ? playTalk(talk.talk, { engine, flows }) : null;
  };

  it('finds a line that the bot says otherwise', () => {
    expect(play([{ them: 'hủy' }, { bot: 'Tạm biệt.' }])).toEqual([
      { line: 1, message: expect.stringContaining('the bot says: Dạ, không có việc gì đang dở') },
    ]);
  });

  it('finds what the bot says beyond the talk, and what it does not say', () => {
    expect(play([{ them: 'hủy' }])).toEqual([{ line: 0, message: expect.stringContaining('also says') }]);
    expect(play([{ unsend: true }, { bot: 'Gì?' }])).toEqual([
      { line: 1, message: 'the bot says nothing here' },
    ]);
  });

  it('finds an effect that does not happen', () => {
    const lines = [
      { them: 'dừng' },
      { bot: 'Em đã dừng…' },
      { effect: { type: 'set-opt-out', optedOut: false } },
    ];
    expect(play(lines)).toEqual([{ line: 2, message: expect.stringContaining('no such effect') }]);
  });

  it('finds a tap on a button that was never shown, and says nothing of what was to follow', () => {
    expect(play([{ tap: 'Không có' }, { bot: 'Gì?' }])).toEqual([
      { line: 0, message: 'no button "Không có" was shown' },
    ]);
  });

  it('takes … for anything', () => {
    expect(play([{ them: 'hủy' }, { bot: 'Dạ, … việc gì … giúp được gì.' }])).toEqual([]);
  });

  it('tells the line of a talk that cannot be read', () => {
    const { issues } = loadTalk({
      path: 'a.talk.yaml',
      text: 'talk: x\nnow: 2026-11-23T09:00\nlines:\n  - says: hi\n',
    });
    expect(issues.map(({ line }) => line)).toEqual([4]);
  });
});

describe('a talk that was just held', () => {
  it('is written so that it can be read and played again', () => {
    const lines = [
      { them: 'hủy' },
      { bot: 'Dạ, không có việc gì đang dở. Gõ "menu" để xem em giúp được gì.' },
    ];
    const text = writeTalk({ talk: 'thử', now: '2026-11-23T09:00', world: { me: 'member' }, lines });
    const { talk, issues } = loadTalk({ path: 'a.talk.yaml', text });
    expect(issues).toEqual([]);
    expect(talk && playTalk(talk.talk, { engine, flows })).toEqual([]);
    expect(text).toContain('$schema=../talk.schema.json');
  });
});
