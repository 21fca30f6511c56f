// Evidence: laws on what the section must report.
import { describe, expect, it } from 'vitest';
import { convergenceSection } from '../../../../../calibration/studies/run/report/convergence-section.js';
import type { ReportContext } from '../../../../../calibration/studies/run/report/report-context.js';
import { sampleResults } from './sample-results.js';

const pageOf = (changes: object) => {
  const results = sampleResults();
  const context = { arms: [], results: { ...results, confirmation: { ...results.confirmation, ...changes } } };
  return convergenceSection(context as unknown as ReportContext).body.markup;
};

describe('convergenceSection', () => {
  it('says nothing of looks where the configuration has none', () => {
    expect(pageOf({})).not.toContain('looked at');
  });

  it('states the looks, what each decided by which endpoint, the full cohort and the accepted error', () => {
    const looks = [
      { patients: 1024, verdict: 'open', endpoint: 'dcr of control', ratio: 0.4, half_width: 0.9 },
      { patients: 2048, verdict: 'within', endpoint: 'sd of control', ratio: 0.31, half_width: 0.62 },
    ];
    const page = pageOf({ planned: 4096, stop_error: 0.01, looks });
    for (const part of ['at most 1.0 %', 'stable disease (SD) with control', '0.31', '0.62'])
      expect(page).toContain(part);
    expect(page).toMatch(/4.096 patients was looked at/);
    expect(page).toMatch(/1.024.*open.*disease control \(DCR\) with control.*2.048.*certain: within every tolerance/s);
  });
});
