import { isRealDate } from '../../domain/calendar.ts';
import type { TeamRole } from '../../domain/effect.ts';
import type { BothLanguages } from '../../lib/both-languages.ts';
import { fold } from '../../vi/fold.ts';
import { ROSTER_COLUMN_NAMES, ROSTER_COLUMNS, type RosterLine } from './columns.ts';
import type { FindCommune, FindProvince } from './find-commune.ts';

/** What a roster file says, row errors apart. Pure data: nothing has been written yet. */
export interface RosterPlan {
  teams: PlannedTeam[];
  officers: PlannedOfficer[];
  errors: RosterError[];
}

/** What is wrong with a row and what to do. */
export interface RosterError extends BothLanguages {
  row: number;
}

export interface PlannedTeam {
  id: string;
  name: string;
  communeId: string;
  villages: string[];
  foundedOn: string | null;
  decisionNumber: string | null;
  members: PlannedMember[];
}

export interface PlannedMember {
  name: string;
  role: TeamRole;
  phone: string | null;
}

export interface PlannedOfficer {
  unitId: string;
  name: string;
  phone: string;
  hours: string;
}

const ROLES: Record<string, TeamRole> = {
  'to truong': 'leader',
  'to pho': 'reporter',
  'nguoi bao cao': 'reporter',
  'bao cao vien': 'reporter',
  'ban dieu hanh': 'reporter',
  'thanh vien': 'member',
};

/** Turns lines into teams; a faulty row is reported and left out, the others stand. */
export function planRoster(
  lines: readonly RosterLine[],
  findCommune: FindCommune,
  findProvince: FindProvince,
): RosterPlan {
  const teams = new Map<string, PlannedTeam>();
  const officers = new Map<string, PlannedOfficer>();
  const errors: RosterError[] = [];
  for (const line of lines) {
    const faults = isOfficerAlone(line)
      ? addOfficer(line, officers, findCommune, findProvince)
      : addLine(line, teams, officers, findCommune);
    errors.push(...faults.map((fault) => ({ row: line.row, ...fault })));
  }
  return { teams: [...teams.values()], officers: [...officers.values()], errors };
}

/** A row without team and member names the officer of a commune, or of the province, whom everybody else's callers get. */
function isOfficerAlone({ cells }: RosterLine): boolean {
  return cells.officerName !== '' && cells.teamCode === '' && cells.memberName === '';
}

function addOfficer(
  { cells }: RosterLine,
  officers: Map<string, PlannedOfficer>,
  findCommune: FindCommune,
  findProvince: FindProvince,
): BothLanguages[] {
  const unit = findProvince(cells.commune) ?? findCommune(cells.commune);
  if ('fault' in unit) return [unit.fault];
  if (phoneOf(cells.officerPhone) === undefined) return [unreachable(cells.officerName)];
  officers.set(unit.id, plannedOfficer(unit.id, cells));
  return [];
}

function plannedOfficer(unitId: string, cells: RosterLine['cells']): PlannedOfficer {
  const typed = cells.officerPhone;
  // People read it: as it was typed, unless a spreadsheet took its zero away.
  const phone = /^[0+]/.test(typed) ? typed : (phoneOf(typed) ?? typed);
  return { unitId, name: cells.officerName, phone, hours: cells.officerHours };
}

function unreachable(officerName: string): BothLanguages {
  return {
    vi: `Thiếu số điện thoại đúng của cán bộ “${officerName}”: người dân sẽ gọi số này.`,
    en: `A right telephone number of the officer “${officerName}” is missing: people will call it.`,
  };
}

/** A spreadsheet writes "?" where its old kind of CSV has no letter. */
function lettersLost(name: string): BothLanguages {
  return {
    vi: `“${name}” bị mất chữ khi lưu tệp. Trong Excel, lưu dạng “CSV UTF-8” hoặc .xlsx.`,
    en: `“${name}” has lost letters when the file was saved. Save it as “CSV UTF-8” or .xlsx.`,
  };
}

