import type { FixedParameter } from '../parameters/quantities.js';
import type { DrugEffect, EffectTarget, ModelDrug, ProcessReference, Quantity } from './drug-definition.js';
import { symbolOf } from './drug-states.js';

/** A quantity of a drug with the parameter that holds it. */
export interface DrugQuantity {
  readonly quantity: Quantity;
  /** Name of the parameter: the quantity itself where it is a name, otherwise one of the drug's own. */
  readonly parameter: string;
  readonly unit: string;
}

/** Names of the quantities of each form of pharmacokinetics and of each effect, with the stem of an own parameter. */
const pharmacokineticStems = { k12: 'k_12', k21: 'k_21', k10: 'k_10', mostRate: 'most_rate', half: 'half' } as const;

export type PharmacokineticQuantity = keyof typeof pharmacokineticStems;

/** The quantities of a drug's pharmacokinetics that its definition gives, in canonical order. */
export function pharmacokineticQuantities(
  drug: ModelDrug,
): Readonly<Partial<Record<PharmacokineticQuantity, DrugQuantity>>> {
  const { pharmacokinetics, doseUnit } = drug.definition;
  const given: Readonly<Partial<Record<PharmacokineticQuantity, Quantity>>> = pharmacokinetics;
  const unitOf = { k12: '1/day', k21: '1/day', k10: '1/day', mostRate: `${doseUnit}/day`, half: doseUnit };
  const entries = (Object.keys(pharmacokineticStems) as PharmacokineticQuantity[]).flatMap((key) => {
    const quantity = given[key];
    if (quantity === undefined) return [];
    return [[key, quantityOf(drug, quantity, pharmacokineticStems[key], unitOf[key])] as const];
  });
  return Object.fromEntries(entries);
}

/** The quantities of one effect, by their keys in the definition. */
export type EffectQuantities = Readonly<Record<string, DrugQuantity>>;

/** Stems of own parameters by effect and quantity; each is followed by what the effect acts on. */
const effectStems: Readonly<Record<DrugEffect['effect'], Readonly<Record<string, string>>>> = {
  kills: { rate: 'kill_rate', efficacy: 'efficacy' },
  drives: { half: 'drive_half' },
  inhibits: { potency: 'potency', half: 'half', most: 'most' },
  enhances: { half: 'gain_half', most: 'gain' },
};

/**
 * The quantities of an effect with their parameters.
 *
 * An own number gets a parameter `<stem>_<what the effect acts on>_<symbol>`, for example `potency_proliferation_X1_C_drug`
 * or `half_PD1_C_drug`.
 */
export function effectQuantities(drug: ModelDrug, effect: DrugEffect): EffectQuantities {
  const { doseUnit } = drug.definition;
  const unitOf: Readonly<Record<string, string>> = {
    rate: '1/day',
    efficacy: `1/${doseUnit}`,
    potency: `1/${doseUnit}`,
    half: doseUnit,
    most: '1',
  };
  const given = effect as unknown as Readonly<Record<string, Quantity | undefined>>;
  return Object.fromEntries(
    Object.entries(effectStems[effect.effect]).flatMap(([key, stem]) => {
      const quantity = given[key];
      if (quantity === undefined) return [];
      return [[key, quantityOf(drug, quantity, `${stem}_${actsOn(effect)}`, unitOf[key]!)] as const];
    }),
  );
}

function quantityOf(drug: ModelDrug, quantity: Quantity, stem: string, unit: string): DrugQuantity {
  return { quantity, parameter: typeof quantity === 'string' ? quantity : `${stem}_${symbolOf(drug)}`, unit };
}

/** What an effect acts on, as a part of a name. */
export function actsOn(effect: DrugEffect): string {
  if (effect.effect === 'kills') return effect.cells;
  return effect.effect === 'drives' ? processText(effect.process) : targetText(effect.on);
}

function targetText(target: EffectTarget): string {
  if ('process' in target) return processText(target.process);
  return 'molecule' in target ? target.molecule : target.binding.join('_');
}

function processText({ kind, leaves, enters }: ProcessReference): string {
  return [kind, leaves, enters].filter((part) => part !== undefined).join('_');
}

/**
 * The fixed parameters that the numbers of some drugs become.
 *
 * @returns value, unit and group by name, in the order of the drugs: pharmacokinetics, then effects
 */
export function ownParameters(drugs: readonly ModelDrug[]): Readonly<Record<string, FixedParameter>> {
  return Object.fromEntries(
    drugs.flatMap((drug) => [
      ...ownOf(Object.values(pharmacokineticQuantities(drug)), 'pharmacokinetics'),
      ...drug.definition.effects.flatMap((effect) =>
        ownOf(Object.values(effectQuantities(drug, effect)), 'drug effect'),
      ),
    ]),
  );
}

function ownOf(quantities: readonly DrugQuantity[], group: string): readonly (readonly [string, FixedParameter])[] {
  return quantities.flatMap(({ quantity, parameter, unit }) =>
    typeof quantity === 'number' ? [[parameter, { value: quantity, unit, group }] as const] : [],
  );
}
