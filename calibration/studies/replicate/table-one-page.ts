import { html } from '../../page/html.js';
import type { Section } from '../run/report/section.js';
import type { ReplicateOutput } from './compute.js';
import { type PageContext, rowsOf } from './page-context.js';
import { resultTable } from './result-table.js';

/** Table 1 against the trials' rows. */
export function tableOneSection(output: ReplicateOutput, { arms }: PageContext): Section {
  const table = resultTable(rowsOf(output, 'pool'), {
    arms,
    caption: 'Table 1: pooled clinical figures from the rows of the trials by eq. 18. Nothing is simulated here.',
  });
  return {
    id: 'table-1',
    title: 'Table 1: the pooled trials',
    body: html`<p>Under <strong>corrected</strong> the medians count every patient once.</p>${table}`,
  };
}
