import { cell, molecule, parameter, product, quotient, sum } from '../expression.js';
import type { Molecule } from '../molecule.js';
import type { ParameterName } from '../parameters/parameter-name.js';
import type { ProcessKind } from '../process-kind.js';
import type { Process } from '../processes.js';
import type { CellState } from '../species.js';
import type { Switches } from '../switches.js';
import { type TumorState, tumorStates } from './tumor.js';

type Secretor = CellState | 'X_C';

function secretion(
  name: string,
  degradation: ParameterName,
  sources: readonly (readonly [rate: ParameterName, by: Secretor])[],
): Molecule {
  const terms = sources.map(([rate, by]) => product(parameter(rate), by === 'X_C' ? molecule('X_C') : cell(by)));
  return { name, unit: 'pg/L', expression: quotient(sum(...terms), parameter(degradation)) };
}

/** Cytokines and chemokines: sum of secretion rate x density over the degradation rate (eq. 16). */
const secretedMolecules: readonly Molecule[] = [
  // Tumor-draining lymph node
  secretion('IL2_A', 'd_I2', [
    ['delta_I2T1', 'T1_A'],
    ['delta_I2T8', 'T8_A'],
  ]),
  secretion('IL4_A', 'd_I4', [
    ['delta_I4T2', 'T2_A'],
    ['delta_I4Tfh', 'Tfh_A'],
  ]),
  secretion('IL6_A', 'd_I6', [['delta_I6T2', 'T2_A']]),
  secretion('IL10_A', 'd_I10', [
    ['delta_I10T2', 'T2_A'],
    ['delta_I10Treg', 'Treg_A'],
  ]),
  secretion('IL12_A', 'd_I12', [['delta_I12D', 'D_A']]),
  secretion('IL21_A', 'd_I21', [
    ['delta_I21T2', 'T2_A'],
    ['delta_I21T17', 'T17_A'],
    ['delta_I21Tfh', 'Tfh_A'],
    ['delta_I21NK', 'NK_A'],
  ]),
  secretion('IFNg_A', 'd_Igamma', [
    ['delta_IgammaT1', 'T1_A'],
    ['delta_IgammaT8', 'T8_A'],
    ['delta_IgammaNK', 'NK_A'],
  ]),
  secretion('TGFb_A', 'd_Tbeta', [['delta_TbetaTreg', 'Treg_A']]),
  secretion('CCL19_A', 'd_L19', [['delta_L19D', 'D_A']]),
  secretion('CCL21_A', 'd_L21', [['delta_L21D', 'D_A']]),
  // Tumor microenvironment
  secretion('IL2_C', 'd_I2', [
    ['delta_I2T1', 'T1_C'],
    ['delta_I2T8', 'T8_C'],
  ]),
  secretion('IL4_C', 'd_I4', [
    ['delta_I4T2', 'T2_C'],
    ['delta_I4Tfh', 'Tfh_C'],
    ['delta_I4Eos', 'Eos_C'],
    ['delta_I4Bas', 'Bas_C'],
  ]),
  secretion('IL10_C', 'd_I10', [
    ['delta_I10T2', 'T2_C'],
    ['delta_I10Treg', 'Treg_C'],
    ['delta_I10M2', 'M2_C'],
    ['delta_I10N2', 'N2_C'],
    ['delta_I10MMDSC', 'MMDSC_C'],
    ['delta_I10GMDSC', 'GMDSC_C'],
    ['delta_I10X', 'X_C'],
  ]),
  secretion('IL12_C', 'd_I12', [
    ['delta_I12D', 'D_C'],
    ['delta_I12M1', 'M1_C'],
    ['delta_I12Eos', 'Eos_C'],
  ]),
  secretion('IFNg_C', 'd_Igamma', [
    ['delta_IgammaT1', 'T1_C'],
    ['delta_IgammaT8', 'T8_C'],
    ['delta_IgammaNK', 'NK_C'],
    ['delta_IgammaN1', 'N1_C'],
  ]),
  secretion('TGFb_C', 'd_Tbeta', [
    ['delta_TbetaTreg', 'Treg_C'],
    ['delta_TbetaX', 'X_C'],
    ['delta_TbetaM2', 'M2_C'],
    ['delta_TbetaN2', 'N2_C'],
  ]),
  secretion('TNFa_C', 'd_Talpha', [
    ['delta_TalphaM1', 'M1_C'],
    ['delta_TalphaT1', 'T1_C'],
    ['delta_TalphaT8', 'T8_C'],
    ['delta_TalphaN1', 'N1_C'],
  ]),
  secretion('MCSF_C', 'd_MCSF', [['delta_MCSFX', 'X_C']]),
  secretion('GCSF_C', 'd_GCSF', [['delta_GCSFX', 'X_C']]),
  secretion('CXCL1_C', 'd_C1', [['delta_C1X', 'X_C']]),
  secretion('CXCL2_C', 'd_C2', [['delta_C2X', 'X_C']]),
  secretion('CXCL5_C', 'd_C5', [['delta_C5X', 'X_C']]),
  secretion('CXCL8_C', 'd_C8', [
    ['delta_C8Treg', 'Treg_C'],
    ['delta_C8X', 'X_C'],
  ]),
  secretion('CXCL9_C', 'd_C9', [
    ['delta_C9D', 'D_C'],
    ['delta_C9X', 'X_C'],
    ['delta_C9M1', 'M1_C'],
  ]),
  secretion('CXCL10_C', 'd_C10', [
    ['delta_C10D', 'D_C'],
    ['delta_C10X', 'X_C'],
    ['delta_C10M1', 'M1_C'],
  ]),
  secretion('CXCL12_C', 'd_C12', [['delta_C12X', 'X_C']]),
  secretion('CXCL13_C', 'd_C13', [
    ['delta_C13D', 'D_C'],
    ['delta_C13Tfh', 'Tfh_C'],
    ['delta_C13M2', 'M2_C'],
  ]),
  secretion('CCL1_C', 'd_L1', [
    ['delta_L1Treg', 'Treg_C'],
    ['delta_L1M2', 'M2_C'],
  ]),
  secretion('CCL2_C', 'd_L2', [
    ['delta_L2M1', 'M1_C'],
    ['delta_L2N1', 'N1_C'],
    ['delta_L2X', 'X_C'],
  ]),
  secretion('CCL3_C', 'd_L3', [
    ['delta_L3M1', 'M1_C'],
    ['delta_L3N1', 'N1_C'],
    ['delta_L3MMDSC', 'MMDSC_C'],
    ['delta_L3X', 'X_C'],
  ]),
  secretion('CCL4_C', 'd_L4', [
    ['delta_L4M1', 'M1_C'],
    ['delta_L4N2', 'N2_C'],
    ['delta_L4MMDSC', 'MMDSC_C'],
  ]),
  secretion('CCL5_C', 'd_L5', [
    ['delta_L5M1', 'M1_C'],
    ['delta_L5N2', 'N2_C'],
    ['delta_L5X', 'X_C'],
    ['delta_L5T8', 'T8_C'],
    ['delta_L5MMDSC', 'MMDSC_C'],
    ['delta_L5NK', 'NK_C'],
  ]),
  secretion('CCL11_C', 'd_L11', [
    ['delta_L11X', 'X_C'],
    ['delta_L11Eos', 'Eos_C'],
  ]),
  secretion('CCL17_C', 'd_L17', [
    ['delta_L17D', 'D_C'],
    ['delta_L17M2', 'M2_C'],
    ['delta_L17N2', 'N2_C'],
  ]),
  secretion('CCL19_C', 'd_L19', [['delta_L19D', 'D_C']]),
  secretion('CCL20_C', 'd_L20', [['delta_L20X', 'X_C']]),
  secretion('CCL21_C', 'd_L21', [['delta_L21D', 'D_C']]),
  secretion('CCL22_C', 'd_L22', [
    ['delta_L22D', 'D_C'],
    ['delta_L22M2', 'M2_C'],
    ['delta_L22X', 'X_C'],
  ]),
];

