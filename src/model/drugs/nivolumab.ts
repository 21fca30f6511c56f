import type { DrugDefinition } from './drug-definition.js';

/**
 * Nivolumab: an antibody against PD-1, which keeps PD-1 in the tumor from binding PD-L1.
 *
 * - Kinetics: clearance CL 9.4 mL/h, volumes V1 3.63 L and V2 2.78 L, intercompartmental clearance Q 32.1 mL/h of the
 *   reference patient (80 kg) before treatment; k10 = CL/V1, k12 = Q/V1, k21 = Q/V2.
 * - Binding: one to one and reversible, antibody in excess, so that the share of PD-1 that stays free is
 *   1 / (1 + a/half). half = Kd M V1 / r with dissociation constant Kd 2.6 nmol/L, molar mass M 146 kg/mol and tumor to
 *   plasma ratio r 0.3: 2.6e-9 mol/L * 146e6 mg/mol * 3.63 L / 0.3 = 4.59 mg.
 *
 * The ratio is an assumption, and nothing here is fitted to trials of colorectal cancer; see docs/drugs.md.
 *
 * @see Bajaj et al. 2017, doi:10.1002/psp4.12143; Wang et al. 2014, doi:10.1158/2326-6066.CIR-14-0040
 */
export const nivolumab = {
  label: 'nivolumab',
  symbol: 'Nivo',
  doseUnit: 'mg',
  pharmacokinetics: { model: 'two-compartment', k12: 0.2122, k21: 0.2771, k10: 0.06215 },
  effects: [{ effect: 'inhibits', on: { binding: ['PD1_C', 'PDL1_C'] }, half: 4.59 }],
  source:
    'Kinetics: Bajaj et al. 2017, CPT Pharmacometrics Syst Pharmacol 6:58-66, doi:10.1002/psp4.12143, Table 1 (read in a public transcription of the table). Dissociation constant 2.6 nmol/L: Wang et al. 2014, Cancer Immunol Res 2:846-856, doi:10.1158/2326-6066.CIR-14-0040 (as quoted by published systems pharmacology models). Molar mass 146 kg/mol: product information, from memory. Tumor to plasma ratio 0.3: assumed',
  calibrated: false,
} as const satisfies DrugDefinition;
