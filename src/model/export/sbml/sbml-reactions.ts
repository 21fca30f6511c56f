import { type Expression, one } from '../../expression.js';
import type { ProcessKind } from '../../process-kind.js';
import type { Process } from '../../processes.js';
import { allProcesses } from '../../qcic-model.js';
import { ci, math, mathOf, productOf } from './math-ml.js';
import { processRoutes } from './process-routes.js';
import { partsOf, type SbmlContext } from './sbml-context.js';
import { type ModelUses, stateLabel } from './sbml-labels.js';
import { notes } from './sbml-notes.js';
import { element, listOf, type XmlElement } from './xml-element.js';

/** Terms of the Systems Biology Ontology: what a process does with cells. */
const ontologyTerms: Readonly<Record<ProcessKind, string>> = {
  source: 'SBO:0000393',
  differentiation: 'SBO:0000182',
  proliferation: 'SBO:0000393',
  transition: 'SBO:0000182',
  migration: 'SBO:0000185',
  chemotaxis: 'SBO:0000185',
  killing: 'SBO:0000179',
  apoptosis: 'SBO:0000179',
  chemotherapy: 'SBO:0000179',
};

/**
 * The processes as reactions, in cells per day.
 *
 * A process whose cells enter another compartment in another number than they leave it is two: what leaves, and what arrives.
 *
 * @param context - identifiers and units
 * @param uses - where parameters occur; reactions are added
 */
export function reactions(context: SbmlContext, uses: ModelUses): readonly XmlElement[] {
  return allProcesses(context.model.network).flatMap((process): readonly XmlElement[] => {
    const routes = processRoutes(process);
    const { leaves, enters, gain } = process;
    const id = context.newId(routes.route);
    uses.add(process.flux, id);
    if (routes.isBalanced) {
      const isEntered = enters !== undefined && routes.enteringPerLeaving > 0;
      const entering = isEntered ? { state: enters, count: routes.enteringPerLeaving } : undefined;
      return [reaction(context, process, { id, leaving: leaves, entering, volume: routes.volume })];
    }
    const arriving = context.newId(`${routes.route}_arrival`);
    uses.add(gain, arriving);
    return [
      reaction(context, process, { id, leaving: leaves, volume: routes.volume, remark: UNBALANCED }),
      reaction(context, process, {
        id: arriving,
        entering: { state: enters!, count: 1 },
        volume: routes.enteringVolume,
        gain,
        remark: UNBALANCED,
      }),
    ];
  });
}

interface ReactionPart {
  readonly id: string;
  readonly leaving?: string | undefined;
  readonly entering?: { readonly state: string; readonly count: number } | undefined;
  readonly volume: string;
  /** Further factor of the flux. */
  readonly gain?: Expression;
  readonly remark?: string;
}

const UNBALANCED =
  'Another number of cells leaves than arrives: this form of the model scales no density by the volumes.';

function reaction(context: SbmlContext, process: Process, part: ReactionPart): XmlElement {
  const { idOf, fluxes } = context;
  const { kind, equation, flux } = process;
  const { id, leaving, entering, volume, gain = one, remark } = part;
  const [reactant, product] = [leaving, entering?.state].map((state) =>
    state === undefined ? undefined : idOf(state),
  );
  const own = [reactant, product];
  const modifiers = speciesIn(flux, context).filter((species) => !own.includes(species));
  const states = [leaving, entering?.state ?? process.towards].filter((state) => state !== undefined);
  const factors = gain === one ? [] : [mathOf(gain, idOf)];
  const law = productOf([...factors, mathOf(flux, idOf, fluxes), ci(idOf(volume))]);
  return element(
    'reaction',
    { id, name: `${kind}: ${states.map(stateLabel).join(' to ')}`, reversible: 'false', sboTerm: ontologyTerms[kind] },
    [
      notes([`Eq. (${equation}).`, ...(remark === undefined ? [] : [remark])]),
      ...listOf('listOfReactants', reactant === undefined ? [] : [reference(reactant, 1)]),
      ...listOf('listOfProducts', product === undefined ? [] : [reference(product, entering!.count)]),
      ...listOf(
        'listOfModifiers',
        modifiers.map((species) => element('modifierSpeciesReference', { species })),
      ),
      element('kineticLaw', {}, [math(law)]),
    ],
  );
}

function reference(species: string, count: number): XmlElement {
  return element('speciesReference', { species, stoichiometry: String(count), constant: 'true' });
}

/** Species that an expression names, each once. */
function speciesIn(expression: Expression, { idOf, moleculeSpecies }: SbmlContext): readonly string[] {
  const names = partsOf(expression).flatMap((part) => {
    if (part.kind === 'cell' || part.kind === 'drug') return [part.name];
    return part.kind === 'molecule' && moleculeSpecies.has(part.name) ? [part.name] : [];
  });
  return [...new Set(names)].map(idOf);
}
