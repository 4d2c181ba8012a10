import { describe, expect, it } from 'vitest';
import { frozenClock } from '../../src/lib/clock.ts';
import { everyoneOn, personKey } from '../../src/simulator/chat-line.ts';
import { createChatLog } from '../../src/simulator/chat-log.ts';

const lan = personKey('zalo', '911111');
const minh = personKey('messenger', '922222');
const says = (text: string, messageId: string | null = null) => ({
  from: 'person' as const,
  kind: 'text' as const,
  text,
  messageId,
});

describe('the log of the simulated phones', () => {
  it('gives a late listener everything after the place that it knows', () => {
    const log = createChatLog('run', frozenClock(0));
    log.add(lan, says('một'));
    log.add(minh, says('hai'));
    log.add(lan, says('ba'));
    expect(log.after(1).map(({ seq, line }) => [seq, line.text])).toEqual([
      [2, 'hai'],
      [3, 'ba'],
    ]);
  });

  it('shows each phone its own lines and what concerns its whole platform', () => {
    const log = createChatLog('run', frozenClock(0));
    log.add(lan, says('của Zalo'));
    log.add(minh, says('của Messenger'));
    log.add(everyoneOn('zalo'), { from: 'platform', kind: 'note', text: 'quá tải' });
    expect(log.linesOf(lan).map(({ text }) => text)).toEqual(['của Zalo', 'quá tải']);
    expect(log.linesOf(minh).map(({ text }) => text)).toEqual(['của Messenger']);
  });

  it('shows an edited message once, in its old place, with the new text', () => {
    const log = createChatLog('run', frozenClock(0));
    const first = log.add(minh, says('năm mươi', 'm1'));
    log.add(minh, says('sau đó'));
    log.change('m1', { text: 'sáu mươi', state: 'edited' });
    const [line, next] = log.linesOf(minh);
    expect(line).toMatchObject({ id: first.id, text: 'sáu mươi', state: 'edited' });
    expect(next?.text).toBe('sau đó');
    expect(log.after(2)).toHaveLength(1);
  });

  it('tells listeners until they stop', () => {
    const log = createChatLog('run', frozenClock(0));
    const heard: string[] = [];
    const stop = log.onEntry(({ line }) => heard.push(line.text));
    log.add(lan, says('một'));
    stop();
    log.add(lan, says('hai'));
    expect(heard).toEqual(['một']);
  });
});
