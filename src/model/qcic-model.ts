import type { ModelDrug } from './drugs/drug-definition.js';
import { killingByDrugs, moleculeWithDrugs, withDrugs } from './drugs/drug-effects.js';
import { publishedDrugs } from './drugs/shipped-drugs.js';
import type { Expression } from './expression.js';
import { negative, product, sum } from './expression.js';
import type { Molecule } from './molecule.js';
import { cytotoxicTLymphocytes, naturalKillerCells } from './network/cytotoxic-lymphocytes.js';
import { dendriticCells } from './network/dendritic-cells.js';
import { eosinophilsAndBasophils, neutrophils } from './network/granulocytes.js';
import { follicularHelperTCells, regulatoryTCells, th1, th2, th17 } from './network/helper-t-cells.js';
import { quasiSteadyMolecules } from './network/molecules.js';
import { macrophages, suppressorCells } from './network/myeloid-cells.js';
import { naiveTCells } from './network/naive-t-cells.js';
import { tumorCells, tumorStates } from './network/tumor.js';
import type { Process } from './processes.js';
import { type CellState, cellStates } from './species.js';
import type { Switches } from './switches.js';

/** The network in one form: processes by family of cells, and the quasi-steady molecules they read. */
export interface QcicModel {
  readonly switches: Switches;
  readonly drugs: readonly ModelDrug[];
  readonly families: readonly { readonly title: string; readonly processes: readonly Process[] }[];
  readonly molecules: readonly Molecule[];
}

/**
 * Lays out the quantitative cancer-immunity cycle model.
 *
 * @param switches - posted or corrected form of each disputed term
 * @param drugs - what acts on the network; default: the published drugs
 * @returns every process of eq. (1) and every molecule of eq. (16)
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eqs. (1)-(16)
 */
export function qcicModel(switches: Switches, drugs: readonly ModelDrug[] = publishedDrugs): QcicModel {
  const balance = switches['chemotaxis-volume'] === 'posted' ? 'without volume ratio' : 'cell numbers balance';
  const underDrugs = (processes: readonly Process[]) => processes.map((process) => withDrugs(process, drugs));
  const tumor = underDrugs(tumorCells(switches, drugs));
  const killed = killingByDrugs(drugs).filter(({ leaves }) => !tumorStates.some((state) => state === leaves));
  const families = [
    { title: 'Dendritic cells', processes: dendriticCells(balance) },
    { title: 'Naive T cells', processes: naiveTCells(balance) },
    { title: 'CD4+ Th1 cells', processes: th1(balance) },
    { title: 'CD4+ Th2 cells', processes: th2(balance) },
    { title: 'CD4+ Th17 cells', processes: th17(balance) },
    { title: 'Regulatory T cells', processes: regulatoryTCells(balance) },
    { title: 'Follicular helper T cells', processes: follicularHelperTCells(balance, switches) },
    { title: 'CD8+ cytotoxic T lymphocytes', processes: cytotoxicTLymphocytes(balance, switches) },
    { title: 'Natural killer cells', processes: naturalKillerCells(balance) },
    { title: 'Myeloid-derived suppressor cells', processes: suppressorCells(balance) },
    { title: 'Monocytes and macrophages', processes: macrophages(balance) },
    { title: 'Neutrophils', processes: neutrophils(balance) },
    { title: 'Eosinophils and basophils', processes: eosinophilsAndBasophils(balance) },
    ...(killed.length === 0 ? [] : [{ title: 'Other cells that drugs kill', processes: killed }]),
  ];
  return {
    switches,
    drugs,
    families: [
      { title: 'Tumor cells', processes: tumor },
      ...families.map(({ title, processes }) => ({ title, processes: underDrugs(processes) })),
    ],
    molecules: quasiSteadyMolecules(tumor, switches).map((molecule) => moleculeWithDrugs(molecule, drugs)),
  };
}

/** All processes of the model, in order of the families. */
export function allProcesses(model: QcicModel): readonly Process[] {
  return model.families.flatMap((family) => family.processes);
}

/**
 * Right-hand side of eq. (1) for each cell state.
 *
 * d[i]/dt = sum over entering processes of gain x flux - sum over leaving processes of flux.
 *
 * @param model - the network
 * @returns one expression per cell state, canonical order; cell/L/day
 */
export function derivativesOf(model: QcicModel): readonly Expression[] {
  const terms = new Map<CellState, Expression[]>(cellStates.map((state) => [state, []]));
  for (const process of allProcesses(model)) {
    if (process.leaves !== undefined) terms.get(process.leaves)?.push(negative(process.flux));
    if (process.enters !== undefined) terms.get(process.enters)?.push(product(process.gain, process.flux));
  }
  return cellStates.map((state) => sum(...(terms.get(state) ?? [])));
}
