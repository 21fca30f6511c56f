import {
  InputError,
  type MarkerName,
  markerDescriptions,
  markerNames,
  nearestHint,
  ownValue,
} from '../../../src/index.js';
import { curves } from '../../endpoints/curves.js';
import { rateForms } from '../../endpoints/endpoints.js';
import { landmarkMonths } from '../../endpoints/months.js';

const { os } = curves;

/** An endpoint of a population under one arm. */
export type PopulationOutput =
  | { readonly kind: 'rate'; readonly classes: readonly string[] }
  | { readonly kind: 'median' }
  | { readonly kind: 'survival'; readonly month: number }
  | { readonly kind: 'auc'; readonly marker: MarkerName };

interface Described {
  readonly output: PopulationOutput;
  readonly summary: string;
  /** Whether a share, shown in percent. */
  readonly percent: boolean;
  readonly unit: string;
}

const rates: Readonly<Record<string, Described>> = {
  pd_rate: { output: { kind: 'rate', classes: rateForms.pd.classes }, summary: 'PD rate', percent: true, unit: '1' },
  dcr_rate: {
    output: { kind: 'rate', classes: rateForms.dcr.classes },
    summary: 'disease control rate',
    percent: true,
    unit: '1',
  },
  orr_rate: {
    output: { kind: 'rate', classes: rateForms.orr.classes },
    summary: 'objective response rate',
    percent: true,
    unit: '1',
  },
};

const known: Readonly<Record<string, Described>> = {
  ...rates,
  [os.medianEndpoint]: {
    output: { kind: 'median' },
    summary: `${os.medianSummary} (months)`,
    percent: false,
    unit: 'month',
  },
  ...Object.fromEntries(
    landmarkMonths.map((month) => [
      `${os.landmarkPrefix}${month}`,
      {
        output: { kind: 'survival', month },
        summary: month === 12 ? 'one-year survival' : `survival at ${month} months`,
        percent: true,
        unit: '1',
      },
    ]),
  ),
  ...Object.fromEntries(
    markerNames.map((marker) => [
      `auc_${marker}`,
      {
        output: { kind: 'auc', marker },
        summary: `AUC of ${markerDescriptions[marker].label}`,
        percent: false,
        unit: '1',
      },
    ]),
  ),
};

/** Names of the population outputs. */
export const populationOutputNames: readonly string[] = Object.keys(known);

/** Reads the name of a population output. @throws InputError - on an unknown name */
export function parsePopulationOutput(name: string): Described {
  const found = ownValue(known, name);
  if (found !== undefined) return found;
  throw new InputError(
    `--output: must be one of ${populationOutputNames.join(', ')} for a population; got '${name}'${nearestHint(name, populationOutputNames)}`,
  );
}
