import { builtInArms, type DeathProbabilityMixture, type ResponseRule } from '../../../src/index.js';
import { type Endpoint, endpoints } from '../../endpoints/endpoints.js';
import { TRIAL_MONTH_DAYS } from '../../endpoints/months.js';
import { readOutcome } from '../../endpoints/read-outcome.js';
import { armOutcome } from '../../fit/cohort-outcome.js';
import { clinicalTargets, clinicalValue } from '../../targets/clinical-targets.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import { type SimulatedForm, YEAR_DAYS } from './cohorts.js';
import type { ReplicateSetting, TrialEndpointRow } from './result.js';

/** Progression-free survival within the year, and best responses; the paper reports neither. */
const shown: readonly Endpoint[] = endpoints.filter(
  (endpoint) =>
    endpoint.kind === 'best' ||
    (endpoint.kind === 'median' && endpoint.curve.name === 'pfs') ||
    (endpoint.kind === 'landmark' && endpoint.curve.name === 'pfs' && endpoint.month * TRIAL_MONTH_DAYS <= YEAR_DAYS),
);

/** A form of the model under death functions and a rule of response. */
export interface EndpointSetting {
  readonly setting: ReplicateSetting;
  readonly form: SimulatedForm;
  readonly mixtures: Readonly<Record<string, DeathProbabilityMixture>>;
  readonly rule: ResponseRule;
}

/**
 * Endpoints that trials report and the paper does not: progression-free survival and best response over visits every eight weeks.
 *
 * Expectations over the death functions, not draws; months as long as in the trials, so that 16 weeks fall on a visit.
 *
 * @param settings - forms of the model
 * @param tables - trial tables of the package
 */
export function trialEndpointRows(
  settings: readonly EndpointSetting[],
  tables: TrialTables,
): readonly TrialEndpointRow[] {
  const targets = clinicalTargets(tables, builtInArms);
  return settings.flatMap(({ setting, form: { spec, record }, mixtures, rule }) =>
    spec.arms.flatMap(({ name: arm, visits }) => {
      const { outcome } = armOutcome(record.arms[arm]!, mixtures[arm]!, {
        horizonDays: YEAR_DAYS,
        monthDays: TRIAL_MONTH_DAYS,
        responseRule: rule,
        visits,
        assessment: { ...spec.assessment, rule },
      });
      const clinical = targets.find((each) => each.arm === arm)!;
      return shown.map((endpoint): TrialEndpointRow => {
        const reported = clinicalValue(clinical, endpoint);
        const { value, error } = readOutcome(endpoint, outcome);
        return {
          arm,
          endpoint: endpoint.name,
          quantity: endpoint.label,
          unit: endpoint.unit,
          setting,
          published: null,
          trials: reported?.value ?? null,
          trials_error: reported?.standardError ?? null,
          trials_patients: reported?.patients ?? null,
          value,
          standard_error: error,
          patients: outcome.completed,
        };
      });
    }),
  );
}
