import { toVisibleText } from '../../src/index.js';
import { type Html, html, rawHtml } from './html.js';
import { PAGE_STYLE } from './page-style.js';
import { withVariables } from './theme.js';

/** A numbered part of a page. */
export interface Section {
  /** Anchor; unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** The page shows itself alone: no script runs, nothing is loaded, nothing is sent. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** What a page is made of. */
interface Page {
  readonly title: string;
  /** Top of the page, with the anchor `top`. */
  readonly header: Html;
  readonly sections: readonly Section[];
  readonly footer: Html;
}

function contents(sections: readonly Section[]): Html {
  const items = sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  return html`<nav aria-label="Contents"><h2>Contents</h2><ol><li><a href="#top">Summary</a></li>${items}</ol></nav>`;
}

function numbered(section: Section, index: number): Html {
  return html`<section id="${section.id}"><h2><span class="number">${String(index + 1)}</span>${section.title}</h2>
${section.body}</section>
`;
}

/**
 * A whole page: numbered sections beside a list of contents, readable offline, without script.
 *
 * @param page - title, header, sections, footer
 * @returns an HTML document
 */
export function pageOf({ title, header, sections, footer }: Page): string {
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${rawHtml(PAGE_STYLE)}</style>
</head>
<body>
<div class="page">
${contents(sections)}
<main>
${header}${sections.map(numbered)}<footer>${footer}</footer>
</main>
</div>
</body>
</html>
`;
  // Names in plots too
  return toVisibleText(withVariables(page.markup));
}
