import type { DrugEffect, ModelDrug, ProcessReference } from '../drugs/drug-definition.js';
import { effectExpression } from '../drugs/drug-effects.js';
import { ownParameters } from '../drugs/drug-parameters.js';
import { symbolOf } from '../drugs/drug-states.js';
import { publishedDrugs, shippedDrugs } from '../drugs/shipped-drugs.js';
import { formulaText } from './expression-text.js';
import { code, codeBlock, markdownTable, numberText } from './markdown.js';
import { kineticEquations } from './pharmacokinetics-section.js';

/** What each drug that ships does to the network; kinetics and parameters of those that the published model does not have. */
export function drugsSection(): string {
  const drugs = Object.entries(shippedDrugs).map(([name, definition]): ModelDrug => ({ name, definition }));
  return [
    `## Drugs (${drugs.length})`,
    `The model also has every other drug that its arms give. ${effectsSummary}`,
    ...drugs.map((drug) => drugText(drug, !publishedDrugs.some(({ name }) => name === drug.name))),
  ].join('\n\n');
}

/** What each drug of an exported model does to the network, with its kinetics; their parameters stand with all others. */
export function drugsOfModelSection(drugs: readonly ModelDrug[]): string {
  const texts = drugs.map((drug) => [codeBlock(kineticEquations(drug)), drugText(drug, false)].join('\n\n'));
  return [`## Drugs (${drugs.length})`, effectsSummary, ...texts].join('\n\n');
}

const effectsSummary =
  'A drug multiplies a rate, a molecule or a binding by a factor, adds a term to the sum that drives a transition, or kills cells by a process of its own. Factors of several drugs on one target multiply.';

/** Title, effects and source of a drug; its kinetics and parameters too where it is described as a whole. */
function drugText(drug: ModelDrug, isWhole: boolean): string {
  const { label, doseUnit, effects, calibrated, source } = drug.definition;
  const own = Object.entries(ownParameters([drug]));
  const parameters = own.map(([name, { value, unit }]) => [code(name), numberText(value), unit]);
  return [
    `### ${label} (${code(symbolOf(drug))}), in ${doseUnit}${calibrated ? '' : ', not calibrated to trials'}`,
    ...(isWhole ? [codeBlock(kineticEquations(drug))] : []),
    markdownTable(
      ['effect', 'on', 'rate, term or factor'],
      effects.map((effect) => [effect.effect, targetText(effect), code(formulaText(effectExpression(drug, effect)))]),
    ),
    ...(isWhole ? [markdownTable(['parameter', 'value', 'unit'], parameters)] : []),
    `Source: ${source}.`,
  ].join('\n\n');
}

function targetText(effect: DrugEffect): string {
  if (effect.effect === 'kills') return `cells ${code(effect.cells)}`;
  if (effect.effect === 'drives') return processText(effect.process);
  const { on } = effect;
  if ('process' in on) return processText(on.process);
  return 'molecule' in on ? code(on.molecule) : `binding of ${on.binding.map(code).join(' and ')}`;
}

function processText({ kind, leaves, enters }: ProcessReference): string {
  const route = [leaves, enters].filter((state) => state !== undefined);
  return route.length === 0 ? `every ${kind}` : code(`${kind}(${route.join(' -> ')})`);
}
