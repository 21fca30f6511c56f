import { type Endpoint, endpoints } from '../endpoints/endpoints.js';
import type { ArmOutcome, TargetRow } from '../fit/results.js';
import type { RunResults } from '../studies/run/result.js';

/** CR is rare and part of ORR and DCR. */
const columns = endpoints.filter(({ name }) => name !== 'cr' && name !== 'orr');

function heading(endpoint: Endpoint): string {
  if (endpoint.kind === 'rate') return `${endpoint.shortLabel} %`;
  return endpoint.kind === 'median' ? `${endpoint.curve.shortLabel} mo` : `${endpoint.month} mo %`;
}

/** The run's main results as plain lines: validation cohort and pooled trials, biomarkers, status. */
export function summaryLines(results: RunResults): readonly string[] {
  const { confirmation, biomarkers } = results;
  const lines: string[] = [''];
  if (confirmation !== null) {
    lines.push(
      `Independent validation cohort, ${confirmation.n} patients per arm (months of ${results.month_days} days):`,
      row('', columns.map(heading)),
    );
    for (const arm of results.arms) {
      const values = new Map(
        results.targets.filter((target) => target.arm === arm).map((target) => [target.endpoint, target]),
      );
      lines.push(
        row(
          `${arm}, simulated`,
          columns.map(({ name }) => show(values.get(name), 'simulated')),
        ),
      );
      lines.push(
        row(
          `${arm}, trials`,
          columns.map(({ name }) => show(values.get(name), 'target')),
        ),
      );
    }
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

function failureLines(arm: string, { failed, completed }: ArmOutcome): readonly string[] {
  return failed === 0
    ? []
    : [`${arm}: ${failed} of ${failed + completed} patients failed; see the report for the bounds`];
}

function show(target: TargetRow | undefined, which: 'simulated' | 'target'): string {
  const value = target?.[which];
  return value === undefined || value === null ? '-' : value.toFixed(target?.unit === 'months' ? 2 : 1);
}

function row(label: string, cells: readonly string[]): string {
  return `  ${label.padEnd(24)}${cells.map((cell) => cell.padStart(8)).join('')}`;
}
