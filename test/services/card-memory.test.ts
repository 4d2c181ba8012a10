import { describe, expect, it } from 'vitest';
import { frozenClock } from '../../src/lib/clock.ts';
import type { Whispers } from '../../src/queue/whispers.ts';
import { createCardMemory } from '../../src/services/card-memory.ts';
import { ALICE, acceptedEvent, NOW_MS } from '../support/events.ts';

/** Two processes that hear one another, with all that was told. */
function twoProcesses() {
  const clock = frozenClock(NOW_MS);
  const told: string[] = [];
  const listeners: ((words: string) => void)[] = [];
  const whispers: Whispers = {
    tell(_topic, words) {
      told.push(words);
      for (const listener of listeners) listener(words);
    },
    hear: (_topic, listener) => void listeners.push(listener),
    close: () => {},
  };
  const memory = () => createCardMemory({ clock, secretKey: 'invented', whispers });
  return { clock, told, worker: memory(), web: memory() };
}

const says = (text: string) => acceptedEvent('a', text);

describe('a number typed after the card', () => {
  it('answers it in another process than the one that showed it, once', () => {
    const { worker, web } = twoProcesses();
    worker.shown(ALICE);
    expect(web.answerOf(says(' 2 '))).toBe('other');
    expect(web.answerOf(says('2'))).toBeNull();
    expect(worker.answerOf(says('2'))).toBeNull();
  });

  it('answers nothing once something else was said, in whichever process', () => {
    const { worker, web } = twoProcesses();
    worker.shown(ALICE);
    expect(web.answerOf(says('menu'))).toBeNull();
    expect(worker.answerOf(says('1'))).toBeNull();
  });

  it('answers nothing when it was said before the card came, which stays open', () => {
    const { worker, clock } = twoProcesses();
    worker.shown(ALICE);
    expect(worker.answerOf(says('1'), clock.systemNow() - 1)).toBeNull();
    expect(worker.answerOf(says('1'), clock.systemNow())).toBe('help');
  });

  it('answers nothing after ten minutes', () => {
    const { worker, web, clock } = twoProcesses();
    worker.shown(ALICE);
    clock.advance(10 * 60_000);
    expect(web.answerOf(says('1'))).toBeNull();
  });

  it('is made possible without telling anybody who the person is', () => {
    const { worker, web, told } = twoProcesses();
    worker.shown(ALICE);
    web.answerOf(says('1'));
    expect(told).toHaveLength(2);
    for (const part of ALICE.split(':')) expect(told.join()).not.toContain(part);
  });
});
