import { z } from 'zod';
import { teamId } from '../../../services/input-fields.ts';
import { joinCodeOf } from '../../../services/join-codes.ts';
import { joinSheet } from '../../../services/join-links/join-sheet.ts';
import { joinLinks } from '../../../services/join-links/links.ts';
import { qrPng } from '../../../services/join-links/qr.ts';
import { Refused } from '../../../services/refused.ts';
import { activeTeamOf } from '../../../services/teams/find-team.ts';
import { communeIdOf } from '../../../services/units/resolve-commune.ts';
import { renderJoinSheet } from '../../pages/join-sheet.tsx';
import { ApiError } from '../api-errors.ts';
import { mayWrite } from '../caller.ts';
import { fileRoute } from '../route.ts';

export const getJoinQr = fileRoute({
  path: '/teams/:id/qr.png',
  scope: 'read:codes',
  summary: 'The link with a team’s join code as a QR code: m.me carries the code, on Zalo it is sent by hand',
  params: z.object({ id: teamId }),
  query: z.object({
    kind: z.enum(['reporter', 'member']).default('reporter'),
    channel: z.enum(['zalo', 'messenger']).default('zalo'),
  }),
  file: ['image/png'],
  async handle({ params, query }, caller, deps) {
    const team = await activeTeamOf(params.id, deps.stores);
    if (!mayWrite(caller, [team.communeId])) throw new ApiError('not-found');
    const code = await joinCodeOf(team.id, query.kind, deps);
    const link = joinLinks(code, deps.accounts).find(({ channel }) => channel === query.channel);
    if (!link) throw new Refused('channel-off');
    const png = await qrPng(link.url);
    return { name: `${team.id}-${query.channel}.png`, contentType: 'image/png', chunks: once(png) };
  },
});

export const getJoinSheet = fileRoute({
  path: '/communes/:commune/join-sheet.html',
  scope: 'read:codes',
  summary: 'Codes, links and QR codes of a commune’s teams on A4, one page a team, ready to print',
  params: z.object({ commune: z.string() }),
  query: z.object({}),
  file: ['text/html'],
  async handle({ params }, caller, deps) {
    const communeId = await communeIdOf(params.commune, deps.stores);
    if (!mayWrite(caller, [communeId])) throw new ApiError('not-found');
    const html = renderJoinSheet(await joinSheet(communeId, deps));
    return {
      name: `ma-vao-to-${communeId}.html`,
      contentType: 'text/html; charset=utf-8',
      chunks: once(html),
    };
  },
});

async function* once<T>(chunk: T): AsyncGenerator<T> {
  yield chunk;
}
