import { drugStatesOf } from '../../drugs/drug-states.js';
import type { Molecule } from '../../molecule.js';
import { stateParameter } from '../../parameters/further-parameters.js';
import { type CellState, cellStates, compartments, describeCellState, tumorCells } from '../../species.js';
import { annotationOf, cellTerms, compartmentTerms, moleculeTerms } from './sbml-annotations.js';
import { type SbmlContext, substanceOf } from './sbml-context.js';
import { moleculeLabel, stateLabel } from './sbml-labels.js';
import { notes } from './sbml-notes.js';
import { element, type XmlElement } from './xml-element.js';

/** Identifier of the compartment of the drug amounts. */
const DRUG_AMOUNTS = 'drug_amounts';

/** The three volumes of the model, and a place for amounts of drugs. */
export function compartmentElements({ model, units, idOf, newId }: SbmlContext): readonly XmlElement[] {
  const size = { spatialDimensions: '3', units: units.idOf('L'), constant: 'true' };
  const volumes = Object.entries(compartments).map(([letter, { name, abbreviation, volume }]) => {
    const id = idOf(volume);
    const attributes = { metaid: `meta_${id}`, id, name: `${name} (${abbreviation})`, ...size };
    return element('compartment', { ...attributes, size: String(model.values.get(volume)!) }, [
      notes([`Volume ${volume}; states whose names end in _${letter}.`]),
      ...annotationOf(id, compartmentTerms[abbreviation]),
    ]);
  });
  if (model.drugs.length === 0) return volumes;
  const drugs = element(
    'compartment',
    { id: newId(DRUG_AMOUNTS), name: 'amounts of drugs in the body', ...size, size: '1' },
    [notes(['Drugs are amounts in dose units, not concentrations; the size of this compartment has no effect.'])],
  );
  return [...volumes, drugs];
}

/** Cells, molecules that have a concentration, and amounts of drugs. */
export function speciesElements(context: SbmlContext): readonly XmlElement[] {
  const { model } = context;
  return [
    ...cellStates.map((state, index) => cellSpecies(context, state, model.states[index]!.initial)),
    ...model.network.molecules
      .filter(({ name }) => context.moleculeSpecies.has(name))
      .map((molecule) => moleculeSpecies(context, molecule)),
    ...drugStatesOf(model.network.drugs).map(({ name, drug, compartment }) => {
      const { label, doseUnit } = drug.definition;
      return element('species', {
        id: context.idOf(name),
        name: `${label}, ${compartment} amount`,
        compartment: DRUG_AMOUNTS,
        initialAmount: '0',
        substanceUnits: context.units.idOf(doseUnit),
        hasOnlySubstanceUnits: 'true',
        boundaryCondition: 'false',
        constant: 'false',
      });
    }),
  ];
}

function cellSpecies({ units, idOf }: SbmlContext, state: CellState, initial: number): XmlElement {
  const { cell, compartment } = describeCellState(state);
  const id = idOf(state);
  return element(
    'species',
    {
      metaid: `meta_${id}`,
      id,
      name: stateLabel(state),
      compartment: idOf(compartments[compartment].volume),
      initialConcentration: String(initial),
      substanceUnits: units.idOf('cell'),
      hasOnlySubstanceUnits: 'false',
      boundaryCondition: 'false',
      constant: 'false',
    },
    annotationOf(id, cellTerms[cell]),
  );
}

/** A molecule at quasi-steady state: its concentration has an assignment rule. */
function moleculeSpecies({ units, idOf }: SbmlContext, { name, unit }: Molecule): XmlElement {
  const id = idOf(name);
  const letter = name.slice(-1) as keyof typeof compartments;
  return element(
    'species',
    {
      metaid: `meta_${id}`,
      id,
      name: moleculeLabel(name),
      compartment: idOf(compartments[letter].volume),
      substanceUnits: units.idOf(substanceOf[unit]!),
      hasOnlySubstanceUnits: 'false',
      boundaryCondition: 'false',
      constant: 'false',
    },
    annotationOf(id, moleculeTerms[name.slice(0, -2)]),
  );
}

/** Populations of the tumor that the baseline tumor sets at day 0; none where their densities are set one by one. */
export function scaledTumorCells({ values }: SbmlContext['model']): readonly (typeof tumorCells)[number][] {
  return tumorCells.some((name) => values.has(stateParameter(name))) ? [] : tumorCells;
}
