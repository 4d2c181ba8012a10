import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Media } from '../../src/domain/message.ts';
import { asksToJoin, joinCodeIn } from '../../src/flows/join-code.ts';
import { flowLibrary } from '../../src/flows/library.ts';
import { parsePayload, writePayload } from '../../src/flows/payload.ts';
import { type CompiledFlow, compileFlow, readCompiledFlow, writeCompiledFlow } from '../../src/flows/spec.ts';
import { engineWith, FLOWS, MONDAY, player } from './support.ts';

const report = FLOWS.find(({ slug }) => slug === 'report-session') as CompiledFlow;
const others = FLOWS.filter(({ slug }) => slug !== 'report-session');

/** The report flow with something changed: another version of it. */
function changed(change: (flow: CompiledFlow) => void): CompiledFlow {
  const { slug: _slug, hash: _hash, ...flow } = structuredClone(report);
  change(flow as CompiledFlow);
  return compileFlow(flow);
}

describe('a run and the versions of its flow', () => {
  it('ends on the version that it began with, while that one is at hand', () => {
    const talk = player();
    talk.say({ them: 'báo cáo' });
    const next = changed((flow) => Object.assign(flow.steps.forms as object, { text: 'Câu hỏi mới?' }));
    talk.flows = flowLibrary([...others, next], [report]);
    expect(talk.say({ them: 'hôm qua' }).says[0]).toContain('Tổ làm theo hình thức nào?');
    talk.say({ them: 'hủy' });
    talk.say({ them: 'báo cáo' });
    expect(talk.say({ them: 'hôm qua' }).says[0]).toContain('Câu hỏi mới?');
  });

  it('goes on in the current version at the same step, with the answers that still fit, when its own is gone', () => {
    const talk = player();
    for (const them of ['báo cáo', 'hôm qua', 'họp thôn']) talk.say({ them });
    talk.flows = flowLibrary([
      ...others,
      changed((flow) => Object.assign(flow.steps.date as object, { text: 'Ngày?' })),
    ]);
    const { says, notes } = talk.say({ them: 'tảo hôn' });
    expect(notes).toContain('flow-changed');
    expect(says).toHaveLength(1);
    expect(says[0]).toMatch(/vừa được cập nhật[\s\S]*chủ đề gì/);
    talk.say({ them: 'tảo hôn' });
    expect(talk.say({ them: '50' }).says[0]).toMatch(/Ngày: 22\/11\/2026[\s\S]*họp thôn/);
  });

  it('asks again what the current version no longer has in that form', () => {
    const talk = player();
    for (const them of ['báo cáo', 'hôm qua', 'họp thôn', 'tảo hôn']) talk.say({ them });
    const next = changed((flow) => {
      flow.steps.forms = {
        ...flow.steps.place,
        save: 'forms',
        text: 'Làm thế nào?',
        next: 'themes',
      } as never;
      flow.steps['how-many'] = flow.steps.total as never;
      delete flow.steps.total;
      Object.assign(flow.steps.themes as object, { next: 'how-many' });
      Object.assign(flow.steps.fix as object, { fields: [{ step: 'date', title: 'Ngày' }] });
    });
    talk.flows = flowLibrary([...others, next]);
    expect(talk.say({ them: '50' }).says[0]).toMatch(/cập nhật[\s\S]*Làm thế nào\?/);
    expect(talk.state.active?.answers).toMatchObject({ date: '2026-11-22', themes: ['tao_hon'] });
  });

  it('tells the person and shows the menu when the whole flow is gone', () => {
    const talk = player();
    talk.say({ them: 'báo cáo' });
    talk.flows = flowLibrary(others);
    const { says, notes, effects } = talk.say({ them: 'hôm qua' });
    expect(notes).toContain('flow-gone');
    expect(says[0]).toMatch(/không giữ được[\s\S]*cần em giúp việc gì/);
    expect(effects).toContainEqual(expect.objectContaining({ type: 'drop-draft' }));
  });

  it('is read back from the store as it was, and refused when this build lacks a step type', () => {
    const json = writeCompiledFlow(report);
    expect(readCompiledFlow(json)).toEqual(report);
    expect(readCompiledFlow(json.replaceAll('"ask-number"', '"ask-stars"'))).toBeNull();
    expect(readCompiledFlow(json.replace('"spec":1', '"spec":2'))).toBeNull();
    expect(readCompiledFlow('{')).toBeNull();
  });

  it('has a hash of its content, not of the layout of its file', () => {
    const { slug: _slug, hash: _hash, ...flow } = report;
    const turned = Object.fromEntries(Object.entries(flow).reverse()) as typeof flow;
    expect(compileFlow(turned).hash).toBe(report.hash);
    expect(changed((one) => Object.assign(one, { title: 'khác' })).hash).not.toBe(report.hash);
  });
});

