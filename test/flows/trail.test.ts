import { describe, expect, it } from 'vitest';
import { player } from './support.ts';

const SENTENCE = 'hôm qua thôn em tuyên truyền tảo hôn ở họp thôn 50 người 30 nữ';

type Talk = ReturnType<typeof player>;

/** The trail of the report that these words send; nothing when none was sent. */
function send(talk: Talk) {
  const effect = talk.say({ tap: 'Gửi' }).effects.find(({ type }) => type === 'submit-report');
  return effect?.type === 'submit-report' ? effect.trail : undefined;
}

describe('the trail of a report', () => {
  it('names the one sentence that gave everything', () => {
    const talk = player();
    talk.say({ them: SENTENCE });
    talk.say({ tap: 'Đúng' });
    const [entry, ...more] = send(talk) ?? [];
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ eventKey: 'talk:1', messageId: 'm:1', text: SENTENCE });
    expect(entry?.fields).toMatchObject({ date: '2026-11-22', themes: ['tao_hon'], total: 50, female: 30 });
  });

  it('names for each value the message that gave it last, also by a correction or an edited message', () => {
    const talk = player();
    talk.say({ them: SENTENCE });
    talk.say({ tap: 'Sửa' });
    talk.say({ them: '4' });
    talk.say({ them: '52' });
    talk.say({ edit: '54' });
    const trail = send(talk) ?? [];
    expect(trail.map(({ text, fields }) => [text, fields.total])).toEqual([
      [SENTENCE, undefined],
      ['54', 54],
    ]);
  });

  it('keeps no words of a message that was taken back before it was sent', () => {
    const talk = player();
    talk.say({ them: SENTENCE });
    const { effects } = talk.say({ unsend: true });
    expect(effects).toMatchObject([
      { type: 'forget-words', messageId: 'm:1' },
      { type: 'send', message: { text: expect.stringContaining('vừa thu hồi') } },
    ]);
    talk.say({ tap: 'Đúng' });
    expect(send(talk)).toMatchObject([{ messageId: 'm:1', text: null, fields: { total: 50 } }]);
  });

  it('says nothing of a message that gave no answer, so that nobody who looks on hears of it', () => {
    const talk = player();
    talk.say({ them: 'cảm ơn em' });
    expect(talk.say({ unsend: true }).says).toEqual([]);
  });
});
