import { drugStatesOf } from '../../drugs/drug-states.js';
import { inputRate } from '../../drugs/saturable-drugs.js';
import type { Expression } from '../../expression.js';
import { BASELINE_TUMOR } from '../../parameters/further-parameters.js';
import { allProcesses } from '../../qcic-model.js';
import { cellStates } from '../../species.js';
import type { ExportableModel } from '../exportable-model.js';
import type { IdentifierOf, NamedExpressions } from './math-ml.js';
import { processRoutes } from './process-routes.js';
import { type UnitDefinitions, unitDefinitions } from './unit-definitions.js';

/** What all parts of a document share: identifiers and units. */
export interface SbmlContext {
  readonly model: ExportableModel;
  readonly units: UnitDefinitions;
  /** Identifier of a cell state, molecule, drug amount, input rate or parameter. */
  readonly idOf: IdentifierOf;
  /** An identifier that nothing else has: the one wanted, or one with a number behind it. */
  newId(wanted: string): string;
  /** Fluxes that several formulas use; each is a parameter with an assignment rule. */
  readonly fluxes: NamedExpressions;
  /** Identifiers of the molecules that are species; the others are parameters. */
  readonly moleculeSpecies: ReadonlySet<string>;
}

/** Mass or number of what a concentration counts, by its unit; of the complex there is none that SBML allows. */
export const substanceOf: Readonly<Record<string, string>> = { 'cell/L': 'cell', 'pg/L': 'pg', 'g/L': 'g' };

/** Identifiers and units of a document of a model. */
export function sbmlContext(model: ExportableModel): SbmlContext {
  const { network, values } = model;
  const taken = new Set<string>();
  const newId = (wanted: string) => {
    const word = wanted.replace(/[^A-Za-z0-9_]/g, '_');
    let id = word;
    for (let count = 2; taken.has(id); count++) id = `${word}_${count}`;
    taken.add(id);
    return id;
  };
  const names = new Set([
    ...cellStates,
    ...network.molecules.map(({ name }) => name),
    ...drugStatesOf(network.drugs).map(({ name }) => name),
    ...network.drugs.map(inputRate),
    ...model.parameters.map(({ name }) => name),
    ...[...values.keys()].filter((name) => !name.includes(':')),
    BASELINE_TUMOR,
  ]);
  const ids = new Map([...names].map((name) => [name, newId(name)]));
  return {
    model,
    units: unitDefinitions(network.drugs.map(({ definition }) => definition.doseUnit)),
    idOf: (name) => ids.get(name) ?? name,
    newId,
    fluxes: new Map(sharedFluxes(model).map(({ flux, route }) => [flux, newId(`flux_${route}`)])),
    moleculeSpecies: new Set(
      network.molecules.flatMap(({ name, unit }) => (substanceOf[unit] === undefined ? [] : [name])),
    ),
  };
}

/** Fluxes that molecules are made of, and those of cells that enter a compartment in another number than leave one. */
function sharedFluxes({ network }: ExportableModel) {
  const inMolecules = new Set(network.molecules.flatMap(({ expression }) => partsOf(expression)));
  return allProcesses(network).flatMap((process) => {
    const { route, isBalanced } = processRoutes(process);
    return !isBalanced || inMolecules.has(process.flux) ? [{ flux: process.flux, route }] : [];
  });
}

/** An expression and all that it is made of. */
export function partsOf(expression: Expression): readonly Expression[] {
  const of = (...parts: readonly Expression[]) => [expression, ...parts.flatMap(partsOf)];
  switch (expression.kind) {
    case 'sum':
      return of(...expression.terms);
    case 'product':
      return of(...expression.factors);
    case 'quotient':
      return of(expression.numerator, expression.denominator);
    case 'negative':
    case 'exponential':
      return of(expression.of);
    case 'saturation':
    case 'inhibition':
    case 'hill':
      return of(expression.of, expression.half);
    default:
      return [expression];
  }
}
