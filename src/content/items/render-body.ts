import MarkdownIt from 'markdown-it';

/** HTML in a text is shown as it is written, never run. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** The longer text of an item as HTML. */
export function renderBody(body: string): string {
  return markdown.render(body);
}
