import { type Html, html, rawHtml } from '../../../page/html.js';
import { PAGE_STYLE } from '../../../page/page-style.js';
import type { Section } from '../../run/report/section.js';

/** A report of one sensitivity study or sweep. */
export interface StudyPage {
  readonly title: string;
  readonly lead: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly sections: readonly Section[];
  readonly version: string;
  readonly command: string;
}

function numbered({ id, title, body }: Section, index: number): Html {
  return html`<section id="${id}"><h2><span class="number">${String(index + 1)}</span>${title}</h2>
${body}</section>
`;
}

/**
 * A study as one HTML page: figures inside, readable offline, without script. The same input gives the same bytes.
 *
 * @param page - title, facts and sections
 * @returns the page
 */
export function renderStudyPage({ title, lead, facts, sections, version, command }: StudyPage): string {
  const contents = sections.map(({ id, title: summary }) => html`<li><a href="#${id}">${summary}</a></li>`);
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - QCIC sensitivity report</title>
<style>${rawHtml(PAGE_STYLE)}</style>
</head>
<body>
<div class="page">
<nav aria-label="Contents"><h2>Contents</h2><ol><li><a href="#top">Summary</a></li>${contents}</ol></nav>
<main>
<header class="top" id="top"><p class="kicker">QCIC sensitivity report</p>
<h1>${title}</h1>
<p>${lead}</p>
<dl class="facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
</header>
${sections.map(numbered)}<footer>Made by the QCIC workbench ${version} with <span class="mono">${command}</span>. For research only, not for treating patients.</footer>
</main>
</div>
</body>
</html>
`.markup;
}
