const PREFIX = 'c_';

/** What a link to one item says: `m.me/<page>?ref=c_<slug>`. */
export function contentLink(slug: string): string {
  return `${PREFIX}${slug}`;
}

/** True for an opening link that asks for one item. */
export function isContentLink(ref: string): boolean {
  return ref.startsWith(PREFIX);
}
