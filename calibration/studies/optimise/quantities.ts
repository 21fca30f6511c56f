import { drugMeasures, measureName, treatmentMeasures } from '../../config/optimise-quantities.js';
import { endpoints, unitOf } from '../../endpoints/endpoints.js';
import { INTENSITY_DAYS } from './planned-doses.js';
import type { ScheduleDrug, ScheduleQuantity } from './result.js';

/** Every endpoint and measure that schedules of some drugs are described by, in the order of tables. */
export function describedQuantities(drugs: readonly ScheduleDrug[]): readonly ScheduleQuantity[] {
  return [
    ...endpoints.map(({ name, label, shortLabel, decimals }) => ({
      name,
      label,
      short_label: shortLabel,
      unit: unitOf(name),
      decimals,
    })),
    ...drugs.flatMap((drug) => drugMeasures.map((measure) => ofDrug(measure, drug))),
    ...treatmentMeasures.map((measure) => ({ name: measureName({ measure, drug: null }), ...ofTreatment[measure] })),
  ];
}

const ofTreatment = {
  administrations: { label: 'Administrations', short_label: 'Administrations', unit: '', decimals: 1 },
  days_on_treatment: { label: 'Days on treatment', short_label: 'On treatment', unit: 'days', decimals: 0 },
} as const;

/** Small doses need decimals that large ones do not. */
const DOSE_DECIMALS = 1;

function ofDrug(
  measure: (typeof drugMeasures)[number],
  { name, label, dose_unit: unit }: ScheduleDrug,
): ScheduleQuantity {
  const texts = {
    total_dose: [`Total dose of ${label}`, `${label} in all`],
    planned_dose: [`Planned dose of ${label}`, `${label} planned`],
    dose_per_cycle: [`Dose of ${label} per cycle`, `${label} per cycle`],
    dose_intensity: [`Dose of ${label} per ${INTENSITY_DAYS} days`, `${label} per ${INTENSITY_DAYS} d`],
    administrations: [`Administrations of ${label}`, `${label} given`],
  } as const;
  return {
    name: measureName({ measure, drug: name }),
    label: texts[measure][0],
    short_label: texts[measure][1],
    unit: measure === 'administrations' ? '' : unit,
    decimals: DOSE_DECIMALS,
  };
}
