/** Size of a drawn leaflet, pixels: fills a phone held upright, and is still readable when it is forwarded. */
export const PICTURE_SIZE = { width: 1080, height: 1350 } as const;

export interface PictureText {
  title: string;
  points: readonly string[];
  hotlines: readonly string[];
  sources: readonly string[];
}

/** Who hands it out; stands on the picture so that it explains itself after it was forwarded. */
const SENDER = 'Tổ truyền thông cộng đồng · Dự án 8';

/**
 * The page that a leaflet's picture is drawn from. The same text gives the same page, so that its hash tells whether a
 * picture is still true.
 */
export function picturePage({ title, points, hotlines, sources }: PictureText): string {
  const { width, height } = PICTURE_SIZE;
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><style>
* { box-sizing: border-box; margin: 0; }
html, body { width: ${width}px; height: ${height}px; }
body { font-family: "Be Vietnam Pro", sans-serif; color: #2a1f14; background: #fff7ea; display: flex; flex-direction: column; }
header { background: #b3261e; color: #fff; padding: 48px 56px 44px; border-bottom: 12px solid #f2b134; }
header p { font-size: 30px; font-weight: 600; opacity: .95; }
h1 { font-size: 78px; line-height: 1.16; font-weight: 800; margin-top: 14px; text-wrap: balance; }
ol { list-style: none; padding: 40px 56px 0; flex: 1; display: flex; flex-direction: column; justify-content: space-evenly; }
li { display: flex; gap: 28px; font-size: 41px; line-height: 1.32; font-weight: 500; text-wrap: pretty; }
li::before { content: counter(item); counter-increment: item; flex: none; width: 66px; height: 66px; border-radius: 50%;
  background: #f2b134; color: #2a1f14; font-weight: 800; font-size: 38px; display: grid; place-items: center; }
ol { counter-reset: item; }
section { margin: 32px 56px 0; background: #fff; border: 6px solid #b3261e; border-radius: 28px; padding: 24px 36px; }
section p { font-size: 42px; line-height: 1.35; font-weight: 800; color: #b3261e; }
footer { padding: 22px 56px 30px; font-size: 23px; line-height: 1.4; color: #5d4c3a; }
</style></head><body>
<header><p>${escapeHtml(SENDER)}</p><h1>${escapeHtml(title)}</h1></header>
<ol>${points.map((point) => `<li><span>${escapeHtml(point)}</span></li>`).join('')}</ol>
${hotlines.length > 0 ? `<section>${hotlines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</section>` : ''}
<footer>Nguồn: ${escapeHtml(sources.join('; '))}.</footer>
</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
