import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dataTable } from '../../../calibration/page/data-table.js';
import { foldedDetail } from '../../../calibration/page/folded-detail.js';
import { html, rawHtml } from '../../../calibration/page/html.js';
import { pageOf, type ReportPage, reportParts } from '../../../calibration/page/page.js';
import { palette } from '../../../calibration/page/theme.js';

const PAGE: ReportPage = {
  title: '<Run> - report',
  kicker: 'Report',
  heading: '<Run>',
  answer: html`The rate is <strong>3 %</strong>.`,
  head: 'Facts & figures',
  sections: [
    { id: 'one', title: 'One', body: html`<svg><path fill="${palette.accent}"/></svg>` },
    { id: 'two', title: 'Two', body: foldedDetail({ id: 'more', title: 'More', body: 'inside' }) },
  ],
  footer: 'made by \u202e hand',
};

describe('a page', () => {
  it('runs its own script and style sheet only: each is named by the hash of its text, and nothing inline is allowed', () => {
    const page = pageOf(PAGE);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    for (const [tag, directive] of [
      ['style', 'style-src'],
      ['script', 'script-src'],
    ] as const) {
      const texts = [...page.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(([, text = '']) => text);
      expect(texts).toHaveLength(1);
      expect(policy).toContain(`${directive} 'sha256-${createHash('sha256').update(texts[0]!).digest('base64')}'`);
    }
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toContain('unsafe');
    expect(page).not.toMatch(/ style="| on[a-z]+="/);
  });

  it('the answer stands under the name, before everything else; colours follow the theme; names are text', () => {
    const page = pageOf(PAGE);
    expect(page).toContain(
      '<h1>&lt;Run&gt;</h1>\n<p class="answer">The rate is <strong>3 %</strong>.</p></header>\nFacts &amp; figures',
    );
    expect(page).toContain(`fill="var(--accent, ${palette.accent})"`);
    // A character that turns the direction of text is shown by its code
    expect(page).toContain('made by \\u202e hand');
    expect(pageOf(PAGE)).toBe(page);
  });

  it('its parts are the same markup without a frame', () => {
    const [page, parts] = [pageOf(PAGE), reportParts(PAGE)];
    expect(page).toContain(`</header>\n${parts.html}\n</main>`);
    expect(page).toContain(`<p class="answer">${parts.answer}</p>`);
    expect(parts.title).toBe(PAGE.title);
    expect(parts.html).not.toMatch(/<style|<script|<header|<h1/);
  });
});

describe('dataTable', () => {
  it('its frame can be scrolled by the keyboard and has the words of the caption, or of the columns, as name', () => {
    const columns = [{ title: html`Rate <em>of</em> "A"` }, { title: 'n', unit: 'patients' }];
    const rows = [{ cells: ['1', '2'] }];
    expect(dataTable({ columns, rows }).markup).toContain(
      '<div class="table-scroll" tabindex="0" role="group" aria-label="Table: Rate of &quot;A&quot; n">',
    );
    expect(dataTable({ columns, rows, caption: rawHtml('a &lt; b <b>"c"</b>') }).markup).toContain(
      'aria-label="Table: a &lt; b &quot;c&quot;"',
    );
  });
});
