import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowLibrary } from '../../src/flows/contract.ts';
import { coverageOf, EdgeLog } from '../../src/flows/coverage.ts';
import { flowLibrary } from '../../src/flows/library.ts';
import { readCompiledFlow, writeCompiledFlow } from '../../src/flows/spec.ts';
import type { TalkPlayer } from '../../src/flows/talk.ts';
import type { TheirLine, WorldSpec } from '../../src/flows/talk-spec.ts';
import type { EngineTools } from '../../src/flows/turn.ts';
import { engineWith, FLOWS, player } from './support.ts';

const RUNS = 120;
const MAX_LINES = 25;
const RUNS_A_FLOW = 24;

const ANSWERS = [
  ...[
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    'có',
    'không',
    'đúng',
    'bỏ qua',
    'xong',
    'hôm qua',
    '5/11',
    'mai',
    '20/12',
  ],
  ...['50', '30 nữ 20 nam', 'tảo hôn', 'Nhà Thôn Mẫu', 'Katơr Đượng', 'bận mùa màng', '14h30', '90 phút'],
  ...['K7PM4XWQ', 'C9DE3FGH', 'K4P79M', 'M6N4P7', 'BC-0400', 'sửa', 'tờ rơi mua bán người'],
  // More than was asked.
  ...['hôm kia, 40 người, nữ 25', 'họp thôn nói tảo hôn 45 người', '55 người: 30 nữ 25 nam'],
  ...['gửi', 'bổ sung', 'khác', '7', '9', '11', 'dạ em tên là Lê Thị Bích', 'hủy', 'tiếp tục'],
];

const TEXTS = [
  ...['1', '2', '3', '4', '5', '12', '0', '99', '1, 3', '50', 'năm chục', '400', '2 người', '-1', '1e9', '٣'],
  ...[
    'menu',
    'sửa',
    'hủy',
    'giúp',
    'dừng',
    'dung',
    'tiếp tục',
    'nhận tin',
    'bỏ qua',
    'đúng',
    'không',
    'ok',
    'xong',
  ],
  ...[
    'báo cáo',
    'xác nhận quý',
    'xac nhan quy',
    'tham gia tổ',
    'sửa báo cáo',
    'BC-0400',
    'sửa BC-0400',
    'rút báo cáo BC-0400',
    'BC-0401',
    'BC-9999',
    'báo cáo đã gửi',
    'rút báo cáo',
    'xóa dữ liệu',
    'dữ liệu của tôi',
    'K7PM4XWQ',
    'C9DE3FGH',
    'K7PM4XWW',
    'mã: K7PM-4XWQ',
    'nối Zalo với Facebook',
    'NỐI K4P79M',
    'K4P79N',
    'nối M6N4P7',
    'bỏ nối',
    'rút đồng ý',
    'sửa tên',
    'tờ rơi tảo hôn',
    'đổi ngôn ngữ',
  ],
  ...['hôm qua', 'mai', '30/2', 'rằm', 'thứ 7 tuần trước', '5/11', 'tuần trước', '1/1/1900', '20/12/2099'],
  ...[
    'hôm qua thôn em tuyên truyền tảo hôn ở họp thôn 50 người 30 nữ',
    'tảo hôn',
    'họp thôn',
    '30 nữ 20 nam',
  ],
  ...[
    'asdf',
    '😀',
    '…',
    '{{me.name}}',
    '__proto__',
    'constructor',
    'a'.repeat(3_000),
    'đ'.normalize('NFD'),
    'cảm ơn',
  ],
];

/** What happens next. `restart` comes back with the same flows, `update` with newer ones beside the old. */
type Move =
  | TheirLine
  | { again: number }
  | { wait: string }
  | { foreign: string }
  | { server: 'restart' | 'update' };

