import { describe, expect, it } from 'vitest';
import { dataTable } from '../../../calibration/page/data-table.js';
import { escapeHtml, html, rawHtml } from '../../../calibration/page/html.js';

describe('html', () => {
  it('text put into a template is escaped, HTML is kept, lists are joined', () => {
    const inner = html`<b>${'<i>'}</b>`;
    expect(html`<p title="${'a"b'}">${inner}${[inner, '&']}${rawHtml('<br>')}</p>`.markup).toBe(
      '<p title="a&quot;b"><b>&lt;i&gt;</b><b>&lt;i&gt;</b>&amp;<br></p>',
    );
  });

  it('escapeHtml leaves none of the five signs', () => {
    expect(escapeHtml(`<>&"'`)).toBe('&lt;&gt;&amp;&quot;&#39;');
    expect(escapeHtml('')).toBe('');
  });
});

describe('dataTable', () => {
  it('cells are escaped, numbers are aligned right, a group spans all columns', () => {
    const { markup } = dataTable({
      columns: [{ title: 'a<b' }, { title: 'n', align: 'right', unit: '%' }],
      rows: [{ group: 'G' }, { cells: ['x&y', '1'] }],
    });
    expect(markup).toContain('<th scope="col">a&lt;b</th>');
    expect(markup).toContain('<th scope="col" class="right">n<span class="unit">%</span></th>');
    expect(markup).toContain('<th scope="rowgroup" colspan="2">G</th>');
    expect(markup).toContain('<td>x&amp;y</td><td class="right">1</td>');
  });
});