const tumorTotal: Molecule = { name: 'X_C', unit: 'cell/L', expression: sum(...tumorStates.map(cell)) };

/** PD-1 on lymphocytes, PD-L1 on tumor cells and their complex. */
const checkpoint: readonly Molecule[] = [
  {
    name: 'PD1_C',
    unit: 'g/L',
    expression: product(
      parameter('phi_P'),
      sum(
        ...(['T1_C', 'T2_C', 'T17_C', 'Tfh_C', 'T8_C'] as const).map(cell),
        product(parameter('varepsilon_NK'), cell('NK_C')),
      ),
    ),
  },
  { name: 'PDL1_C', unit: 'g/L', expression: product(parameter('phi_L'), molecule('X_C')) },
  {
    name: 'PD1_PDL1_C',
    unit: 'g^2/L^2 (as published)',
    expression: product(parameter('alpha_PL'), molecule('PD1_C'), molecule('PDL1_C')),
  },
];

/** Tumor antigen, released by apoptosis of tumor cells and by their killing by lymphocytes and drugs. */
function tumorAntigen(processes: readonly Process[], switches: Switches): Molecule {
  const flux = (kind: ProcessKind, state: TumorState) =>
    processes.filter((process) => process.kind === kind && process.leaves === state).map((process) => process.flux);
  const killedPressureWeight = switches['dptc-antigen'] === 'posted' ? 'kappa_3' : 'kappa_2';
  const release = sum(
    product(parameter('kappa_1'), sum(...tumorStates.flatMap((state) => flux('apoptosis', state)))),
    product(parameter('kappa_2'), sum(...flux('killing', 'X1_C'), ...flux('killing', 'X2_C'))),
    product(parameter(killedPressureWeight), sum(...flux('killing', 'X3_C'))),
    product(parameter('kappa_3'), sum(...tumorStates.flatMap((state) => flux('chemotherapy', state)))),
  );
  return { name: 'TA_C', unit: 'cell/L', expression: quotient(release, parameter('d_TA')) };
}

/**
 * All quasi-steady quantities, each after those it uses.
 *
 * @param tumorProcesses - processes of the tumor cells; their death fluxes release antigen
 * @param switches - form of the model
 * @returns 38 secreted molecules, PD-1, PD-L1, their complex and tumor antigen: 42 concentrations, and the tumor total
 */
export function quasiSteadyMolecules(tumorProcesses: readonly Process[], switches: Switches): readonly Molecule[] {
  return [tumorTotal, ...secretedMolecules, ...checkpoint, tumorAntigen(tumorProcesses, switches)];
}
