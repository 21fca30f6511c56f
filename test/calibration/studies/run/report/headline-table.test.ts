// Evidence: the counts of the shipped tables (data/trials/README.md), and the texts expected for each case, by hand.
import { describe, expect, it } from 'vitest';
import { endpointOf } from '../../../../../calibration/endpoints/endpoints.js';
import { headlineTable } from '../../../../../calibration/studies/run/report/headline-table.js';
import { reportContext } from '../../../../../calibration/studies/run/report/report-context.js';
import { targetsSection } from '../../../../../calibration/studies/run/report/targets-section.js';
import { clinicalTargets, clinicalValue } from '../../../../../calibration/targets/clinical-targets.js';
import { publishedTables } from '../../../targets/published-tables.js';
import { sampleReportInput } from './sample-report-input.js';

const input = sampleReportInput();
const textOf = (markup: string) => markup.replace(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');
const contextWith = (change: (target: (typeof input.results.targets)[number]) => object, cr = 0) => {
  const targets = input.results.targets.map((target) => ({ ...target, ...change(target) }));
  const arms = Object.fromEntries(
    Object.entries(input.results.confirmation!.arms).map(([arm, outcome]) => [
      arm,
      { ...outcome, cr, rate_standard_errors: { ...outcome.rate_standard_errors, cr: 0 } },
    ]),
  );
  const confirmation = { ...input.results.confirmation!, arms };
  return reportContext({ ...input, results: { ...input.results, targets, confirmation } }, () => undefined);
};
const doubled = contextWith(({ endpoint }) =>
  endpoint === 'median_os' ? { patients: 450, pooled_patients: 573 } : { patients: 449 },
);

describe('numbers of patients', () => {
  it('of a pooled median are those of its own pooling, with the distinct ones beside them', () => {
    const [placebo] = clinicalTargets(publishedTables, ['placebo']);
    expect(clinicalValue(placebo!, endpointOf('median_os'))).toMatchObject({ patients: 450, pooledPatients: 573 });
    expect(clinicalValue(placebo!, endpointOf('dcr'))).toMatchObject({ patients: 450, pooledPatients: 450 });
    expect(clinicalValue(placebo!, endpointOf('survival_6'))).toMatchObject({ patients: 450, pooledPatients: 450 });
  });

  it('stand apart for response, median and curve', () => {
    expect(textOf(headlineTable(doubled).markup)).toContain(
      'patients of the trials: 449 for response, 573 (450 distinct) for median OS, 449 for the OS curve',
    );
    expect(textOf(targetsSection(doubled).body.markup)).toContain('573 (450 distinct)');
  });
});

describe('headlineTable', () => {
  it('states no error of a rate that no simulated patient has', () => {
    expect(textOf(headlineTable(doubled).markup)).not.toContain('0.0 ±0.0');
  });
});
