import { createHash } from 'node:crypto';
import { toVisibleText } from '../../src/index.js';
import { type Html, type HtmlPart, html, rawHtml } from './html.js';
import { PAGE_SCRIPT } from './page-script.js';
import { PAGE_STYLE } from './page-style.js';
import { withVariables } from './theme.js';

/** A numbered part of a page. */
export interface Section {
  /** Anchor; unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page shows itself alone: nothing but its own style sheet and script is used, nothing is loaded, nothing is sent. */
const POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(PAGE_STYLE)}`,
  `script-src ${hashOf(PAGE_SCRIPT)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** What a page is made of. */
export interface ReportPage {
  /** Title of the window. */
  readonly title: string;
  /** What kind of page it is, in two or three words. */
  readonly kicker: HtmlPart;
  /** Name of what is reported. */
  readonly heading: HtmlPart;
  /** One sentence, at most two, that answers the question of the page with its numbers. */
  readonly answer: HtmlPart;
  /** Between the answer and the first section. */
  readonly head: HtmlPart;
  readonly sections: readonly Section[];
  readonly footer: HtmlPart;
}

/** A page in parts, for a reader that has its own frame around it. */
export interface ReportParts {
  readonly title: string;
  /** The answer as HTML. */
  readonly answer: string;
  /** What stands in the page beside the contents; without title and answer. */
  readonly html: string;
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

const bodyOf = ({ head, sections, footer }: ReportPage): Html =>
  html`${head}${sections.map(numbered)}<footer>${footer}</footer>`;

/** Names in plots too have no characters that are obeyed; drawings follow the theme. */
const finished = ({ markup }: Html): string => toVisibleText(withVariables(markup));

/**
 * A page as one HTML document: the answer, then numbered sections beside a list of contents; readable offline and without script.
 *
 * @param page - title, answer, sections, footer
 * @returns an HTML document; the same page gives the same bytes
 */
export function pageOf(page: ReportPage): string {
  const { title, kicker, heading, answer, sections } = page;
  return finished(html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rawHtml(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${rawHtml(PAGE_STYLE)}</style>
</head>
<body>
<div class="page">
${contents(sections)}
<main>
<header class="top" id="top"><p class="kicker">${kicker}</p>
<h1>${heading}</h1>
<p class="answer">${answer}</p></header>
${bodyOf(page)}
</main>
</div>
<script>${rawHtml(PAGE_SCRIPT)}</script>
</body>
</html>
`);
}

/**
 * A page in parts: the same markup as in {@link pageOf}, without its frame.
 *
 * @param page - title, answer, sections, footer
 * @returns title as text; answer and body as HTML without script, style sheet and style attributes
 */
export function reportParts(page: ReportPage): ReportParts {
  return { title: page.title, answer: finished(html`${page.answer}`), html: finished(bodyOf(page)) };
}
