import { chromium, type Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { joinLinks, shownCode } from '../../src/services/join-links/links.ts';
import { renderJoinSheet } from '../../src/web/pages/join-sheet.tsx';
import { requires } from '../support/require.ts';

const browserPath = requires('chromium');

const ACCOUNTS = { zaloOaId: '1000000000000000001', messengerPageId: '100000000000001' };

const team = (teamId: string, teamName: string, villages: string[]) => ({
  ...{ teamId, teamName, villages },
  codes: (['reporter', 'member'] as const).map((kind) => {
    const code = kind === 'reporter' ? 'K7PM4XWQ' : 'C9DE3FGH';
    return { kind, code, shown: shownCode(code), links: joinLinks(code, ACCOUNTS) };
  }),
});

async function openPage(): Promise<Page> {
  const browser = await chromium.launch({
    executablePath: browserPath as string,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  onTestFinished(() => browser.close());
  return browser.newPage();
}

it.runIf(browserPath !== null)(
  'the sheet of a commune prints on A4, each team on one page however long its name is',
  async () => {
    const page = await openPage();
    const villages = Array.from({ length: 5 }, (_, n) => `Thôn Mẫu 0${n + 1}`);
    const teams = [
      team('TTT-901', 'Tổ truyền thông Thôn Mẫu 01', ['Thôn Mẫu 01']),
      team('TTT-902', `Tổ truyền thông cộng đồng liên thôn ${villages.join(', ')}`, villages),
      team('TTT-903', 'Tổ truyền thông Thôn Mẫu 07', ['Thôn Mẫu 07']),
    ];
    await page.setContent(renderJoinSheet({ communeName: 'Xã Mẫu', teams }));
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(teams.length);
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    // Points: 210 × 297 mm.
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
  },
  60_000,
);

it.runIf(browserPath !== null)(
  'the line along which the sheet is cut keeps clear of the codes, also for long names and on a telephone',
  async () => {
    const page = await openPage();
    const long = 'Tổ truyền thông Thôn Mẫu Có Tên Rất Dài Để Xem Tờ In Có Còn Chỗ Cho Đường Cắt Hay Không';
    const teams = [
      team('TTT-901', 'Tổ truyền thông Thôn Mẫu 01', ['Thôn Mẫu 01']),
      team('TTT-902', long, [long]),
    ];
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.setContent(renderJoinSheet({ communeName: 'Xã Mẫu', teams }));
      const gaps = await page.evaluate(() =>
        Array.from(document.querySelectorAll('.slip'), (slip) => {
          const code = slip.querySelector('.code');
          return slip.getBoundingClientRect().bottom - (code?.getBoundingClientRect().bottom ?? 0);
        }),
      );
      expect(Math.min(...gaps)).toBeGreaterThan(10);
    }
  },
  60_000,
);
