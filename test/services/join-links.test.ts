import { decodeQR } from 'qr/decode.js';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { joinCodeIn } from '../../src/flows/join-code.ts';
import { joinLinks } from '../../src/services/join-links/links.ts';
import { qrPng } from '../../src/services/join-links/qr.ts';
import { renderJoinSheet } from '../../src/web/pages/join-sheet.tsx';

const CODE = 'K7PM4XWQ';
const ACCOUNTS = { zaloOaId: '2000000000000000001', messengerPageId: '100000000000001' };

async function read(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQR({ width: info.width, height: info.height, data: new Uint8Array(data) });
}

describe('the links of a join code', () => {
  it('are read back from their QR codes by a reader', async () => {
    for (const { url } of joinLinks(CODE, ACCOUNTS)) expect(await read(await qrPng(url))).toBe(url);
  });

  it('carry the code to the bot on Messenger, and say on Zalo what to send', () => {
    const [zalo, messenger] = joinLinks(CODE, ACCOUNTS);
    const ref = new URL(messenger?.url ?? '').searchParams.get('ref') ?? '';
    expect(ref).toMatch(/^[\w=-]+$/);
    expect(joinCodeIn(ref)).toBe(CODE);
    expect(joinCodeIn(zalo?.send ?? '')).toBe(CODE);
  });

  it('leave out a channel that is off', () => {
    expect(joinLinks(CODE, { ...ACCOUNTS, messengerPageId: null }).map(({ channel }) => channel)).toEqual([
      'zalo',
    ]);
  });
});

describe('the printed sheet', () => {
  it('has a page a team, and shows names as text, whatever stands in them', () => {
    const links = joinLinks(CODE, ACCOUNTS);
    const codes = [{ kind: 'reporter' as const, code: CODE, shown: 'K7PM 4XWQ', links }];
    const team = { teamId: 'TTT-901', teamName: 'Tổ <b>Mẫu</b> & bạn', villages: ['Thôn Mẫu 01'], codes };
    const html = renderJoinSheet({ communeName: 'Xã Mẫu', teams: [team, { ...team, teamId: 'TTT-902' }] });
    expect(html).toContain('Tổ &lt;b>Mẫu&lt;/b> &amp; bạn');
    expect(html.match(/<section class="team">/g)).toHaveLength(2);
    expect(html.match(/<svg /g)).toHaveLength(4);
  });
});
