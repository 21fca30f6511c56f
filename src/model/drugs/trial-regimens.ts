// Imported by the command line for its help: this file must import nothing but types.
import type { DosingCourse, Regimen } from '../regimens.js';

const chemotherapyDays = [1, 2, 3, 4, 5, 8, 9, 10, 11, 12] as const;
const tas102Dose = { dose: 95, days: chemotherapyDays, cycleDays: 28, durationDays: 0.1 } as const;
const bevacizumabDose = { dose: 280, durationDays: 0.1 } as const;

const publishedTas102: DosingCourse = { ...tas102Dose, cycles: 3 };
const protocolTas102: DosingCourse = { ...tas102Dose, cycles: null };
const publishedBevacizumab: DosingCourse = { ...bevacizumabDose, days: [1], cycleDays: 15, cycles: 5 };
const protocolBevacizumab: DosingCourse = { ...bevacizumabDose, days: [1, 15], cycleDays: 28, cycles: null };

/** What the forms of the switch `dosing` give. */
export const dosingForms = {
  posted: 'TAS-102 for three cycles, bevacizumab every 15 days five times (regimens `published`)',
  corrected: 'both drugs in every 28-day cycle, bevacizumab on days 1 and 15 (regimens `protocol`)',
} as const;

/**
 * The regimens that ship with the workbench.
 *
 * `published-*` is what the paper's results were computed with; `protocol-*` is what the trials gave. Doses are in the
 * model's dose units: the values that reproduce the authors' published per-patient outputs.
 *
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, Methods 4.1 (protocol) and posted code (published)
 */
export const builtInRegimens: Readonly<Record<string, Regimen>> = {
  none: {},
  'published-tas102': { tas102: [publishedTas102] },
  'published-tas102-bev': { tas102: [publishedTas102], bevacizumab: [publishedBevacizumab] },
  'protocol-tas102': { tas102: [protocolTas102] },
  'protocol-tas102-bev': { tas102: [protocolTas102], bevacizumab: [protocolBevacizumab] },
};
