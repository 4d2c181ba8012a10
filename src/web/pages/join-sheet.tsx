import { render } from 'preact-render-to-string';
import type { JoinSheet, TeamSheet } from '../../services/join-links/join-sheet.ts';
import { qrSvg } from '../../services/join-links/qr.ts';

/**
 * A4 with the margins of Decree 30 (domain research §6.3); one team a page, its two codes on two slips that can be cut apart, so
 * that who gets one does not get the other.
 */
const STYLE = `
@page { size: A4 portrait; margin: 20mm 15mm 20mm 30mm; }
* { box-sizing: border-box; }
body { margin: 0; font: 13pt/1.35 'Times New Roman', Tinos, 'Liberation Serif', serif; color: #000; background: #fff; }
.team { break-after: page; break-inside: avoid; }
.team:last-child { break-after: auto; }
.slip { min-height: 120mm; padding-bottom: 6mm; break-inside: avoid; }
.slip + .slip { border-top: .4mm dashed #000; padding-top: 7mm; position: relative; }
.slip + .slip::before { content: '✂ cắt rời ở đây'; position: absolute; top: -3mm; right: 6mm; padding: 0 2mm; background: #fff; font-size: 9pt; line-height: 6mm; }
h1 { margin: 0; font-size: 17pt; line-height: 1.2; text-wrap: balance; }
.where { margin: 1mm 0 4mm; }
.code { border: .5mm solid #000; border-radius: 3mm; padding: 4mm 5mm 3mm; }
h2 { margin: 0; font-size: 14pt; }
.key { margin: .5mm 0 3mm; font: 700 26pt/1.2 'Liberation Mono', 'Courier New', monospace; letter-spacing: 1mm; }
.ways { display: flex; gap: 5mm; }
.way { flex: 1 1 0; min-width: 0; }
.scan { display: flex; gap: 3mm; margin-top: 1mm; }
.scan svg { display: block; flex: none; width: 40mm; height: 40mm; }
.scan p { margin: 0; }
.scan b { display: block; font-size: 14pt; }
.address { margin: 1mm 0 0; font-size: 8pt; overflow-wrap: anywhere; }
.note { margin: 3mm 0 0; }
.key, .shown { white-space: nowrap; }
@media screen { body { max-width: 165mm; margin: 10mm auto; padding: 0 4mm; } .team { margin-bottom: 25mm; } }
@media screen and (max-width: 150mm) { .ways { flex-direction: column; } }
`;

const KINDS = {
  reporter: {
    title: 'Mã cho tổ trưởng và người báo cáo',
    note: 'Chỉ đưa cho người có tên trong danh sách của tổ.',
  },
  member: { title: 'Mã cho thành viên tổ', note: 'Thành viên nhận tin của tổ, không gửi báo cáo.' },
} as const;

const CHANNELS = { zalo: 'Zalo', messenger: 'Messenger' } as const;

/** The printable sheet of a commune: a whole HTML page that needs nothing else. */
export function renderJoinSheet(sheet: JoinSheet): string {
  const page = (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`Mã vào tổ, ${sheet.communeName}`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        {sheet.teams.map((team) => (
          <Team key={team.teamId} team={team} commune={sheet.communeName} />
        ))}
        {sheet.teams.length === 0 && <p>{`${sheet.communeName} chưa có tổ nào.`}</p>}
      </body>
    </html>
  );
  return `<!doctype html>${render(page)}`;
}

function Team({ team, commune }: { team: TeamSheet; commune: string }) {
  return (
    <section class="team">
      {team.codes.map(({ kind, shown, links }) => (
        <div class="slip" key={kind}>
          <h1>{team.teamName}</h1>
          <p class="where">{[team.teamId, ...team.villages, commune].join(' · ')}</p>
          <div class="code">
            <h2>{KINDS[kind].title}</h2>
            <p class="key">{shown}</p>
            <div class="ways">
              {links.map(({ channel, url, after, send }) => (
                <div class="way" key={channel}>
                  <div class="scan">
                    <div dangerouslySetInnerHTML={{ __html: qrSvg(url) }} />
                    <p>
                      <b>{CHANNELS[channel]}</b>
                      {`Quét mã. ${after}`} {send && <span class="shown">{send}</span>}.
                    </p>
                  </div>
                  <p class="address">{url}</p>
                </div>
              ))}
            </div>
            <p class="note">{KINDS[kind].note}</p>
          </div>
        </div>
      ))}
    </section>
  );
}
