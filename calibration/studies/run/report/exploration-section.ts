import { ownValue } from '../../../../src/index.js';
import { dataTable } from '../../../page/data-table.js';
import { formatCount, formatFixed } from '../../../page/format-number.js';
import { type HtmlPart, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armLabel } from '../../../plots/arm-style.js';
import type { ReportContext } from './report-context.js';

/**
 * Arms that are simulated on the validation cohort and not fitted, each beside the arm whose death function it has.
 *
 * @param context - the run
 * @returns the section; none where no arm was explored
 */
export function explorationSection({ results, arms }: ReportContext): readonly Section[] {
  const { exploration, confirmation } = results;
  if (exploration === undefined) return [];
  const line = (name: HtmlPart, effects: string, outcome: (typeof exploration.arms)[string]['outcome'] | undefined) => [
    name,
    effects,
    formatFixed(outcome?.orr ?? null, 1),
    formatFixed(outcome?.dcr ?? null, 1),
    formatFixed(outcome?.median_pfs_months ?? null, 2),
    formatFixed(outcome?.median_os_months ?? null, 2),
    formatFixed(outcome?.survival['12'] ?? null, 1),
  ];
  const rows = Object.entries(exploration.arms).flatMap(
    ([arm, { label, uncalibrated, death_from: death, outcome }]) => [
      {
        cells: line(
          html`${label} <span class="mono">${arm}</span>`,
          uncalibrated.length === 0 ? 'not fitted' : `not calibrated: ${uncalibrated.join(', ')}`,
          outcome,
        ),
        look: 'strong' as const,
      },
      { cells: line(armLabel(arms, death), 'fitted', ownValue(confirmation?.arms, death)), look: 'quiet' as const },
    ],
  );
  const body = html`<p>No trial reports these arms, and nothing was fitted to them. They are simulated on the ${formatCount(exploration.n)} patients of the validation cohort, with the death function of the fitted arm in the line below each: a treatment acts on survival through the tumor alone.</p>
${dataTable({
  caption: 'Explored arms, and the fitted arms whose death functions they have; the same patients.',
  columns: [
    { title: 'Arm' },
    { title: 'Effects' },
    { title: 'ORR', unit: '%', align: 'right' },
    { title: 'Disease control', unit: '%', align: 'right' },
    { title: 'Median PFS', unit: 'months', align: 'right' },
    { title: 'Median OS', unit: 'months', align: 'right' },
    { title: 'OS at 12 months', unit: '%', align: 'right' },
  ],
  rows,
})}`;
  return [{ id: 'exploration', title: 'Exploration', body }];
}
