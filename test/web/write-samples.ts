import type { ApiClient } from '../support/api.ts';

/** A commune whose officer asks, and one that is none of theirs. */
export const OWN_COMMUNE = 'u-22795';
export const FOREIGN_COMMUNE = 'u-22900';
export const OWN_TEAM = 'TTT-101';
export const FOREIGN_TEAM = 'TTT-102';

/** Reports of the foreign team, one for each verdict. */
export const FOREIGN_REPORTS = { confirm: 'BC-0101', return: 'BC-0102', reopen: 'BC-0103' } as const;

/** One good request of a write route. */
export interface WriteSample {
  path: string;
  body?: unknown;
}

/** Makes one that lands in the foreign commune, so that only a token for the whole network may do it. */
export type MakeSample = (all: ApiClient) => Promise<WriteSample>;

const member = { name: 'Người Mẫu Một', role: 'member' };

async function foreignMember(all: ApiClient, name: string): Promise<string> {
  const { body } = await all.call('post', `/teams/${FOREIGN_TEAM}/members`, { ...member, name });
  return String(body.id);
}

const entry = {
  indicator: 'D8-1.2.01b',
  unit: FOREIGN_COMMUNE,
  period: '2026-10',
  numerator: 1,
  evidence: 'Sổ phát thanh tháng 10',
};

async function openSeat(all: ApiClient): Promise<string> {
  const { body } = await all.get('/seat-requests');
  return String((body.items as { ref: string }[])[0]?.ref);
}

async function paperRequest(all: ApiClient, reference: string): Promise<string> {
  const { body } = await all.call('post', '/data-requests', { ...paper, reference });
  return String(body.id);
}

const paper = { kind: 'see', reference: '01/CV-M', receivedOn: '2026-11-02' };

async function spareTeam(all: ApiClient, id: string): Promise<string> {
  const body = { id, commune: FOREIGN_COMMUNE, villages: ['Thôn Mẫu 09'] };
  await all.call('post', '/teams', body);
  return id;
}

/** Every write route by method and path: one that is missing here fails the walk. */
export const WRITE_SAMPLES: Record<string, MakeSample> = {
  'post /teams': async () => ({
    path: '/teams',
    body: { id: 'TTT-103', commune: FOREIGN_COMMUNE, villages: ['Thôn Mẫu 03'] },
  }),
  'patch /teams/:id': async () => ({ path: `/teams/${FOREIGN_TEAM}`, body: { name: 'Tổ Mẫu' } }),
  'post /teams/:id/withdraw': async (all) => ({
    path: `/teams/${await spareTeam(all, 'TTT-104')}/withdraw`,
    body: { on: '2026-11-01' },
  }),
  'post /teams/:id/merge': async (all) => ({
    path: `/teams/${await spareTeam(all, 'TTT-105')}/merge`,
    body: { into: OWN_TEAM, on: '2026-11-01' },
  }),
  'post /teams/:id/members': async () => ({ path: `/teams/${FOREIGN_TEAM}/members`, body: member }),
  'patch /teams/:id/members/:memberId': async (all) => ({
    path: `/teams/${FOREIGN_TEAM}/members/${await foreignMember(all, 'Người Mẫu Hai')}`,
    body: { role: 'reporter' },
  }),
  'delete /teams/:id/members/:memberId': async (all) => ({
    path: `/teams/${FOREIGN_TEAM}/members/${await foreignMember(all, 'Người Mẫu Ba')}`,
  }),
  'post /data-requests': async () => ({ path: '/data-requests', body: paper }),
  'post /data-requests/:id/reply': async (all) => ({
    path: `/data-requests/${await paperRequest(all, '02/CV-M')}/reply`,
    body: {},
  }),
  'post /data-requests/:id/extend': async (all) => ({
    path: `/data-requests/${await paperRequest(all, '04/CV-M')}/extend`,
    body: { days: 10, reason: 'cần tra hồ sơ giấy' },
  }),
  'post /data-requests/:id/close': async (all) => ({
    path: `/data-requests/${await paperRequest(all, '03/CV-M')}/close`,
    body: {},
  }),
  'post /seat-requests/:ref/approve': async (all) => ({
    path: `/seat-requests/${await openSeat(all)}/approve`,
  }),
  'post /seat-requests/:ref/refuse': async (all) => ({
    path: `/seat-requests/${await openSeat(all)}/refuse`,
    body: { reason: 'Chưa có tên trong quyết định.' },
  }),
  'post /sessions/:code/confirm': async () => ({ path: `/sessions/${FOREIGN_REPORTS.confirm}/confirm` }),
  'post /sessions/:code/return': async () => ({
    path: `/sessions/${FOREIGN_REPORTS.return}/return`,
    body: { reason: 'Xem lại số người.' },
  }),
  'post /sessions/:code/reopen': async () => ({
    path: `/sessions/${FOREIGN_REPORTS.reopen}/reopen`,
    body: { reason: 'Rút nhầm.' },
  }),
  'post /teams/:id/notices': async () => ({
    path: `/teams/${FOREIGN_TEAM}/notices`,
    body: { text: 'Mai họp lúc 14 giờ.' },
  }),
  'post /indicator-entries': async () => ({ path: '/indicator-entries', body: entry }),
  'delete /indicator-entries/:id': async (all) => {
    const { body } = await all.call('post', '/indicator-entries', entry);
    return { path: `/indicator-entries/${body.id}` };
  },
  'post /teams/:id/codes': async () => ({
    path: `/teams/${FOREIGN_TEAM}/codes`,
    body: { kind: 'member' },
  }),
  'delete /codes/:code': async (all) => {
    const { body } = await all.get(`/teams/${FOREIGN_TEAM}/codes`);
    return { path: `/codes/${(body.items as { code: string }[])[0]?.code}` };
  },
};
