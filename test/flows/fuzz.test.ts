import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TheirLine, WorldSpec } from '../../src/flows/talk-spec.ts';
import { player } from './support.ts';

const RUNS = 120;
const MAX_LINES = 25;

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

const line: fc.Arbitrary<TheirLine | { again: number } | { wait: string } | { foreign: string }> = fc.oneof(
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

describe('any talk', () => {
  it('answers every message, never throws, and always finds the way to the menu', () => {
    fc.assert(
      fc.property(world, fc.array(line, { maxLength: MAX_LINES }), (person, lines) => {
        const talk = player({ world: person });
        for (const step of lines) {
          if ('wait' in step) {
            talk.wait(step.wait);
            continue;
          }
          const { says, notes } = talk.say(theirs(step, talk.tappable));
          if (!('unsend' in step)) expect(says, JSON.stringify(step)).not.toHaveLength(0);
          expect(notes).not.toContain('flow-fault');
          expect(says.join('\n')).not.toMatch(/\{\{(?!me\.name)|undefined|\[object|NaN|đang {2}dở/);
          expect(talk.state.paused.length).toBeLessThanOrEqual(3);
        }
        expect(talk.say({ them: 'menu' }).says.at(-1)).toMatch(/Anh\/chị cần em giúp việc gì/);
        expect(talk.state.active?.flow).toBe('menu');
      }),
      { numRuns: RUNS, seed: 20261123 },
    );
  });
});

function theirs(
  step: TheirLine | { again: number } | { foreign: string },
  buttons: readonly { payload: string }[],
): TheirLine {
  if ('foreign' in step) return { payload: step.foreign };
  if (!('again' in step)) return step;
  const button = buttons[buttons.length - 1 - (step.again % Math.max(1, buttons.length))];
  return button ? { payload: button.payload } : { them: 'ok' };
}
