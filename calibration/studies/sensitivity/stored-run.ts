import { InputError, ownValue, toCanonicalJson } from '../../../src/index.js';
import { parseConfig } from '../../config/parse-config.js';
import { requirePaperForm } from '../run/require-paper-form.js';
import type { FitResult } from '../run/result.js';
import { simulationSpec } from '../run/run-settings.js';
import type { PopulationSettings } from './settings.js';

/**
 * Data of a stored run for population studies: simulation settings, death functions, days per month.
 *
 * @param fit - the fit of `results.json`
 * @param config - the resolved configuration of `manifest.json`
 * @param patients - patients of the pool on which outputs are weighted
 * @param source - name of the manifest, for messages
 * @throws ConfigError - when the stored configuration is not valid; InputError - when an arm has no death function
 */
export function populationOf(
  fit: Pick<FitResult, 'dpf'>,
  config: unknown,
  { patients, source }: { readonly patients: number; readonly source: string },
): PopulationSettings {
  const parsed = parseConfig(toCanonicalJson(config), source);
  const spec = simulationSpec(parsed);
  const death = Object.fromEntries(
    spec.arms.map(({ name }) => {
      const fitted = ownValue(fit.dpf, name);
      if (fitted === undefined) throw new InputError(`${source}: fit.dpf.${name}: must be present; got none`);
      requirePaperForm(name, fitted, source);
      return [name, { mu: fitted.mu, sigma: fitted.sigma }] as const;
    }),
  );
  return {
    patients,
    // Only responses, burdens and one day of markers are needed
    spec: { ...spec, tumorDays: [] },
    death,
    monthDays: parsed.simulation.monthDays,
    responseRule: parsed.simulation.responseRule,
  };
}
