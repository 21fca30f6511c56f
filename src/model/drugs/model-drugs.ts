import { InputError } from '../../errors.js';
import { nearestHint } from '../../numerics/nearest-name.js';
import { ownValue } from '../../numerics/own-value.js';
import type { DrugDefinition, DrugName, ModelDrug } from './drug-definition.js';
import { publishedDrugs } from './shipped-drugs.js';

/** The part of an arm that names drugs. */
export interface ArmDrugs {
  readonly regimen: Readonly<Record<DrugName, unknown>>;
  readonly untilProgression: { readonly next: Readonly<Record<DrugName, unknown>> | null } | null;
}

/** Drugs of an arm's regimen and of the one that follows progression, in order of appearance. */
export function drugsOfArm({ regimen, untilProgression }: ArmDrugs): readonly DrugName[] {
  return [...new Set([...Object.keys(regimen), ...Object.keys(untilProgression?.next ?? {})])];
}

/**
 * The drugs of a model: the published ones, then every other drug that an arm gives, in order of appearance.
 *
 * @param definitions - known drugs by name
 * @param arms - regimens, and those that follow progression
 * @throws InputError - on a drug without definition
 */
export function modelDrugs(
  definitions: Readonly<Record<DrugName, DrugDefinition>>,
  arms: readonly ArmDrugs[],
): readonly ModelDrug[] {
  const published = publishedDrugs.map(({ name }) => name);
  const further = [...new Set(arms.flatMap(drugsOfArm))].filter((name) => !published.includes(name));
  return [
    ...publishedDrugs,
    ...further.map((name) => {
      const definition = ownValue(definitions, name);
      if (definition === undefined) {
        const known = Object.keys(definitions);
        throw new InputError(
          `drugs.${name}: must be defined, because a regimen gives it; got none${nearestHint(name, known)}`,
        );
      }
      return { name, definition };
    }),
  ];
}
