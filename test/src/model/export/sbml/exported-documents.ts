import type { DrugEffect, ModelDrug, Pharmacokinetics } from '../../../../../src/model/drugs/drug-definition.js';
import { nivolumab } from '../../../../../src/model/drugs/nivolumab.js';
import { publishedDrugs } from '../../../../../src/model/drugs/shipped-drugs.js';
import { builtInRegimens } from '../../../../../src/model/drugs/trial-regimens.js';
import { exportableModel } from '../../../../../src/model/export/exportable-model.js';
import { sbmlExport } from '../../../../../src/model/export/sbml/sbml-export.js';
import type { DosingCourse } from '../../../../../src/model/regimens.js';
import { postedSwitches, resolveSwitches, switchNames } from '../../../../../src/model/switches.js';
import { dosePlan } from '../../../../../src/simulation/dose-segments.js';

/** Every switch in its corrected form. */
export const correctedSwitches = resolveSwitches(Object.fromEntries(switchNames.map((name) => [name, 'corrected'])));

const kinetics: readonly Pharmacokinetics[] = [
  { model: 'one-compartment', k10: 0.7 },
  { model: 'saturable', mostRate: 40, half: 15 },
  { model: 'saturable', mostRate: 40, half: 15, k10: 0.3, k12: 1.2, k21: 0.8 },
];

const migration = { kind: 'migration', leaves: 'T8_B', enters: 'T8_C' } as const;
const effects: readonly DrugEffect[] = [
  { effect: 'kills', cells: 'X1_C', rate: 0.1, efficacy: 0.02 },
  { effect: 'kills', cells: 'Treg_C', rate: 0.05, efficacy: 0.01 },
  { effect: 'drives', process: { kind: 'transition', leaves: 'X1_C', enters: 'X3_C' }, half: 30, exponent: 3 },
  { effect: 'inhibits', on: { process: { kind: 'proliferation', enters: 'T8_A' } }, potency: 0.004 },
  { effect: 'inhibits', on: { molecule: 'TGFb_C' }, half: 12, exponent: 2, most: 0.6 },
  { effect: 'inhibits', on: { binding: ['PD1_C', 'PDL1_C'] }, half: 9 },
  { effect: 'enhances', on: { process: migration }, half: 25, most: 0.8 },
];

/** Published drugs, and three with every form of pharmacokinetics that these lack and every kind of effect. */
export const furtherDrugs: readonly ModelDrug[] = [
  ...publishedDrugs,
  ...kinetics.map((pharmacokinetics, index): ModelDrug => {
    const label = `drug <${index}> & "more" `;
    const doseUnit = ['mg', 'IU', 'dose unit'][index]!;
    const own = index === 0 ? effects : effects.slice(0, 1);
    return {
      name: `probe${index}`,
      definition: { label, doseUnit, source: 'made up', calibrated: false, pharmacokinetics, effects: own },
    };
  }),
];

const infusion: DosingCourse = { dose: 60, days: [0, 7], cycleDays: 21, cycles: 2, durationDays: 0.5, loadingDose: 90 };
const bolus: DosingCourse = { dose: 40, days: [0, 3], cycleDays: 14, cycles: 2, durationDays: 0, loadingDose: 80 };

/** A regimen of the further drugs: infusions and boluses from day 0 on, of several sizes, one cut by the last day. */
export const furtherRegimen = {
  tas102: builtInRegimens['published-tas102']!.tas102!,
  probe0: [infusion, bolus],
  probe1: [bolus],
  probe2: [{ dose: 500, days: [1], cycleDays: 30, cycles: null, durationDays: 29.5 }],
};

const published = (name: string, days = 365) => ({
  regimen: name,
  segments: dosePlan(builtInRegimens[name]!, days).segments,
});

/** Documents in which every part of the exporter has written something, by what they are. */
export const exportedDocuments: Readonly<Record<string, () => string>> = {
  'the posted form': () => sbmlExport(exportableModel({ switches: postedSwitches }), published('published-tas102-bev')),
  'every form corrected': () =>
    sbmlExport(exportableModel({ switches: correctedSwitches }), published('protocol-tas102-bev')),
  'an antibody against PD-1': () => {
    const drugs = [...publishedDrugs, { name: 'nivolumab', definition: nivolumab }];
    const course: DosingCourse = { dose: 240, days: [1], cycleDays: 14, cycles: null, durationDays: 0.04 };
    const { segments } = dosePlan({ nivolumab: [course] }, 100);
    return sbmlExport(exportableModel({ switches: postedSwitches, drugs }), { regimen: 'antibody', segments });
  },
  'drugs of every kind': () => {
    const { segments } = dosePlan(furtherRegimen, 60);
    const model = exportableModel({ switches: correctedSwitches, drugs: furtherDrugs });
    return sbmlExport(model, { regimen: 'further <drugs>', segments });
  },
  'densities at day 0 and parameters that are set': () => {
    const overrides = { 'state:X3_C': 5e7, 'state:T8_C': 7e6, d_T8: 0.2, V_C: 0.5 };
    const model = exportableModel({ switches: postedSwitches, overrides, varying: ['d_T8', 'V_C'] });
    return sbmlExport(model, published('none'));
  },
};
