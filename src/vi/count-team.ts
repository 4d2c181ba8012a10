import { type Analysis, isSure, matchBefore } from './analysis.ts';
import type { Amount } from './count-amount.ts';
import type { CountMention } from './count-mention.ts';
import type { Token } from './tokens.ts';

/** A team has at most this many members (domain research §1.1), so a smaller count beside a larger one may be theirs. */
const LARGEST_TEAM = 12;

const TEAM_WORDS = new Set([
  'tô3',
  'to',
  'đôi5',
  'em',
  'minh2',
  'tôi',
  'co1',
  'gôm2',
  'co',
  'minh',
  'toi',
  'gom',
]);

/** "tổ em 7 người": those who lead, beside a larger count. */
export function isTeam(a: Analysis, mention: CountMention, largest: number): boolean {
  if (mention.value > LARGEST_TEAM) return false;
  if (matchBefore(a, mention.numberFrom, 'count.own_team', a.bare ? 1 : 2)) return true;
  if (mention.value === largest) return false;
  let sawTeam = false;
  for (let at = mention.from - 1; at >= Math.max(0, mention.from - 3); at--) {
    const key = a.tokens[at]?.spelling.key ?? '';
    if (!TEAM_WORDS.has(key)) break;
    if (key === 'tô3' || key === 'to' || key === 'đôi5') sawTeam = true;
  }
  return sawTeam;
}

/** "cô giáo 3, học sinh 60": those who lead, named before their figure. */
export function isTeamLabelled(a: Analysis, { from, value }: Amount): boolean {
  const at = a.tokens[from - 1]?.raw === ':' ? from - 1 : from;
  const team = value <= LARGEST_TEAM ? matchBefore(a, at, 'unit.team') : null;
  return team !== null && isSure(team);
}

/** "nhóm zalo thôn (210 thành viên)": who could read it did not come. */
function isNet({ spelling }: Token): boolean {
  return NETS.has(spelling.fold);
}

const NETS = new Set(['zalo', 'facebook', 'messenger', 'fanpage']);
const GROUPS = new Set(['nhom', 'clb', 'bo', 'hoi']);
const WORDS_TO_GROUP = 5;
const SMALLEST_GROUP = 3;

/** "48 thành viên dự", "họp nhóm tiết kiệm 12 thành viên": the members of a group came, those of the team only lead. */
export function isOfGroup(a: Analysis, { role, from, value, unclear }: CountMention): boolean {
  if (role !== 'team' || unclear || value < SMALLEST_GROUP) return false;
  if (a.tokens.slice(Math.max(0, from - WORDS_TO_GROUP), from).some(isNet)) return false;
  if (value > LARGEST_TEAM) return true;
  const folds = a.tokens.slice(Math.max(0, from - WORDS_TO_GROUP), from).map(({ spelling }) => spelling.fold);
  return folds.some((fold) => GROUPS.has(fold)) && !folds.includes('to');
}
