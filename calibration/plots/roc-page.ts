import { type Html, html, rawHtml } from '../page/html.js';
import type { Section } from '../page/page.js';
import { PAGE_STYLE } from '../page/page-style.js';

/** A page of sections with a list of contents. */
export interface ReportPage {
  readonly kicker: string;
  readonly title: string;
  /** Under the title, above the first section. */
  readonly head: Html;
  readonly facts: readonly (readonly [term: string, value: string])[];
  readonly sections: readonly Section[];
  readonly version: string;
  /** The command that made it, as the user would type it. */
  readonly command: string;
}

/**
 * One HTML page, readable offline, without script.
 *
 * @param page - its parts
 * @returns the page
 */
export function reportPage({ kicker, title, head, facts, sections, version, command }: ReportPage): string {
  const contents = sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`);
  const body = sections.map(
    (section, index) =>
      html`<section id="${section.id}"><h2><span class="number">${String(index + 1)}</span>${section.title}</h2>
${section.body}</section>
`,
  );
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - ${kicker}</title>
<style>${rawHtml(PAGE_STYLE)}</style>
</head>
<body>
<div class="page">
<nav aria-label="Contents"><h2>Contents</h2><ol><li><a href="#top">Summary</a></li>${contents}</ol></nav>
<main>
<header class="top" id="top"><p class="kicker">${kicker}</p>
<h1>${title}</h1>
<dl class="facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
${head}</header>
${body}<footer>Made by the QCIC workbench ${version} with <span class="mono">${command}</span>. For research only, not for treating patients.</footer>
</main>
</div>
</body>
</html>
`.markup;
}
