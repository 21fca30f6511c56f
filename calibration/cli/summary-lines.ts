import { ownValue } from '../../src/index.js';
import { type Endpoint, endpoints } from '../endpoints/endpoints.js';
import { readOutcome } from '../endpoints/read-outcome.js';
import type { ArmOutcome } from '../fit/results.js';
import type { Confirmation, RunResults } from '../studies/run/result.js';

/** CR is rare and part of ORR and DCR. */
const shown = endpoints.filter(({ name }) => !['cr', 'orr', 'bor_cr', 'bor_orr'].includes(name));
const isRequired = (endpoint: Endpoint) =>
  endpoint.kind === 'rate' || (endpoint.kind !== 'best' && endpoint.curve.required);

/** Endpoints that every run has targets of, and those that trials need not report. */
const tables = [
  { heading, columns: shown.filter(isRequired), label: null },
  {
    heading: fullHeading,
    columns: shown.filter((endpoint) => !isRequired(endpoint)),
    label: 'Progression-free survival and best response over the visits, percent',
  },
] as const;

function heading(endpoint: Endpoint): string {
  if (endpoint.kind === 'rate' || endpoint.kind === 'best') return `${endpoint.shortLabel} %`;
  return endpoint.kind === 'median' ? `${endpoint.curve.shortLabel} mo` : `${endpoint.month} mo %`;
}

/** The same where the columns of a table belong to several endpoints. */
function fullHeading(endpoint: Endpoint): string {
  return endpoint.kind === 'best' ? endpoint.shortLabel : heading(endpoint);
}

/** The run's main results as plain lines: validation cohort and pooled trials, biomarkers, status. */
export function summaryLines(results: RunResults): readonly string[] {
  const { confirmation, biomarkers } = results;
  const lines: string[] = [''];
  if (confirmation !== null) {
    lines.push(
      `Independent validation cohort, ${confirmation.n} patients per arm (months of ${results.month_days} days):`,
    );
    lines.push(...tables.flatMap((table) => tableLines(results, confirmation, table)));
    for (const [arm, outcome] of Object.entries(confirmation.arms)) lines.push(...failureLines(arm, outcome));
  }
  if (biomarkers !== null) {
    lines.push('', `AUC of markers at day ${biomarkers.marker_day} for response at day ${biomarkers.assessment_day}:`);
    for (const [arm, { markers, classifiers }] of Object.entries(biomarkers.arms)) {
      const single = Object.entries(markers).map(([name, { auc }]) => `${name} ${auc.toFixed(2)}`);
      const best = classifiers.reduce((a, b) => (b.out_of_fold.auc > a.out_of_fold.auc ? b : a));
      lines.push(
        `  ${arm}: ${single.join(', ')}; logistic ${best.markers.join(' + ')} ${best.out_of_fold.auc.toFixed(2)} out of fold`,
      );
    }
  }
  return [...lines, '', ...results.status_summary];
}

/** Simulated endpoints of each arm over those of the trials. */
function tableLines(
  results: RunResults,
  confirmation: Confirmation,
  { heading: headingOf, columns, label }: (typeof tables)[number],
): readonly string[] {
  const names = new Set<string>(columns.map(({ name }) => name));
  const headings = columns.map(headingOf);
  const width = Math.max(8, ...headings.map((text) => text.length + 1));
  const isFitted = results.targets.some(({ endpoint, fitted }) => fitted && names.has(endpoint));
  return [
    ...(label === null ? [] : [`${label}${isFitted ? '' : ' (not fitted)'}:`]),
    row('', headings, width),
    ...results.arms.flatMap((arm) => {
      const outcome = ownValue(confirmation.arms, arm);
      const targets = new Map(
        results.targets.filter((target) => target.arm === arm).map((target) => [target.endpoint, target.target]),
      );
      const simulated = columns.map((endpoint) =>
        show(outcome === undefined ? null : readOutcome(endpoint, outcome).value, endpoint),
      );
      return [
        row(`${arm}, simulated`, simulated, width),
        row(
          `${arm}, trials`,
          columns.map((endpoint) => show(targets.get(endpoint.name), endpoint)),
          width,
        ),
      ];
    }),
  ];
}

function failureLines(arm: string, { failed, completed }: ArmOutcome): readonly string[] {
  return failed === 0
    ? []
    : [`${arm}: ${failed} of ${failed + completed} patients failed; see the report for the bounds`];
}

function show(value: number | null | undefined, { unit }: Endpoint): string {
  return value === undefined || value === null ? '-' : value.toFixed(unit === 'months' ? 2 : 1);
}

function row(label: string, cells: readonly string[], width: number): string {
  return `  ${label.padEnd(24)}${cells.map((cell) => cell.padStart(width)).join('')}`;
}
