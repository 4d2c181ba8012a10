import type { ContentBrief, ContentShelf } from '../domain/content-item.ts';

const ITEMS: readonly ContentBrief[] = [
  { slug: 'mau-mot', kind: 'leaflet', title: 'Tài liệu mẫu một', themes: ['tao_hon'] },
  { slug: 'mau-hai', kind: 'leaflet', title: 'Tài liệu mẫu hai', themes: ['mua_ban_nguoi'] },
  { slug: 'mau-ba', kind: 'clip', title: 'Tài liệu mẫu ba', themes: ['mua_ban_nguoi', 'xam_hai'] },
];

/** Before this day nothing is handed out, so that talks can meet an empty shelf too. */
const FIRST_DAY = '2026-01-01';

/** A plainly invented shelf for talks, so that a new leaflet does not change every talk. */
export const TALK_CONTENT: ContentShelf = {
  items: (today) => (today < FIRST_DAY ? [] : ITEMS),
  message(slug) {
    const item = ITEMS.find((one) => one.slug === slug);
    return item ? { text: `(${item.title})`, media: [] } : null;
  },
};
