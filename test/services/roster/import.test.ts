import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../../src/services/facts/index.ts';
import { communeFinder, provinceFinder } from '../../../src/services/roster/find-commune.ts';
import { importRoster } from '../../../src/services/roster/import.ts';
import { planRoster } from '../../../src/services/roster/plan.ts';
import { readRoster, readRosterFile } from '../../../src/services/roster/read-file.ts';
import { rosterTemplate } from '../../../src/services/roster/template.ts';
import { testLinkCodes } from '../../support/eraser.ts';
import { ALICE } from '../../support/events.ts';
import { openTestStores } from '../../support/stores.ts';
import { tempDir } from '../../support/temp-dir.ts';

const HEADINGS =
  'Mã tổ,Tên tổ,Xã/Phường,Thôn,Ngày thành lập,Số quyết định,Họ và tên,Vai trò,Điện thoại,Cán bộ xã phụ trách,Điện thoại cán bộ,Giờ gọi được';

const csv = (...rows: string[]) => Buffer.from([HEADINGS, ...rows].join('\n'));

async function importCsv(context: Awaited<ReturnType<typeof openTestStores>>, ...rows: string[]) {
  const plan = planRoster(
    await readRoster(csv(...rows), '.csv'),
    await communeFinder(context.stores),
    await provinceFinder(context.stores),
  );
  return { plan, counts: await importRoster(plan, {}, context) };
}

const LEADER =
  'TTT-901,Tổ Mẫu,Xã Bác Ái,Thôn Mẫu 01,5/11/2023,,Người Mẫu A,Tổ trưởng,,Cán bộ Mẫu,0000000000,giờ hành chính';
const MEMBER = 'TTT-901,,Xã Bác Ái,Thôn Mẫu 01,,,Người Mẫu B,Thành viên,,,,';