function addLine(
  { cells }: RosterLine,
  teams: Map<string, PlannedTeam>,
  officers: Map<string, PlannedOfficer>,
  findCommune: FindCommune,
): BothLanguages[] {
  const faults: BothLanguages[] = ROSTER_COLUMN_NAMES.filter(
    (name) => ROSTER_COLUMNS[name].required && cells[name] === '',
  )
    .map((name) => ROSTER_COLUMNS[name].title)
    .map((title) => ({ vi: `Thiếu “${title}”.`, en: `“${title}” is missing.` }));
  if (faults.length > 0) return faults;

  const id = cells.teamCode.toUpperCase();
  if (!/^TTT-\d{3,}$/.test(id))
    faults.push({
      vi: `Mã tổ “${cells.teamCode}” không đúng. Viết như TTT-012.`,
      en: `“${cells.teamCode}” is no code of a team. Write it like TTT-012.`,
    });
  const commune = findCommune(cells.commune);
  if ('fault' in commune) faults.push(commune.fault);
  const role = ROLES[fold(cells.role)];
  if (!role)
    faults.push({
      vi: `Không hiểu vai trò “${cells.role}”. Ghi: ${ROSTER_COLUMNS.role.note}.`,
      en: `“${cells.role}” is no role. Write: ${ROSTER_COLUMNS.role.note}.`,
    });
  const foundedOn = cells.foundedOn === '' ? null : dayOf(cells.foundedOn);
  if (foundedOn === undefined)
    faults.push({
      vi: `Ngày thành lập “${cells.foundedOn}” không đúng. Ghi ngày/tháng/năm, ví dụ 5/11/2023.`,
      en: `“${cells.foundedOn}” is no day. Write day/month/year, such as 5/11/2023.`,
    });
  const phone = cells.phone === '' ? null : phoneOf(cells.phone);
  if (phone === undefined)
    faults.push({
      vi: `Số điện thoại “${cells.phone}” không đúng. Ghi 10 số, ví dụ 0259 000 0000; không có thì để trống.`,
      en: `“${cells.phone}” is no telephone number. Write 10 digits, such as 0259 000 0000, or leave it empty.`,
    });
  if (cells.officerName !== '' && phoneOf(cells.officerPhone) === undefined) {
    faults.push(unreachable(cells.officerName));
  }
  for (const name of [cells.memberName, cells.village, cells.teamName, cells.officerName])
    if (name.includes('?')) faults.push(lettersLost(name));
  if (faults.length > 0 || 'fault' in commune || !role) return faults;

  const villages = cells.village
    .split(';')
    .map((name) => name.trim())
    .filter(Boolean);
  const team = teams.get(id) ?? {
    id,
    name: cells.teamName || `Tổ truyền thông ${villages[0]}`,
    communeId: commune.id,
    villages,
    foundedOn: foundedOn ?? null,
    decisionNumber: cells.decisionNumber || null,
    members: [],
  };
  if (team.communeId !== commune.id)
    return [
      {
        vi: `Tổ ${id} đã ghi ở một xã khác trong cùng tệp.`,
        en: `The team ${id} stands in another commune in the same file.`,
      },
    ];
  if (team.members.some((member) => fold(member.name) === fold(cells.memberName))) {
    return [
      {
        vi: `“${cells.memberName}” đã có trong tổ ${id}. Nếu là hai người trùng tên, ghi thêm chữ để phân biệt.`,
        en: `The team ${id} has “${cells.memberName}” already. If they are two people, add a word to tell them apart.`,
      },
    ];
  }
  team.members.push({ name: cells.memberName, role, phone: phone ?? null });
  teams.set(id, team);
  if (cells.officerName !== '') {
    officers.set(commune.id, plannedOfficer(commune.id, cells));
  }
  return [];
}

/** `5/11/2023`, `05-11-2023` or `2023-11-05` as a day; undefined when it is none. */
function dayOf(text: string): string | undefined {
  const [, d, m, y] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = d && m && y ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : text;
  return isRealDate(iso) ? iso : undefined;
}

/** A mobile or landline number whose first zero a spreadsheet took away, because it read a number. */
const WITHOUT_ZERO = /^(?=(?:[35789]\d{8}|2\d{9})$)/;

/** Ten digits from 0, also written with +84 or 84; undefined when it is no telephone number. */
function phoneOf(text: string): string | undefined {
  const digits = text
    .replace(/[\s.()-]/g, '')
    .replace(/^(\+84|0084|84)(?=\d{9,10}$)/, '0')
    .replace(WITHOUT_ZERO, '0');
  return /^0\d{9,10}$/.test(digits) ? digits : undefined;
}