const line: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ them: fc.constantFrom(...TEXTS) }) },
  { weight: 1, arbitrary: fc.record({ them: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }) }) },
  { weight: 6, arbitrary: fc.record({ again: fc.nat(40) }) },
  { weight: 2, arbitrary: fc.record({ photos: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ photos: fc.constant(1), caption: fc.constantFrom(...TEXTS) }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<TheirLine>({ voice: 1 }, { video: 1 }, { sticker: 1 }, { location: 1 }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<TheirLine>(
      { follow: true },
      { start: '' },
      { start: 'join' },
      { unsend: true },
    ),
  },
  { weight: 1, arbitrary: fc.record({ edit: fc.constantFrom(...TEXTS) }) },
  { weight: 1, arbitrary: fc.record({ wait: fc.constantFrom('30m', '7h', '3d', '100d') }) },
  { weight: 1, arbitrary: fc.record({ server: fc.constantFrom('restart' as const, 'update' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      foreign: fc.oneof(
        fc.string(),
        fc.constantFrom(
          '#menu',
          '#join',
          '#report-session',
          '#correct-report:BC-0400',
          '#withdraw-report:BC-0401',
          'GET_STARTED',
          '#lt:menu:home:1:report',
          '#lt:gone:x:1:y',
        ),
        fc.constantFrom('#lt:report-session:summary:zz:send', '#lt:welcome:consent:1:__proto__'),
      ),
    }),
  },
);

function sent(code: string, status: WorldSpec['sessions'][number]['status']): WorldSpec['sessions'][number] {
  const forms = ['hop_thon'];
  return {
    code,
    date: '2026-11-22',
    total: 40,
    forms,
    gathering: true,
    team: 1,
    status,
    reason: 'Xem lại số',
  };
}

const world = fc.record({
  me: fc.constantFrom<WorldSpec['me']>('stranger', 'public', 'member', 'reporter', 'two-teams'),
  channel: fc.constantFrom<WorldSpec['channel']>('zalo', 'messenger'),
  linked: fc.boolean(),
  optedOut: fc.boolean(),
  officer: fc.boolean(),
  freeSeats: fc.boolean(),
  foundedOn: fc.constantFrom(null, '2026-06-01'),
  sessions: fc.constantFrom<WorldSpec['sessions']>(
    [],
    [sent('BC-0400', 'sent')],
    [sent('BC-0400', 'returned'), sent('BC-0401', 'withdrawn'), sent('BC-0402', 'confirmed')],
  ),
});

/** Plays the moves; after each of theirs the bot must have answered, and have no fault. @returns what was noted. */
function play(talk: TalkPlayer, moves: readonly Move[], onEdge?: EngineTools['onEdge']): string[] {
  const noted: string[] = [];
  let updates = 0;
  for (const move of moves) {
    if ('wait' in move) {
      talk.wait(move.wait);
      continue;
    }
    if ('server' in move) {
      // Nothing of the old process is left: the state as the store has it, the flows as it keeps their versions.
      if (move.server === 'update') updates++;
      talk.state = JSON.parse(JSON.stringify(talk.state));
      talk.engine = engineWith(onEdge ? { onEdge } : {});
      talk.flows = storedFlows(updates);
      continue;
    }
    const { says, notes } = talk.say(theirs(move, talk.tappable));
    noted.push(...notes);
    if (!('unsend' in move)) expect(says, JSON.stringify(move)).not.toHaveLength(0);
    expect(notes).not.toContain('flow-fault');
    expect(says.join('\n')).not.toMatch(/\{\{(?!me\.name)|undefined|\[object|NaN|đang {2}dở/);
    expect(talk.state.paused.length).toBeLessThanOrEqual(3);
  }
  return noted;
}

const libraries = new Map<number, FlowLibrary>();

/** The flows as another process reads them: today's of the n-th update, and every older version. */
function storedFlows(updates: number): FlowLibrary {
  const known = libraries.get(updates);
  if (known) return known;
  const stored = FLOWS.map((flow) => writeCompiledFlow(flow));
  const of = (n: number) =>
    stored.map((json) => {
      const flow = readCompiledFlow(json);
      if (!flow) throw new Error('a flow of this build cannot be read back');
      return n === 0 ? flow : { ...flow, hash: `${flow.hash}-${n}` };
    });
  const older = Array.from({ length: updates }, (_, n) => of(n)).flat();
  const library = flowLibrary(of(updates), older);
  libraries.set(updates, library);
  return library;
}

function leadsToMenu(talk: TalkPlayer): void {
  expect(talk.say({ them: 'menu' }).says.at(-1)).toMatch(/Anh\/chị cần em giúp việc gì/);
  expect(talk.state.active?.flow).toBe('menu');
}

describe('any talk', () => {
  it('answers every message, never throws, and always finds the way to the menu', () => {
    fc.assert(
      fc.property(world, fc.array(line, { maxLength: MAX_LINES }), (person, lines) => {
        const talk = player({ world: person });
        play(talk, lines);
        leadsToMenu(talk);
      }),
      { numRuns: RUNS, seed: 20261123 },
    );
  });
});

const SENTENCE = 'hôm qua thôn em tuyên truyền tảo hôn ở họp thôn 50 người 30 nữ';

/** Ways into a flow, with what it is to be about. */
function opening(slug: string): fc.Arbitrary<Move[]> {
  const plain: Move[] = [{ payload: `#${slug}` }];
  const ways: Readonly<Record<string, Move[][]>> = {
    'report-session': [
      plain,
      [...plain, { them: SENTENCE }],
      [{ them: SENTENCE }, { them: '1' }],
      [{ them: SENTENCE }, { them: '1' }, { them: 'sửa' }],
      [...plain, { them: 'hôm kia' }, { them: '2' }, { them: '5' }, { them: '45 người, nữ 30' }],
    ],
    'join-team': ['K7PM4XWQ', 'C9DE3FGH'].map((code) => [{ start: `join_${code}` }, { them: '1' }]),
    'correct-report': [[{ payload: '#correct-report:BC-0400' }], [{ them: 'sửa BC-0401' }]],
    'withdraw-report': [[{ payload: '#withdraw-report:BC-0400' }], [{ them: 'rút BC-0401' }]],
    'link-chats': [plain, [{ them: 'NỐI K4P79M' }]],
    unfinished: [[{ them: 'báo cáo' }, { them: 'menu' }, { payload: '#unfinished' }]],
    photos: [plain, [{ photos: 2 }]],
  };
  return fc.constantFrom(...(ways[slug] ?? [plain]));
}

/** Mostly answers to what is asked, as people give them, with everything else in between. */
const within: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ again: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ them: fc.constantFrom('1', '2', '3') }) },
  { weight: 3, arbitrary: fc.record({ them: fc.constantFrom(...ANSWERS) }) },
  { weight: 3, arbitrary: line },
);

function whoFor(slug: string): WorldSpec['me'][] {
  if (slug === 'join-team' || slug === 'welcome') return ['stranger', 'stranger', 'member'];
  return ['reporter', 'two-teams', 'member', 'stranger'];
}

/** Somebody to whom every flow is open, with something for each to be about. */
const insider = (slug: string) =>
  fc.record({
    me: fc.constantFrom(...whoFor(slug)),
    channel: fc.constantFrom<WorldSpec['channel']>('zalo', 'messenger'),
    linked: fc.boolean(),
    optedOut: fc.boolean(),
    shownName: fc.constantFrom(null, 'Bé Mẫu', 'Chamaléa Thị Lánh'),
    freeSeats: fc.boolean(),
    sessions: fc.constant<WorldSpec['sessions']>([sent('BC-0400', 'sent'), sent('BC-0401', 'returned')]),
  });

describe('every flow', () => {
  const log = new EdgeLog();
  it.each(FLOWS.map(({ slug }) => slug))(
    '%s is walked with random answers, old buttons, restarts, updates and jumps of the clock, and left by "menu"',
    (slug) => {
      let started = 0;
      fc.assert(
        fc.property(
          insider(slug),
          opening(slug),
          fc.array(within, { maxLength: 22 }),
          (person, first, moves) => {
            const talk = player({ world: person, tools: { onEdge: log.onEdge } });
            const noted = play(talk, [...first, ...moves], log.onEdge);
            if (noted.includes(`started:${slug}`)) started++;
            leadsToMenu(talk);
          },
        ),
        { numRuns: RUNS_A_FLOW, seed: 20261128 },
      );
      expect(started).toBeGreaterThan(RUNS_A_FLOW / 3);
    },
  );

  it('is walked along many of its edges; the talks walk all of them', () => {
    const covered = coverageOf(FLOWS, log);
    const few = covered.filter(({ edges, walked }) => walked === 0 || (edges > 10 && walked < edges / 5));
    expect(few.map(({ flow, missing }) => [flow, missing])).toEqual([]);
    const sum = (key: 'edges' | 'walked') => covered.reduce((total, one) => total + one[key], 0);
    expect(sum('walked') / sum('edges')).toBeGreaterThan(0.5);
  });
});

function theirs(
  step: Exclude<Move, { wait: string } | { server: string }>,
  buttons: readonly { payload: string }[],
): TheirLine {
  if ('foreign' in step) return { payload: step.foreign };
  if (!('again' in step)) return step;
  const button = buttons[buttons.length - 1 - (step.again % Math.max(1, buttons.length))];
  return button ? { payload: button.payload } : { them: 'ok' };
}
