import { type Analysis, matchAt } from './analysis.ts';
import type { CountMention } from './count-mention.ts';
import { isPeople } from './count-parts.ts';
import type { DateMention } from './date-mention.ts';
import type { Match } from './phrase-index.ts';

/**
 * Words from which on the sender's own session is told, after that of others or of a whole period: "…, còn buổi của tổ em",
 * "…, riêng buổi cuối", "thôn bên 90 người, bên em 37".
 */
function ownSession(a: Analysis): readonly Match[] {
  const least = a.halfBare ? 1 : 2;
  const others = a.byTag.get('own_session.others')?.find(({ quality }) => quality >= least);
  const mine = others ? (a.byTag.get('own_session.mine') ?? []).filter(({ from }) => from >= others.to) : [];
  return [...(a.byTag.get('own_session.apart') ?? []), ...mine].filter(
    ({ quality, to }) => quality >= least && !isPart(a, to),
  );
}

/** "riêng buổi sáng": a part of the same day. */
function isPart(a: Analysis, to: number): boolean {
  return matchAt(a, to - 1, 'count.session_part') !== null || matchAt(a, to, 'count.session_part') !== null;
}

/** Without the days before the own session, where its own day is told. */
export function dropOtherDays(a: Analysis, mentions: DateMention[]): DateMention[] {
  for (const { from } of mentions.length > 1 ? ownSession(a) : []) {
    const own = mentions.filter((mention) => mention.from >= from);
    const isTold = own.some(({ kind }) => kind === 'exact' || kind === 'weekday');
    if (isTold && own.length < mentions.length) return own;
  }
  return mentions;
}

/** Without the people before the own session, where its own are counted. */
export function dropOtherPeople(a: Analysis, mentions: CountMention[]): CountMention[] {
  const people = mentions.filter((mention) => isPeople(mention) || mention.role === 'bare');
  for (const { from } of people.length > 1 ? ownSession(a) : []) {
    const own = people.filter((mention) => mention.from >= from);
    if (own.length === 0 || own.length === people.length) continue;
    return mentions.map((mention) =>
      mention.from < from && mention.role !== 'leaflet'
        ? { ...mention, role: 'other', rule: 'of-another-session' }
        : mention,
    );
  }
  return mentions;
}