describe('the engine', () => {
  it('changes nothing of what it is given, and gives the same for the same', () => {
    const talk = player();
    talk.say({ them: 'báo cáo' });
    const input = {
      state: talk.state,
      event: {
        key: 'e',
        kind: 'message' as const,
        text: 'hôm qua',
        payload: null,
        ref: null,
        attachments: [],
        more: false,
      },
      me: talk.world.me,
      facts: {},
      now: talk.world.now(Date.parse(`${MONDAY}:00+07:00`)),
      flows: flowLibrary(FLOWS),
    };
    const before = structuredClone(input.state);
    const engine = engineWith();
    expect(engine.run(input)).toEqual(engine.run(input));
    expect(input.state).toEqual(before);
  });

  it('asks for the facts that a step looks at, and for nothing else', () => {
    const engine = engineWith();
    const talk = player();
    const event = {
      key: 'e',
      kind: 'message' as const,
      text: 'giúp',
      payload: null,
      ref: null,
      attachments: [],
      more: false,
    };
    const now = talk.world.now(Date.parse(`${MONDAY}:00+07:00`));
    const parts = { state: talk.state, me: talk.world.me, now, flows: flowLibrary(FLOWS), facts: {} };
    expect(engine.run({ ...parts, event })).toEqual({
      kind: 'needs',
      facts: [{ name: 'officer', teamId: 'TTT-001' }],
    });
    expect(engine.run({ ...parts, event: { ...event, text: 'menu' } })).toMatchObject({ kind: 'done' });
  });

  it('takes nothing personal without consent', () => {
    const talk = player({ world: { me: 'stranger' } });
    const lines = [
      'hôm qua họp thôn 50 người',
      'không đồng ý',
      'K7PM4XWQ',
      'Tôi tên Lánh',
      'báo cáo',
      'giúp',
      'menu',
    ];
    const effects = lines.flatMap((them) => talk.say({ them }).effects);
    effects.push(...talk.say({ photos: 2 }).effects, ...talk.say({ voice: 1 }).effects);
    expect(new Set(effects.map(({ type }) => type))).toEqual(new Set(['send']));
    expect(JSON.stringify(talk.state)).not.toContain('Lánh');
  });

  it('asks for consent again when the text has changed', () => {
    const talk = player({ tools: { consentTextVersion: '2027-01' } });
    expect(talk.say({ them: 'báo cáo' }).says.at(-1)).toContain('Anh/chị có đồng ý không?');
    const { effects, says } = talk.say({ tap: 'Tôi đồng ý' });
    expect(effects).toContainEqual({ type: 'give-consent', textVersion: '2027-01' });
    expect(says.at(-1)).toContain('diễn ra ngày nào');
  });

  it('keeps at most three things put aside, and says which one it gives up', () => {
    const talk = player({ world: { me: 'two-teams' } });
    const aside = (id: string) => ({ ...structuredClone(talk.state.active), id }) as never;
    talk.say({ them: 'báo cáo' });
    talk.state.paused = [aside('a'), aside('b'), aside('c')];
    const { says, effects } = talk.say({ them: 'menu' });
    expect(effects).toContainEqual({ type: 'drop-draft', draftId: 'a' });
    expect(says[0]).toContain('em bỏ việc cũ nhất: báo cáo buổi truyền thông');
    expect(talk.state.paused).toHaveLength(3);
  });

  it('forgets an idle menu, but never an idle form', () => {
    const talk = player();
    talk.say({ them: 'menu' });
    talk.wait('7h');
    expect(talk.say({ them: '1' }).says[0]).toContain('Em chưa hiểu');
    talk.say({ them: 'báo cáo' });
    talk.wait('90d');
    expect(talk.say({ them: '1' }).says[0]).toContain('báo cáo buổi truyền thông dở');
  });

  it('never lets a button of a sent report send the next one', () => {
    const talk = player();
    const sentence = 'hôm qua họp thôn nói tảo hôn 50 người';
    talk.say({ them: sentence });
    talk.say({ tap: 'Đúng' });
    talk.say({ tap: 'Gửi' });
    talk.say({ them: sentence.replace('50', '60') });
    talk.say({ tap: 'Đúng' });
    talk.say({ tap: 'Buổi khác' });
    const { effects, notes } = talk.say({ 'tap-old': 'Gửi' });
    expect(notes).toContain('old-button');
    expect(effects.map(({ type }) => type)).toEqual(['send']);
  });

  it('sends the recording of the chosen language, and Vietnamese where there is none', () => {
    const recording: Media = {
      kind: 'audio',
      sha256: 'a'.repeat(64),
      contentType: 'audio/mpeg',
      name: 'dung.mp3',
      sizeBytes: 10,
      alt: 'Lời dừng',
    };
    const stop = structuredClone(FLOWS.find(({ slug }) => slug === 'stop')) as CompiledFlow;
    Object.assign(stop.steps.stopped as object, {
      text: { vi: 'Đã dừng.', 'rog-Latn': { audio: 'rog-dung' } },
    });
    const flows = flowLibrary([stop, ...FLOWS.filter(({ slug }) => slug !== 'stop')]);
    const talk = player({ flows, tools: { asset: (id) => (id === 'rog-dung' ? recording : null) } });
    talk.say({ payload: '#language' });
    talk.say({ them: 'raglai' });
    const [, send] = talk.say({ them: 'dừng' }).effects;
    expect(send).toEqual({ type: 'send', message: { text: 'Đã dừng.', media: [recording] } });
  });

  it('stays silent for a photo behind which others wait, and for a message taken back', () => {
    const talk = player();
    const { says } = talk.say({ photos: 5 });
    expect(says).toHaveLength(1);
    expect(talk.say({ unsend: true }).says).toEqual([]);
  });
});

describe('payloads', () => {
  it('come back as they were written', () => {
    const payload = { flow: 'report-session', step: 'summary', question: 1_763_000_000, value: 'send' };
    expect(parsePayload(writePayload(payload))).toEqual(payload);
  });

  it('are never taken from anything else, and never make an error', () => {
    fc.assert(fc.property(fc.string(), (text) => parsePayload(text) === null));
    expect(parsePayload('#lt:a:b')).toBeNull();
  });
});

describe('join codes', () => {
  it.each(['K7PM4XWQ', 'k7pm 4xwq', 'mã: K7PM-4XWQ', '#join K7PM4XWQ', 'join_K7PM4XWQ', 'mã tổ K7PM4XWQ'])(
    '%s is one',
    (text) => {
      expect(joinCodeIn(text)).toBe('K7PM4XWQ');
    },
  );

  it.each(['báo cáo', 'tham gia', 'hôm qua', '50 người', 'CHAMACRC1', 'nhanhnha', ''])(
    '%s is none',
    (text) => {
      expect(joinCodeIn(text)).toBeNull();
    },
  );

  it('an opening link may ask to join without one', () => {
    expect(asksToJoin('join')).toBe(true);
    expect(asksToJoin('quang-cao-8-3')).toBe(false);
  });
});
