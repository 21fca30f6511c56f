import { dataTable } from '../../page/data-table.js';
import { formatFixed } from '../../page/format-number.js';
import { html } from '../../page/html.js';
import type { Section } from '../run/report/section.js';
import type { CorrelationStudy } from './correlation-study.js';
import type { StudySettings } from './study-settings.js';

/**
 * Leading coefficients of the published sweep: 1,000 samples within +/-10 % of the baseline, untreated, day 56.
 *
 * Recomputed from the authors' posted samples; the paper shows them in a figure.
 *
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1
 */
export const publishedCoefficients: Readonly<Record<string, number>> = {
  beta_X2: 0.681,
  d_X2: -0.406,
  beta_X1: 0.319,
  d_X1: -0.267,
  V_C: 0.143,
  K2: 0.14,
};

/** Whether a study repeats the published sweep, whatever its seed and number of samples. */
export function repeatsPublishedSweep(settings: StudySettings): boolean {
  const { space, range, parameters, arms, outputs, switches } = settings;
  return (
    space === 'baseline' &&
    range === 0.1 &&
    parameters === null &&
    arms.join() === 'placebo' &&
    outputs.join() === 'change@56' &&
    Object.values(switches).every((form) => form === 'posted')
  );
}

/** The published leading coefficients beside those of a study. */
export function publishedSweepSection({ rows }: CorrelationStudy): Section {
  return {
    id: 'published',
    title: 'The published sweep',
    body: html`<p>The published coefficients rest on 1,000 samples; the standard error of one is 0.03 or less, and the posted script reads day 55.</p>
${dataTable({
  width: 'narrow',
  columns: [
    { title: 'parameter' },
    { title: 'published', align: 'right' },
    { title: 'here', align: 'right' },
    { title: '95 % interval', align: 'right' },
  ],
  rows: Object.entries(publishedCoefficients).map(([name, published]) => {
    const own = rows.find(({ factor }) => factor.name === name)?.correlation ?? null;
    return {
      cells: [
        name,
        formatFixed(published, 3),
        formatFixed(own?.r, 3),
        html`${formatFixed(own?.ciLow, 3)} to ${formatFixed(own?.ciHigh, 3)}`,
      ],
    };
  }),
})}`,
  };
}
