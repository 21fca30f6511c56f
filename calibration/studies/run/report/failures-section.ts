import { ownValue } from '../../../../src/index.js';
import { dataTable } from '../../../page/data-table.js';
import { formatCount, formatFixed } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armName } from '../../../plots/arm-style.js';
import type { RunResults } from '../result.js';
import type { ReportContext } from './report-context.js';

/** Longer lists are in results.json only. */
const MOST_LISTED = 40;

/** Patients times arms, over all rounds and the confirmation. */
function simulatedCourses(results: RunResults): number {
  const pooled = results.fit.rounds.reduce((sum, round) => sum + round.simulated, 0);
  return (pooled + (results.confirmation?.n ?? 0)) * results.arms.length;
}

function failureList(context: ReportContext): Html {
  const { failures } = context.results;
  const rest = failures.length - MOST_LISTED;
  const table = dataTable({
    columns: [
      { title: 'Cohort' },
      { title: 'Patient', align: 'right' },
      { title: 'Arm' },
      { title: 'Day', align: 'right' },
      { title: 'Reason' },
    ],
    rows: failures.slice(0, MOST_LISTED).map((failure) => ({
      cells: [
        failure.cohort,
        String(failure.patient),
        armName(context.arms, failure.arm),
        formatFixed(failure.day, 1),
        failure.reason,
      ],
    })),
  });
  return html`${table}${rest > 0 ? html`<p>${formatCount(rest)} more are listed in results.json.</p>` : NO_HTML}`;
}

function boundsTable(context: ReportContext): Html {
  const { confirmation, arms } = context.results;
  if (confirmation === null) {
    return NO_HTML;
  }
  const range = ([low, high]: readonly [number, number]): string => `${formatFixed(low, 2)} to ${formatFixed(high, 2)}`;
  return dataTable({
    width: 'narrow',
    caption:
      'Rates of the validation cohort if every failed patient had progressed, and if every one had disease control.',
    columns: [
      { title: 'Arm' },
      { title: 'Completed', align: 'right' },
      { title: 'Failed', align: 'right' },
      { title: 'PD', unit: '%', align: 'right' },
      { title: 'DCR', unit: '%', align: 'right' },
    ],
    rows: arms.flatMap((arm) => {
      const outcome = ownValue(confirmation.arms, arm);
      return outcome === undefined
        ? []
        : [
            {
              cells: [
                armName(context.arms, arm),
                formatCount(outcome.completed),
                formatCount(outcome.failed),
                range(outcome.bounds.pd),
                range(outcome.bounds.dcr),
              ],
            },
          ];
    }),
  });
}

/**
 * Patients whose simulation failed; part of every report, also when there are none.
 *
 * @param context - the run
 * @returns the section
 */
export function failuresSection(context: ReportContext): Section {
  const { failures, failed_patients: patients } = context.results;
  const percent = (share: number) => `${formatFixed(100 * share, 1)} %`;
  const total = formatCount(simulatedCourses(context.results));
  const body =
    failures.length === 0
      ? html`<p>None of ${total} simulated courses (patients × arms) failed.</p>
`
      : html`<p>${formatCount(failures.length)} of ${total} simulated courses (patients × arms) failed. They are excluded from the rates. The second table bounds their effect.</p>
<p>Largest share of a cohort that failed: ${percent(patients.largest_share)}${patients.cohort === null ? '' : ` (${patients.cohort})`}; accepted are ${percent(patients.accepted_share)}.</p>
${failureList(context)}${boundsTable(context)}`;
  return { id: 'failures', title: 'Failed simulations', body };
}
