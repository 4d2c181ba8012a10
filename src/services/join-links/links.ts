/** The accounts that links lead to; null for a channel that is off. */
export interface ChannelAccounts {
  zaloOaId: string | null;
  messengerPageId: string | null;
}

/** One way into a team. */
export interface JoinLink {
  channel: 'zalo' | 'messenger';
  /** What the QR code holds. */
  url: string;
  /** What the person does after the link has opened, in Vietnamese. */
  after: string;
  /** What to send, when the link cannot carry the code by itself. */
  send: string | null;
}

/** "K7PM 4XWQ": two halves are easier to read out and to type; the bot does not care about the blank. */
export function shownCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/**
 * The links by which a join code can be used. Messenger hands `ref` on to the bot (platform dossier §1.5: letters, digits,
 * `-`, `_`, `=`); no parameter of Zalo's OA link is known to reach it, so there the code is sent by hand.
 */
export function joinLinks(code: string, { zaloOaId, messengerPageId }: ChannelAccounts): JoinLink[] {
  const links: JoinLink[] = [];
  if (zaloOaId) {
    links.push({
      channel: 'zalo',
      url: `https://zalo.me/${zaloOaId}`,
      after: 'Bấm “Quan tâm”, rồi nhắn mã',
      send: shownCode(code),
    });
  }
  if (messengerPageId) {
    links.push({
      channel: 'messenger',
      url: `https://m.me/${messengerPageId}?ref=join_${code}`,
      after: 'Bấm “Bắt đầu”. Nếu được hỏi mã, nhắn',
      send: shownCode(code),
    });
  }
  return links;
}
