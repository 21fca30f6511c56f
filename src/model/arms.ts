import type { Switches } from './switches.js';

/** The arms of the trials, in the paper's order. */
export const builtInArms = ['placebo', 'tas102', 'tas102_bev'] as const;

export type BuiltInArm = (typeof builtInArms)[number];

export const armLabels: Readonly<Record<BuiltInArm, string>> = {
  placebo: 'Placebo',
  tas102: 'TAS-102',
  tas102_bev: 'TAS-102 + bevacizumab',
};

const regimenOf = {
  posted: { placebo: 'none', tas102: 'published-tas102', tas102_bev: 'published-tas102-bev' },
  corrected: { placebo: 'none', tas102: 'protocol-tas102', tas102_bev: 'protocol-tas102-bev' },
} as const;

/** Name of the regimen that a built-in arm receives under the switch `dosing`. */
export function defaultRegimen(arm: BuiltInArm, switches: Pick<Switches, 'dosing'>): string {
  return regimenOf[switches.dosing][arm];
}
