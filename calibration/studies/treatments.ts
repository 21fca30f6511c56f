import { z } from 'zod';
import { configurableDefinition, type ModelDrug, ownValue, shippedDrugs, type Treatment } from '../../src/index.js';
import { list } from '../fit/results.js';

const treatmentSchema = z.strictObject({
  arm: z.string().describe('name of the arm'),
  label: z.string().describe('its name in reports'),
  drugs: list(z.string()).describe('names of the drugs that it gives, those after progression included'),
  calibrated: z.boolean().describe('whether the effects of all of them have been fitted to trials'),
});

const drugSchema = z.strictObject({
  name: z.string().describe('name in regimens'),
  label: z.string().describe('name in reports'),
  dose_unit: z.string().describe('unit of its doses'),
  calibrated: z.boolean().describe('whether its effects have been fitted to trials'),
  definition: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('its definition, in the form of a configuration; null for a drug that ships'),
});

/** Keys of a result that state what its arms receive; absent in results of earlier versions. */
export const treatmentKeys = {
  treatments: list(treatmentSchema).exactOptional().describe('what the arms receive'),
  drugs: list(drugSchema).exactOptional().describe('drugs that the arms are given'),
};

/** What the arms of a study receive, as its result states it. */
export interface StoredTreatments {
  readonly treatments: readonly Readonly<z.infer<typeof treatmentSchema>>[];
  readonly drugs: readonly Readonly<z.infer<typeof drugSchema>>[];
}

/**
 * The keys of a result for its treatments.
 *
 * @param treatments - of the arms of the study
 * @param drugs - of the model
 */
export function storedTreatments(treatments: readonly Treatment[], drugs: readonly ModelDrug[]): StoredTreatments {
  const given = [...new Set(treatments.flatMap((treatment) => treatment.drugs))];
  return {
    treatments: treatments.map(({ arm, label, drugs: names, uncalibrated }) => ({
      arm,
      label,
      drugs: names,
      calibrated: uncalibrated.length === 0,
    })),
    drugs: given.flatMap((name) => {
      const definition = drugs.find((drug) => drug.name === name)?.definition;
      if (definition === undefined) return [];
      const { label, doseUnit, calibrated } = definition;
      const isShipped = ownValue(shippedDrugs, name) !== undefined;
      return [
        {
          name,
          label,
          dose_unit: doseUnit,
          calibrated,
          definition: isShipped ? null : { ...configurableDefinition(definition) },
        },
      ];
    }),
  };
}

/** Labels of the arms of a result, with what is not calibrated; an earlier version has none. */
export function storedLabels({ treatments = [] }: Partial<StoredTreatments>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    treatments.map(({ arm, label, calibrated }) => [arm, calibrated ? label : `${label} (not calibrated)`]),
  );
}

/** The drugs of a result that are not calibrated, and its arms that give them, as a sentence; empty where all are. */
export function uncalibratedNote({ treatments, drugs = [] }: Partial<StoredTreatments>): string {
  const labels = drugs.filter(({ calibrated }) => !calibrated).map(({ label }) => label);
  if (labels.length === 0) return '';
  const arms = treatments?.filter(({ calibrated }) => !calibrated).map(({ label }) => label);
  return `Not calibrated: the effects of ${labels.join(' and ')} have not been fitted to trials. Results ${arms === undefined ? 'with them' : `of ${arms.join(', ')}`} are an exploration.`;
}

/** The treatments of some arms alone, with their drugs. */
export function treatmentsOfArms({ treatments, drugs }: StoredTreatments, arms: readonly string[]): StoredTreatments {
  const own = treatments.filter(({ arm }) => arms.includes(arm));
  return {
    treatments: own,
    drugs: drugs.filter(({ name }) => own.some((treatment) => treatment.drugs.includes(name))),
  };
}

/** A note as lines for the terminal. */
export function noteLines(note: string): readonly string[] {
  return note === '' ? [] : ['', note];
}
