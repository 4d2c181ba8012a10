import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { PAGE_STYLE } from './style.ts';

export interface PageHead {
  title: string;
  /** One sentence, for search engines and for the preview of a shared link. */
  description: string;
  /** Absolute address of a picture for the preview; null when there is none. */
  image?: string | null;
}

/** A public page: one column that reads well at 360 px, on weak networks one request. */
export function publicPage(head: PageHead, body: ComponentChildren): string {
  return `<!doctype html>${render(
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${head.title} – Loa Thôn`}</title>
        <meta name="description" content={head.description} />
        <meta property="og:title" content={head.title} />
        <meta property="og:description" content={head.description} />
        {head.image ? <meta property="og:image" content={head.image} /> : null}
        <style dangerouslySetInnerHTML={{ __html: PAGE_STYLE }} />
      </head>
      <body>
        <header>
          <p>Tổ truyền thông cộng đồng · Dự án 8</p>
        </header>
        <main>{body}</main>
        <footer>
          <p>
            <a href="/c">Tài liệu</a> · <a href="/privacy">Dữ liệu cá nhân</a>
          </p>
        </footer>
      </body>
    </html>,
  )}`;
}
