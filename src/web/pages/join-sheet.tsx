import { render } from 'preact-render-to-string';
import type { JoinSheet, TeamSheet } from '../../services/join-links/join-sheet.ts';
import { qrSvg } from '../../services/join-links/qr.ts';

/** A4 with the margins of Decree 30 (domain research §6.3); one team a page, so that each can be handed out. */
const STYLE = `
@page { size: A4 portrait; margin: 20mm 15mm 20mm 30mm; }
* { box-sizing: border-box; }
body { margin: 0; font: 13pt/1.4 'Times New Roman', Tinos, 'Liberation Serif', serif; color: #000; background: #fff; }
.team { break-after: page; break-inside: avoid; }
.team:last-child { break-after: auto; }
h1 { margin: 0; font-size: 20pt; line-height: 1.2; }
.where { margin: 1mm 0 5mm; }
.code { border: 0.5mm solid #000; border-radius: 3mm; padding: 4mm 5mm; margin-bottom: 6mm; break-inside: avoid; }
h2 { margin: 0; font-size: 14pt; }
.key { margin: 1mm 0 2mm; font: 700 26pt/1.2 'Liberation Mono', 'Courier New', monospace; letter-spacing: 1mm; }
.ways { display: flex; gap: 10mm; }
.way { width: 68mm; }
.way svg { display: block; width: 44mm; height: 44mm; }
.way b { font-size: 14pt; }
.way p, .note { margin: 1mm 0 0; }
.address { font-size: 9pt; overflow-wrap: anywhere; }
@media screen { body { max-width: 165mm; margin: 20mm auto; } .team { margin-bottom: 25mm; } }
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
      <h1>{team.teamName}</h1>
      <p class="where">{[team.teamId, ...team.villages, commune].join(' · ')}</p>
      {team.codes.map(({ kind, shown, links }) => (
        <div class="code" key={kind}>
          <h2>{KINDS[kind].title}</h2>
          <p class="key">{shown}</p>
          <div class="ways">
            {links.map(({ channel, url, after, send }) => (
              <div class="way" key={channel}>
                <b>{CHANNELS[channel]}</b>
                <div dangerouslySetInnerHTML={{ __html: qrSvg(url) }} />
                <p>{`Quét mã. ${after}${send ? ` ${send}` : ''}.`}</p>
                <p class="address">{url}</p>
              </div>
            ))}
          </div>
          <p class="note">{KINDS[kind].note}</p>
        </div>
      ))}
    </section>
  );
}
