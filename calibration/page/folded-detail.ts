import { type Html, type HtmlPart, html } from './html.js';

/** A part of a page that few readers open. */
interface FoldedDetail {
  /** Unique in the page. */
  readonly id: string;
  /** What is inside. */
  readonly title: HtmlPart;
  readonly body: HtmlPart;
}

/**
 * A part of a page that is closed until it is asked for; in print a closed one is its title only.
 *
 * @param detail - title and what is inside
 * @returns a `details` element
 */
export function foldedDetail({ id, title, body }: FoldedDetail): Html {
  return html`<details class="detail" id="${id}"><summary>${title}</summary><div class="inside">
${body}</div></details>
`;
}
