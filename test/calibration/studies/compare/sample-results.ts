/** Parts of results.json that a comparison reads, with made-up numbers. */
export function sampleResults() {
  const target = (arm: string, endpoint: string, simulated: number | null, unit = 'percent') => ({
    ...{ arm, endpoint, unit, simulated, target: 15, standard_error: 1.5, tolerance: 1, patients: 450 },
    verdict: 'within',
  });
  const shapes: Record<string, { alpha: number; beta: number; min: number; max: number; unit: string }> = {
    'K/1~': { alpha: 8, beta: 4, min: 1, max: 10, unit: 'cell/L' },
    phi: { alpha: 2, beta: 3, min: 0, max: 1, unit: '' },
  };
  return {
    targets: [target('placebo', 'dcr', 15.5), target('tas102', 'median_os', null, 'months')],
    fit: {
      shapes,
      dpf: { placebo: { mu: [1.1, 1.6], sigma: 0.14, daily_death_percent_at_zero: 0.01, at_bound: [] } },
      rounds: [
        {
          round: 1,
          pooled: 900,
          effective_sample_size: 570,
          iterations: 21,
          cost_data: 1,
          cost_prior: 2,
          fresh_cohort_worst: null,
        },
      ],
    },
    confirmation: { n: 1000, survival_rmse: [{ arm: 'placebo', rmse: 0.4, published_rmse: null }] },
    failed_patients: { failed: 0 },
  };
}
