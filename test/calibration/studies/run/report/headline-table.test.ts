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
  return reportContext(
    { ...input, results: { ...input.results, targets, confirmation } },
    { onWarning: () => undefined },
  );
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

  it('shows what trials do not report as not reported, and what is not fitted as not fitted', () => {
    const text = textOf(headlineTable(doubled).markup);
    const [, further = ''] = text.split('best overall response (BOR) over the visits, ');
    expect(further).toMatch(/^not fitted\./);
    expect(further).toContain('Median PFS');
    expect(further).toContain('BOR DCR');
    const { arms } = input.results.confirmation!;
    expect(further).toContain(`${arms.placebo!.median_pfs_months!.toFixed(2)} ±0.02`);
    // Three arms, none of whose sample targets are of these ten endpoints
    expect(further.match(/not reported/g)).toHaveLength(30);
  });

  it('has the trials beside the simulation where they report it', () => {
    const row = { ...input.results.targets[0]!, endpoint: 'median_pfs', unit: 'months', target: 1.75, fitted: true };
    const results = { ...input.results, targets: [...input.results.targets, row as (typeof input.results.targets)[0]] };
    const text = textOf(headlineTable(reportContext({ ...input, results }, { onWarning: () => undefined })).markup);
    expect(text).toContain('over the visits, fitted where trials report them');
    expect(text).toMatch(/Pooled trials ?1\.75 ?not reported/);
    expect(text.match(/not reported/g)).toHaveLength(29);
  });
});
