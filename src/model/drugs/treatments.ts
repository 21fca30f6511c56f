import { ownValue } from '../../numerics/own-value.js';
import type { DrugName, ModelDrug } from './drug-definition.js';
import { type ArmDrugs, drugsOfArm } from './model-drugs.js';
import { builtInArms, trialArms } from './trial-arms.js';
import { builtInRegimens } from './trial-regimens.js';

/** An arm with what names it: its regimen, and the one that follows progression. */
export interface TreatedArm extends ArmDrugs {
  readonly name: string;
}

/** What an arm receives, for reports. */
export interface Treatment {
  readonly arm: string;
  readonly label: string;
  /** Drugs of its regimen and of the one that follows progression, in order of appearance. */
  readonly drugs: readonly DrugName[];
  /** Those of them that have not been calibrated. */
  readonly uncalibrated: readonly DrugName[];
}

/**
 * Arms with their labels and drugs.
 *
 * An arm goes by the label that it is given. Without one, an arm of the trials goes by its clinical name where it gives the
 * drugs of the trials; an arm with a drug outside the trials goes by the labels of its drugs where no other arm has that
 * label; any other arm goes by its own name.
 *
 * @param arms - in the order of the run
 * @param drugs - of the model
 * @param labels - of arms that have one of their own
 * @returns one treatment per arm, in that order
 */
export function treatmentsOf(
  arms: readonly TreatedArm[],
  drugs: readonly ModelDrug[],
  labels: Readonly<Record<string, string>> = {},
): readonly Treatment[] {
  const definitions = new Map(drugs.map(({ name, definition }) => [name, definition]));
  const labelOf = (drug: DrugName) => definitions.get(drug)?.label ?? drug;
  const given = arms.map((arm) => ({ arm: arm.name, first: Object.keys(arm.regimen), drugs: drugsOfArm(arm) }));
  const proposed = given.map(({ arm, first, drugs: own }) => {
    const label = ownValue(labels, arm);
    if (label !== undefined) return label;
    const known = builtInArms.find((candidate) => candidate === arm);
    if (known !== undefined && sameDrugs(first, drugsOfTrialArm(known))) return trialArms[known].label;
    return own.every((drug) => trialDrugs.includes(drug)) ? arm : own.map(labelOf).join(' + ');
  });
  return given.map(({ arm, drugs: own }, index) => {
    const label = proposed[index]!;
    const isUnique = proposed.filter((other) => other === label).length === 1;
    return {
      arm,
      label: isUnique ? label : arm,
      drugs: own,
      uncalibrated: own.filter((drug) => definitions.get(drug)?.calibrated === false),
    };
  });
}

/**
 * Which arms give drugs whose effects have not been calibrated.
 *
 * @returns one sentence for each of these arms
 */
export function uncalibratedRemarks(treatments: readonly Treatment[], drugs: readonly ModelDrug[]): readonly string[] {
  const labelOf = (name: DrugName) => drugs.find((drug) => drug.name === name)?.definition.label ?? name;
  return treatments
    .filter(({ uncalibrated }) => uncalibrated.length > 0)
    .map(({ arm, uncalibrated }) => {
      const [names, verb] = [uncalibrated.map(labelOf).join(' and '), uncalibrated.length === 1 ? 'is' : 'are'];
      return `Arm ${arm}: ${names} ${verb} not calibrated: the effects have not been fitted to trials, and the results of this arm are an exploration.`;
    });
}

function drugsOfTrialArm(arm: keyof typeof trialArms): readonly DrugName[] {
  return Object.keys(builtInRegimens[trialArms[arm].regimens.posted]!);
}

/** Drugs that an arm of the trials gives. */
const trialDrugs: readonly DrugName[] = [...new Set(builtInArms.flatMap(drugsOfTrialArm))];

function sameDrugs(a: readonly DrugName[], b: readonly DrugName[]): boolean {
  return a.length === b.length && a.every((drug) => b.includes(drug));
}
