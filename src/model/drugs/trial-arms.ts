// Imported by the command line for its help: this file must import nothing but types.
import type { Switches } from '../switches.js';

/** An arm of the trials. */
export interface TrialArm {
  /** Name in reports. */
  readonly label: string;
  /** Colour in plots; hexadecimal. */
  readonly colour: string;
  /** Name of the regimen that the arm receives, by the form of the switch `dosing`. */
  readonly regimens: Readonly<Record<'posted' | 'corrected', string>>;
}

/**
 * The arms of the trials, in the paper's order.
 *
 * Colours are safe for colour-blind readers beside those of further arms.
 */
export const trialArms = {
  placebo: { label: 'Placebo', colour: '#7d8894', regimens: { posted: 'none', corrected: 'none' } },
  tas102: {
    label: 'TAS-102',
    colour: '#2163b4',
    regimens: { posted: 'published-tas102', corrected: 'protocol-tas102' },
  },
  tas102_bev: {
    label: 'TAS-102 + bevacizumab',
    colour: '#961f6b',
    regimens: { posted: 'published-tas102-bev', corrected: 'protocol-tas102-bev' },
  },
} as const satisfies Readonly<Record<string, TrialArm>>;

export type BuiltInArm = keyof typeof trialArms;

/** What each arm is in the design of the trials. */
export const armRoles = { control: 'placebo', single: 'tas102', combination: 'tas102_bev' } as const;

export const builtInArms = [armRoles.control, armRoles.single, armRoles.combination] as const;

export const armLabels: Readonly<Record<BuiltInArm, string>> = {
  placebo: trialArms.placebo.label,
  tas102: trialArms.tas102.label,
  tas102_bev: trialArms.tas102_bev.label,
};

/** Name of the regimen that a built-in arm receives under the switch `dosing`. */
export function defaultRegimen(arm: BuiltInArm, switches: Pick<Switches, 'dosing'>): string {
  return trialArms[arm].regimens[switches.dosing];
}
