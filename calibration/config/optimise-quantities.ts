import { endpointNames } from '../endpoints/endpoints.js';

/** Measures of one drug. */
export const drugMeasures = [
  'total_dose',
  'planned_dose',
  'dose_per_cycle',
  'dose_intensity',
  'administrations',
] as const;
export type DrugMeasure = (typeof drugMeasures)[number];

/** Measures that follow from the schedule alone, in proportion to its dose. */
export const plannedMeasures = ['planned_dose', 'dose_per_cycle', 'dose_intensity'] as const;
export type PlannedMeasure = (typeof plannedMeasures)[number];

/** Measures of all drugs together. */
export const treatmentMeasures = ['administrations', 'days_on_treatment'] as const;
export type TreatmentMeasure = (typeof treatmentMeasures)[number];

/** A measure, and the drug that it counts; null for all. */
export type Measure =
  | { readonly measure: DrugMeasure; readonly drug: string }
  | { readonly measure: TreatmentMeasure; readonly drug: null };

/** Name of a measure in configurations and results. */
export function measureName({ measure, drug }: Measure): string {
  return drug === null ? measure : `${measure}.${drug}`;
}

/** The measure of a name; undefined where it is none. */
export function measureOf(name: string): Measure | undefined {
  const whole = treatmentMeasures.find((measure) => measure === name);
  if (whole !== undefined) return { measure: whole, drug: null };
  const at = name.indexOf('.');
  const measure = drugMeasures.find((known) => known === name.slice(0, Math.max(at, 0)));
  return measure === undefined || at + 1 >= name.length ? undefined : { measure, drug: name.slice(at + 1) };
}

/** Whether a name is that of an endpoint. */
export function isEndpoint(name: string): boolean {
  return endpointNames.some((endpoint) => endpoint === name);
}

/** Names for a message: endpoints, then measures with `DRUG` in place of a drug. */
export const knownQuantities: readonly string[] = [
  ...endpointNames,
  ...drugMeasures.map((measure) => `${measure}.DRUG`),
  ...treatmentMeasures,
];
