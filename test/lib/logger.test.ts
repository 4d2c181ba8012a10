import { describe, expect, it } from 'vitest';
import { createLogger, type LoggerOptions } from '../../src/lib/logger.ts';

function capture(level: LoggerOptions['level'] = 'debug') {
  const lines: string[] = [];
  const log = createLogger({ level, destination: { write: (line) => void lines.push(line) } });
  const last = () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;
  return { log, lines, last };
}

describe('a log line', () => {
  it('is one JSON object with level, time, part and message', () => {
    const { log, lines, last } = capture();
    log.child({ comp: 'journal' }).info({ durationMs: 12, conversationId: 'zalo:1:2' }, 'batch written');
    expect(lines).toHaveLength(1);
    const { time, ...rest } = last();
    expect(rest).toEqual({
      level: 'info',
      comp: 'journal',
      duration_ms: 12,
      conversation_id: 'zalo:1:2',
      msg: 'batch written',
    });
    expect(new Date(String(time)).toISOString()).toBe(time);
  });

  it('is left out below the chosen level', () => {
    const { log, lines } = capture('warn');
    log.info('hidden');
    log.warn('shown');
    expect(lines).toHaveLength(1);
  });

  it('tells name, code, place and kind of an error, not its other properties', () => {
    const { log, last } = capture();
    const error = Object.assign(new Error('boom access_token=s3cret-value'), {
      code: 'EBOOM',
      config: { token: 't' },
    });
    log.error({ err: error }, 'failed');
    expect(last().err).toMatchObject({
      name: 'Error',
      code: 'EBOOM',
      message: 'boom access_token=[redacted]',
    });
    expect(JSON.stringify(last().err)).not.toContain('config');
    expect((last().err as { stack: string[] }).stack[0]).toContain('logger.test');
  });
});

describe('secrets and people’s words', () => {
  it.each([
    'token',
    'accessToken',
    'refresh_token',
    'appSecret',
    'secretKey',
    'authorization',
    'Authorization',
    'cookie',
    'set-cookie',
    'text',
    'messageText',
    'caption',
    'payload',
    'rawBody',
    'phone',
    'displayName',
  ])('under the key %s never reach a line', (key) => {
    const { log, lines } = capture();
    log.info({ [key]: 'HIDE-ME', deep: { list: [{ [key]: 'HIDE-ME' }] } }, 'x');
    log.child({ [key]: 'HIDE-ME' }).info('x');
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toContain('HIDE-ME');
  });

  it('that look like secrets are taken out of any text', () => {
    const { log, lines } = capture();
    log.info(
      { url: 'https://a.example/?access_token=HIDE-ME&x=1', header: 'Bearer HIDE-ME' },
      'refresh_token: HIDE-ME',
    );
    log.warn('redis://user:HIDE-ME@cache:6379');
    expect(lines.join('')).not.toContain('HIDE-ME');
    expect(lines[0]).toContain('&x=1');
  });

  it('that are known are taken out wherever they stand', () => {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const log = createLogger({ secrets: ['hunter2-token'], destination });
    log
      .child({ comp: 'x hunter2-token' })
      .warn({ odd: ['hunter2-token'], err: new Error('bad hunter2-token') }, 'hunter2-token');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('hunter2');
  });

  it('numbers under such keys stay, since they count and measure', () => {
    const { log, last } = capture();
    log.info({ token: 3, tokenAgeDays: 12, text: true }, 'x');
    expect(last()).toMatchObject({ token: 3, token_age_days: 12, text: true });
  });
});

describe('odd values', () => {
  it('never break a line', () => {
    const { log, last } = capture();
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    log.info({ circle, big: 12345678901234567890n, bytes: Buffer.from('abc'), nothing: null }, 'x');
    expect(last()).toMatchObject({ big: '12345678901234567890', bytes: '3 bytes', nothing: null });
  });
});
