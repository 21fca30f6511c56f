import { allProcesses } from '../../qcic-model.js';
import { switchDescriptions, switchNames } from '../../switches.js';
import type { ExportableModel, ExportedDosing } from '../exportable-model.js';
import { modelAnnotation } from './sbml-annotations.js';
import { sbmlContext } from './sbml-context.js';
import { sbmlDoses } from './sbml-doses.js';
import { modelUses } from './sbml-labels.js';
import { notes } from './sbml-notes.js';
import { outputConstants, outputs } from './sbml-outputs.js';
import { parameterElements } from './sbml-parameters.js';
import { reactions } from './sbml-reactions.js';
import { dayZeroAssignments, ruleElements } from './sbml-rules.js';
import { compartmentElements, speciesElements } from './sbml-species.js';
import { element, listOf, xmlDocument } from './xml-element.js';

const CORE = 'http://www.sbml.org/sbml/level3/version2/core';

/**
 * Writes the model as SBML Level 3 Version 2.
 *
 * Cells and molecules are species with concentrations, processes are reactions in cells per day with the expressions of the
 * declaration, quasi-steady molecules have assignment rules, amounts of drugs rate rules, and every change of an input is an
 * event. The same model gives the same bytes.
 *
 * @param model - states, parameters and declaration
 * @param dosing - regimen by name and its segments
 * @returns the document, ending in a line feed
 * @see Hucka et al. 2019, doi:10.1515/jib-2019-0021
 */
export function sbmlExport(model: ExportableModel, dosing: ExportedDosing): string {
  const context = sbmlContext(model);
  const { units } = context;
  const uses = modelUses();
  const [cell, day, liter] = ['cell', 'day', 'L'].map((unit) => units.idOf(unit));
  const doses = sbmlDoses(context, dosing);
  const constants = outputConstants(context);
  const results = outputs(context, constants);
  const compartments = compartmentElements(context);
  const species = speciesElements(context);
  const rules = ruleElements(context, uses, results);
  const processes = reactions(context, uses);
  const further = [...Object.values(constants), ...doses.parameters];
  const parameters = parameterElements(context, uses, further, results);
  const attributes = {
    metaid: 'meta_qcic',
    id: 'qcic',
    name: 'Quantitative cancer-immunity cycle model of metastatic colorectal cancer',
    substanceUnits: cell,
    timeUnits: day,
    volumeUnits: liter,
    extentUnits: cell,
  };
  const body = element('model', attributes, [
    notes(modelRemarks(model, dosing)),
    modelAnnotation('qcic'),
    ...units.elements(),
    ...listOf('listOfCompartments', compartments),
    ...listOf('listOfSpecies', species),
    ...listOf('listOfParameters', parameters),
    ...listOf('listOfInitialAssignments', [...dayZeroAssignments(context), ...doses.initialAssignments]),
    ...listOf('listOfRules', rules),
    ...listOf('listOfReactions', processes),
    ...listOf('listOfEvents', doses.events),
  ]);
  return xmlDocument(element('sbml', { xmlns: CORE, 'xmlns:sbml': CORE, level: '3', version: '2' }, [body]));
}

/** What the model is, in which form, and how to cite it. */
function modelRemarks(model: ExportableModel, { regimen, segments }: ExportedDosing): readonly string[] {
  const { switches, overrides, patient, network, drugs } = model;
  const forms = switchNames.map((name) => `${name} = ${switches[name]}: ${switchDescriptions[name][switches[name]]}.`);
  const pairs = (values: Readonly<Record<string, number>>) =>
    Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  const [changed, own] = [pairs(overrides), pairs(patient)];
  return [
    'Written by qcic export --format sbml from the declaration of the model. For research only.',
    'Source: Li C, Wei Y, Lei J. npj Systems Biology and Applications 11 (2025), doi:10.1038/s41540-025-00513-1; equation numbers are those of this paper.',
    `${model.cells} cell densities, ${network.molecules.length} quasi-steady quantities, ${allProcesses(network).length} processes. Time in days, cells in cell/L.`,
    `Regimen ${regimen}, up to day ${segments.at(-1)?.endDay ?? 0}; dose_rate and dose_bolus parameters set its doses.`,
    ...forms,
    ...(changed.length === 0 ? [] : [`Parameters other than published: ${changed.join(', ')}.`]),
    own.length === 0
      ? 'The per-patient parameters have their published baseline values.'
      : `Patient: ${own.join(', ')}.`,
    ...drugs.map(({ definition }) => {
      const { label, doseUnit, calibrated, source } = definition;
      return `Drug ${label}, in ${doseUnit}${calibrated ? '' : '; not calibrated to trials'}. ${source}.`;
    }),
  ];
}