describe('importing a roster', () => {
  it('makes teams, members, officers, villages and two join codes a team', async () => {
    const context = await openTestStores();
    const { plan } = await importCsv(context, LEADER, MEMBER);
    expect(plan.errors).toEqual([]);
    const team = (await context.stores.teams.get('TTT-901'))?.value;
    expect(team).toMatchObject({ name: 'Tổ Mẫu', communeId: 'u-22795', foundedOn: '2023-11-05' });
    const query = { index: 'byTeam', equals: ['TTT-901'], limit: 10 };
    expect((await context.stores.members.find(query)).items.map(({ value }) => value.role)).toEqual([
      'leader',
      'member',
    ]);
    const codes = (await context.stores.joinCodes.find(query)).items.map(({ value }) => value);
    expect(codes.map((code) => code.kind).sort()).toEqual(['member', 'reporter']);
    expect(codes.every((code) => /^[34679ACDEFGHJKMNPQRTWXY]{8}$/.test(code.code))).toBe(true);
    expect((await context.stores.officers.get('u-22795'))?.value.name).toBe('Cán bộ Mẫu');
  });

  it('a second time changes nothing', async () => {
    const context = await openTestStores();
    await importCsv(context, LEADER, MEMBER);
    const { counts } = await importCsv(context, LEADER, MEMBER);
    expect(counts).toEqual({ created: 0, updated: 0, unchanged: 4, setAside: 0 });
  });

  it('updates what changed, keeps a taken seat, and sets aside who is gone', async () => {
    const context = await openTestStores();
    await importCsv(context, LEADER, MEMBER);
    const members = await context.stores.members.find({ index: 'byTeam', equals: ['TTT-901'], limit: 10 });
    const leader = members.items[0];
    if (!leader) throw new Error('no leader');
    await context.stores.members.replace(leader.id, { ...leader.value, claimedBy: 'p-1' }, leader.version);
    const { counts } = await importCsv(
      context,
      LEADER.replace('Người Mẫu A,Tổ trưởng', 'Người Mẫu A,Tổ phó'),
    );
    expect(counts).toMatchObject({ updated: 1, setAside: 1 });
    expect((await context.stores.members.get(leader.id))?.value).toMatchObject({
      role: 'reporter',
      claimedBy: 'p-1',
      active: true,
    });
  });

  it.each([
    ['xã không có', LEADER.replace('Xã Bác Ái', 'Xã Không Có'), 'Không có xã, phường nào', 'no commune'],
    ['mã tổ sai', LEADER.replace('TTT-901', 'T1'), 'Mã tổ', 'no code of a team'],
    ['vai trò lạ', LEADER.replace('Tổ trưởng', 'Khách'), 'Không hiểu vai trò', 'is no role'],
    ['ngày không có thật', LEADER.replace('5/11/2023', '31/2/2023'), 'Ngày thành lập', 'is no day'],
    [
      'cán bộ không có số gọi được',
      LEADER.replace('0000000000', ''),
      'số điện thoại đúng của cán bộ',
      'number of the officer',
    ],
    ['thiếu tên', LEADER.replace('Người Mẫu A', ''), 'Thiếu “Họ và tên”', '“Họ và tên” is missing'],
  ])(
    'reports a row with %s by its number, in both languages, and keeps the others',
    async (_what, row, vi, en) => {
      const context = await openTestStores();
      const { plan } = await importCsv(context, row, MEMBER);
      expect(plan.errors).toEqual([
        { row: 2, vi: expect.stringContaining(vi), en: expect.stringContaining(en) },
      ]);
      expect(plan.teams.map((team) => team.members.length)).toEqual([1]);
    },
  );

  it('takes the officer of the province, or of a commune, in a row of their own', async () => {
    const context = await openTestStores();
    const { plan } = await importCsv(
      context,
      ',,Tỉnh Khánh Hòa,,,,,,,Cán bộ tỉnh Mẫu,0258 000 0000,giờ hành chính',
      ',,Xã Bác Ái,,,,,,,Cán bộ xã Mẫu,0259 000 0000,',
      ',,Tỉnh Mẫu,,,,,,,Cán bộ Mẫu,0259 000 0000,',
      ',,Tỉnh Khánh Hòa,,,,,,,Cán bộ Mẫu,,',
    );
    expect(plan.errors.map(({ row, vi }) => [row, vi])).toEqual([
      [4, expect.stringContaining('Không có xã, phường nào tên “Tỉnh Mẫu”')],
      [5, expect.stringContaining('Thiếu số điện thoại')],
    ]);
    expect(plan.teams).toEqual([]);
    expect((await context.stores.officers.get('u-56'))?.value.name).toBe('Cán bộ tỉnh Mẫu');
    expect((await context.stores.officers.get('u-22795'))?.value.name).toBe('Cán bộ xã Mẫu');
    const asked = { name: 'officer', teamId: null } as const;
    const factDeps = { ...context, sequences: context.storage.sequences, linkCodes: testLinkCodes(context) };
    const times = { timeZone: 'Asia/Ho_Chi_Minh', periodKind: 'quarter' } as const;
    const facts = await loadFacts(
      [asked],
      { eventKey: 'k', conversationId: ALICE, personId: null },
      { ...factDeps, ...times },
    );
    expect(Object.values(facts)).toEqual([
      { name: 'Cán bộ tỉnh Mẫu', phone: '0258 000 0000', hours: 'giờ hành chính' },
    ]);
  });

  it('accepts commune names from before July 2025 and asks where one was divided', async () => {
    const { stores } = await openTestStores();
    const find = await communeFinder(stores);
    expect(find('Xã Phước Thắng')).toEqual({ id: 'u-22795' });
    expect(find('phuoc thang')).toEqual({ id: 'u-22795' });
    expect(find('Bác Ái')).toEqual({ id: 'u-22795' });
    // A name that lives on means the commune of today, even where it had another extent.
    expect(find('Xã Phước Hà')).toEqual({ id: 'u-22900' });
    expect(find('Phường Đông Hải')).toEqual({ id: 'u-22780' });
    expect(find('Xã Ninh Bình Mẫu')).toHaveProperty('fault');
  });

  it('reads its own template as XLSX and as CSV', async () => {
    const { stores } = await openTestStores();
    const find = await communeFinder(stores);
    for (const format of ['xlsx', 'csv'] as const) {
      const path = join(tempDir(), `mau.${format}`);
      writeFileSync(path, await rosterTemplate(format));
      const plan = planRoster(await readRosterFile(path), find, await provinceFinder(stores));
      expect(plan.errors).toEqual([]);
      expect(plan.teams).toMatchObject([{ id: 'TTT-901', foundedOn: '2023-11-05', members: [{}, {}] }]);
    }
  });

  it('reads what a spreadsheet saves as Unicode text, and telephone numbers whose zero it took away', async () => {
    const context = await openTestStores();
    const text = [
      HEADINGS,
      LEADER.replace(',,Cán bộ Mẫu,0000000000', ',912345678,Cán bộ Mẫu,912345679'),
    ].join('\n');
    const bytes = Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le');
    const lines = await readRoster(bytes, '.csv');
    const plan = planRoster(lines, await communeFinder(context.stores), await provinceFinder(context.stores));
    expect(plan.errors).toEqual([]);
    expect(plan.teams[0]?.members).toMatchObject([{ name: 'Người Mẫu A', phone: '0912345678' }]);
    expect(plan.officers).toMatchObject([{ phone: '0912345679' }]);
  });

  it.each(['+84 259 382 2234', '0084 259 3822234', '0259.3822234', '2593822234'])(
    'reads the landline %s with its area',
    async (typed) => {
      const { plan } = await importCsv(
        await openTestStores(),
        LEADER.replace(',,Cán bộ', `,${typed},Cán bộ`),
      );
      expect([plan.errors, plan.teams[0]?.members[0]?.phone]).toEqual([[], '02593822234']);
    },
  );

  it('takes no names that have lost their letters when the file was saved', async () => {
    const context = await openTestStores();
    const old = Buffer.from(
      [HEADINGS, LEADER].join('\n').replaceAll('ộ', 'ô').replaceAll('Ã', 'A'),
      'latin1',
    );
    const headings = Buffer.from(`${HEADINGS}\n`);
    await expect(readRoster(Buffer.concat([headings, old]), '.csv')).rejects.toThrow(/CSV UTF-8/);
    const { plan } = await importCsv(context, LEADER.replace('Người Mẫu A', 'Ng??i M?u A'));
    expect(plan.errors).toMatchObject([{ row: 2, vi: expect.stringContaining('“Ng??i M?u A” bị mất chữ') }]);
  });

  it('reads a CSV with BOM, semicolons and headings without accents', async () => {
    const rows = await readRoster(
      Buffer.from(
        '\ufeffMa to;Xa/Phuong;Thon;Ho va ten;Vai tro\nTTT-901;Xã Bác Ái;Thôn Mẫu;Người Mẫu;to truong\n',
      ),
      '.csv',
    );
    expect(rows).toMatchObject([{ row: 2, cells: { teamCode: 'TTT-901', role: 'to truong' } }]);
  });

  it.each([
    [Buffer.from('a,b\n1,2\n'), '.csv', /thiếu cột .* \/ .*lacks the columns/],
    [Buffer.from('not a workbook'), '.xlsx', /bị hỏng .* \/ .*is damaged/],
    [Buffer.from('%PDF'), '.pdf', /Chỉ nhận tệp .* \/ Only/],
  ])('refuses what is no roster with a sentence that says what to do', async (bytes, extension, message) => {
    await expect(readRoster(bytes, extension)).rejects.toThrow(message);
  });
});
