import {
  cell,
  type Expression,
  exponential,
  hill,
  namedParameter,
  negative,
  one,
  product,
  quotient,
  sum,
} from '../expression.js';
import type { Molecule } from '../molecule.js';
import type { Process } from '../processes.js';
import type { DrugEffect, EffectTarget, ModelDrug, ProcessReference } from './drug-definition.js';
import { effectQuantities } from './drug-parameters.js';
import { centralState } from './drug-states.js';

/** An effect with the drug that has it. */
interface EffectOfDrug {
  readonly drug: ModelDrug;
  readonly effect: DrugEffect;
}

function effectsOf(drugs: readonly ModelDrug[]): readonly EffectOfDrug[] {
  return drugs.flatMap((drug) => drug.definition.effects.map((effect) => ({ drug, effect })));
}

function amountOf(drug: ModelDrug): Expression {
  return { kind: 'drug', name: centralState(drug) };
}

/** Whether a process is one of those that a reference names. */
export function isProcess(
  { kind, leaves, enters }: ProcessReference,
  process: Pick<Process, 'kind' | 'leaves' | 'enters' | 'towards'>,
): boolean {
  return (
    process.kind === kind &&
    (leaves === undefined || process.leaves === leaves) &&
    (enters === undefined || (process.enters ?? process.towards) === enters)
  );
}

/** An effect as an expression: the flux of a killing, the term of a driver, the factor of an inhibition or enhancement. */
export function effectExpression(drug: ModelDrug, effect: DrugEffect): Expression {
  if (effect.effect === 'drives') return saturating(drug, effect);
  if (effect.effect !== 'kills') return changedBy(one, drug, effect);
  const { rate, efficacy } = effectQuantities(drug, effect);
  const share = sum(one, negative(exponential(negative(product(namedParameter(efficacy!.parameter), amountOf(drug))))));
  return product(namedParameter(rate!.parameter), share, cell(effect.cells));
}

/** Fluxes by which drugs kill cells (eq. 15): rate (1 - exp(-efficacy a)) x. */
export function killingByDrugs(drugs: readonly ModelDrug[]): readonly Process[] {
  return effectsOf(drugs).flatMap(({ drug, effect }): readonly Process[] => {
    if (effect.effect !== 'kills') return [];
    const flux = effectExpression(drug, effect);
    return [{ kind: 'chemotherapy', equation: '15', flux, leaves: effect.cells, gain: one }];
  });
}

/** Factors of a process that only drugs cause (eq. 8), one for each drug that drives it: a^n / (K^n + a^n). */
export function driversOf(
  drugs: readonly ModelDrug[],
  process: Pick<Process, 'kind' | 'leaves' | 'enters'>,
): readonly Expression[] {
  return effectsOf(drugs).flatMap(({ drug, effect }) =>
    effect.effect === 'drives' && isProcess(effect.process, process) ? [effectExpression(drug, effect)] : [],
  );
}

/**
 * A process under the drugs that inhibit or enhance it.
 *
 * A potency divides the rate, which is the first factor of a flux; every other effect is a factor on the whole flux. Where
 * the drug is not given, the flux keeps its value, but for the rounding of what the compiler collects and regroups.
 */
export function withDrugs(process: Process, drugs: readonly ModelDrug[]): Process {
  const flux = effectsOf(drugs).reduce((changed, { drug, effect }) => {
    if (!('on' in effect && 'process' in effect.on && isProcess(effect.on.process, process))) return changed;
    return 'potency' in effect
      ? withFirstFactor(changed, (rate) => changedBy(rate, drug, effect))
      : changedBy(changed, drug, effect);
  }, process.flux);
  return flux === process.flux ? process : { ...process, flux };
}

function withFirstFactor(flux: Expression, change: (rate: Expression) => Expression): Expression {
  if (flux.kind !== 'product') return change(flux);
  const [rate, ...others] = flux.factors;
  return product(change(rate!), ...others);
}

/** A quasi-steady molecule under the drugs that inhibit or enhance it, or the binding that forms it. */
export function moleculeWithDrugs(molecule: Molecule, drugs: readonly ModelDrug[]): Molecule {
  const expression = effectsOf(drugs).reduce((changed, { drug, effect }) => {
    if (!('on' in effect && isMolecule(effect.on, molecule))) return changed;
    return changedBy(changed, drug, effect);
  }, molecule.expression);
  return expression === molecule.expression ? molecule : { ...molecule, expression };
}

/** Whether a target is a molecule, or the binding of the two that its expression multiplies. */
export function isMolecule(target: EffectTarget, { name, expression }: Molecule): boolean {
  if ('molecule' in target) return target.molecule === name;
  if (!('binding' in target) || expression.kind !== 'product') return false;
  const bound = expression.factors.flatMap((factor) => (factor.kind === 'molecule' ? [factor.name] : []));
  return bound.length === 2 && target.binding.every((part) => bound.includes(part));
}

type Modulation = Extract<DrugEffect, { effect: 'inhibits' | 'enhances' }>;

/** What an inhibition or enhancement makes of something. */
function changedBy(of: Expression, drug: ModelDrug, effect: Modulation): Expression {
  const { potency, most } = effectQuantities(drug, effect);
  if (!('half' in effect)) {
    return quotient(of, sum(one, product(namedParameter(potency!.parameter), amountOf(drug))));
  }
  const share = saturating(drug, effect);
  const change = most === undefined ? share : product(namedParameter(most.parameter), share);
  const factor = sum(one, effect.effect === 'inhibits' ? negative(change) : change);
  return of === one ? factor : product(of, factor);
}

function saturating(drug: ModelDrug, effect: Extract<DrugEffect, { half: unknown }>): Expression {
  const { half } = effectQuantities(drug, effect);
  const { exponent = 1 } = effect;
  const of = amountOf(drug);
  if (exponent === 1) return { kind: 'saturation', of, half: namedParameter(half!.parameter) };
  return hill(of, half!.parameter, exponent);
}
