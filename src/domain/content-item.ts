import type { Media } from './message.ts';
import type { ThemeCode } from './themes.ts';

/** Kinds of material; each is a folder under `content/`. */
export const CONTENT_KINDS = {
  leaflet: { folder: 'leaflets', title: 'Tờ rơi' },
  poster: { folder: 'posters', title: 'Áp phích' },
  clip: { folder: 'clips', title: 'Phim ngắn' },
  audio: { folder: 'audio', title: 'Bài phát thanh' },
  article: { folder: 'articles', title: 'Bài viết' },
} as const;

export type ContentKind = keyof typeof CONTENT_KINDS;

/** What people are told of an item before they choose it. */
export interface ContentBrief {
  /** Names its folder, its page `/c/<slug>` and its link `m.me/…?ref=c_<slug>`. */
  slug: string;
  kind: ContentKind;
  /** In Vietnamese. */
  title: string;
  themes: readonly ThemeCode[];
}

/** One material in one language, ready to be sent: its short text says all that matters without the picture. */
export interface ContentMessage {
  text: string;
  media: readonly Media[];
}

/** What the flow engine sees of `content/`: pure look-ups over what was loaded at start. */
export interface ContentShelf {
  /** Everything that may be handed out on that day (`YYYY-MM-DD`), in the order of the titles. */
  items(today: string): readonly ContentBrief[];
  /** The item in the person's language, Vietnamese where it has no such variant; null when it is not there or no longer valid. */
  message(slug: string, language: string | null, today: string): ContentMessage | null;
}
