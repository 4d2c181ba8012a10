import type { Hotline, Hotlines } from '../../safety/hotline.ts';
import type { ContentItem } from './content-item.ts';

/** The lines of an item's numbers in a language, Vietnamese where there is none: "Trẻ em, mua bán người: gọi 111 (miễn phí)". */
export function hotlineLinesOf(item: ContentItem, table: Hotlines, language: string): string[] {
  return item.hotlines.flatMap((number) => {
    const hotline: Hotline | undefined = table.hotlines.find((one) => one.number === number);
    const line = hotline?.lines[language] ?? hotline?.lines.vi;
    return line ? [line] : [];
  });
}
