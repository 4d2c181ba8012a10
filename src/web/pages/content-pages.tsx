import { type ContentItem, type ContentVariant, isValidOn } from '../../content/items/content-item.ts';
import { hotlineLinesOf } from '../../content/items/hotline-lines.ts';
import { renderBody } from '../../content/items/render-body.ts';
import { CONTENT_KINDS } from '../../domain/content-item.ts';
import { underUrl } from '../../lib/under-url.ts';
import type { Hotlines } from '../../safety/hotline.ts';
import { pageOfItem } from '../../services/content-shelf.ts';
import { publicPage } from './layout.tsx';

export interface ContentPageDeps {
  hotlines: Hotlines;
  publicUrl: string | null;
}

/** `/c`: everything that can be handed out today. */
export function listPage(items: readonly ContentItem[], today: string): string {
  const valid = items.filter((item) => isValidOn(item, today));
  return publicPage(
    {
      title: 'Tài liệu truyền thông',
      description: 'Tờ rơi, phim và bài phát thanh của các tổ truyền thông.',
    },
    <>
      <h1>Tài liệu truyền thông</h1>
      {valid.length === 0 ? <p>Hiện chưa có tài liệu nào.</p> : null}
      <ul class="items">
        {valid.map((item) => (
          <li key={item.slug}>
            <a href={pageOfItem(item.slug)}>
              {item.title}
              <small>{CONTENT_KINDS[item.kind].title}</small>
            </a>
          </li>
        ))}
      </ul>
    </>,
  );
}

/** `/c/:slug`: one item with its longer text, in every language that it has. */
export function itemPage(item: ContentItem, deps: ContentPageDeps): string {
  const image = item.vi.assets.find(({ kind }) => kind === 'image');
  const picture =
    image && deps.publicUrl ? underUrl(deps.publicUrl, `${pageOfItem(item.slug)}/${image.name}`) : null;
  return publicPage(
    { title: item.title, description: item.vi.points[0] ?? item.title, image: picture },
    <>
      <h1>{item.title}</h1>
      {[item.vi, ...item.others.values()].map((variant) => (
        <Variant key={variant.language} item={item} variant={variant} hotlines={deps.hotlines} />
      ))}
      <p class="source">Nguồn: {item.sources.join('; ')}.</p>
    </>,
  );
}

function Variant(props: { item: ContentItem; variant: ContentVariant; hotlines: Hotlines }) {
  const { item, variant, hotlines } = props;
  const numbers = hotlineLinesOf(item, hotlines, variant.language);
  return (
    <section lang={variant.language}>
      {variant.language === 'vi' ? null : <h2>{variant.title}</h2>}
      {variant.assets.map((asset) => {
        const src = `${pageOfItem(item.slug)}/${asset.name}`;
        if (asset.kind === 'image') return <img key={src} src={src} alt={variant.points.join(' ')} />;
        // biome-ignore lint/a11y/useMediaCaption: what is said stands below as text
        if (asset.kind === 'audio') return <audio key={src} src={src} controls preload="none" />;
        // biome-ignore lint/a11y/useMediaCaption: what is said stands below as text
        return <video key={src} src={src} controls preload="none" />;
      })}
      {variant.assets.some(({ kind }) => kind === 'image') ? null : (
        <ul>
          {variant.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      )}
      <div dangerouslySetInnerHTML={{ __html: renderBody(variant.body) }} />
      {numbers.length > 0 ? (
        <div class="numbers">
          {numbers.map((line) => (
            <p key={line}>{callable(line)}</p>
          ))}
        </div>
      ) : null}
    </section>
  );
}

/** A telephone number in a line: "111", "1900 96 96 80". */
const NUMBER = /(\d[\d ]+\d)/;

/** The line with its number to tap: most people read these pages on a telephone. */
function callable(line: string) {
  return line.split(NUMBER).map((part) =>
    NUMBER.test(part) ? (
      <a key={part} href={`tel:${part.replaceAll(' ', '')}`}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
