import { statesOfDrug } from '../../drugs/drug-states.js';
import { BASELINE_TUMOR } from '../../parameters/further-parameters.js';
import { allProcesses } from '../../qcic-model.js';
import { tumorCells } from '../../species.js';
import { drugDerivatives } from './drug-derivatives.js';
import { apply, ci, math, mathOf, productOf } from './math-ml.js';
import type { SbmlContext } from './sbml-context.js';
import type { ModelUses } from './sbml-labels.js';
import type { Output } from './sbml-outputs.js';
import { tumorShare } from './sbml-parameters.js';
import { scaledTumorCells } from './sbml-species.js';
import { element, type XmlElement } from './xml-element.js';

/** Molecules, shared fluxes and outputs by assignment, amounts of drugs by their rates. */
export function ruleElements(context: SbmlContext, uses: ModelUses, outputs: readonly Output[]): readonly XmlElement[] {
  const { model, idOf, fluxes } = context;
  const assignment = (variable: string, formula: XmlElement) =>
    element('assignmentRule', { variable }, [math(formula)]);
  const molecules = model.network.molecules.map(({ name, expression }) => {
    uses.add(expression, idOf(name));
    return assignment(idOf(name), mathOf(expression, idOf, fluxes));
  });
  const shared = allProcesses(model.network).flatMap(({ flux }) => {
    const id = fluxes.get(flux);
    return id === undefined ? [] : [assignment(id, mathOf(flux, idOf))];
  });
  const drugs = model.network.drugs.flatMap((drug) => {
    const states = statesOfDrug(drug);
    return drugDerivatives(drug).map((expression, index) => {
      const variable = idOf(states[index]!.name);
      uses.add(expression, `rate of ${variable}`);
      return element('rateRule', { variable }, [math(mathOf(expression, idOf))]);
    });
  });
  return [...molecules, ...shared, ...outputs.map(({ id, formula }) => assignment(id, formula)), ...drugs];
}

/** The tumor at day 0 from its size, or its size from its populations where these are set. */
export function dayZeroAssignments(context: SbmlContext): readonly XmlElement[] {
  const { model, idOf } = context;
  const assign = (symbol: string, formula: XmlElement) => element('initialAssignment', { symbol }, [math(formula)]);
  const scaled = scaledTumorCells(model);
  const baseline = idOf(BASELINE_TUMOR);
  if (scaled.length === 0) {
    return [assign(baseline, apply('plus', ...tumorCells.map((name) => ci(idOf(name)))))];
  }
  return scaled.map((name) => assign(idOf(name), productOf([ci(baseline), ci(tumorShare(context, name))])));
}
