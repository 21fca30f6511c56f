import { InputError } from '../errors.js';
import { nearestHint } from '../numerics/nearest-name.js';
import { dosingForms } from './drugs/trial-regimens.js';

/** Which form of a disputed term the model takes: the authors' posted code, or the paper's text / mass balance. */
export type SwitchValue = 'posted' | 'corrected';

/** Every known difference between the paper and the posted code, and what each choice means. */
export const switchDescriptions = {
  'ctl-proliferation': {
    posted: 'CTL proliferation in the lymph node is proportional to Th1 cells (T1_A)',
    corrected: 'proportional to CTL themselves (T8_A), as in eq. 6',
  },
  'dptc-inflow': {
    posted: 'drug-pressure tumor cells gain twice what the drug-sensitive ones lose by transition',
    corrected: 'they gain what the drug-sensitive and the drug-resistant ones lose (eq. 8)',
  },
  'dptc-antigen': {
    posted: 'antigen from immune-killed drug-pressure cells is weighted kappa_3',
    corrected: 'weighted kappa_2, as for the other two tumor populations',
  },
  'tfh-il21': {
    posted: 'one value (0.4) serves two gains of the same name, lambda_TfhI21',
    corrected: 'proliferation gain 0.10 (lambda_betaTfhI21), differentiation gain 0.40 (lambda_TfhI21)',
  },
  'chemotaxis-volume': {
    posted: 'cells drawn by chemotaxis enter the destination without a volume ratio (so does eq. 10)',
    corrected: 'scaled by V_from / V_to, so that cell numbers balance, as for migration (eq. 9)',
  },
  dosing: {
    posted: dosingForms.posted,
    corrected: dosingForms.corrected,
  },
  'dpf-burden': {
    posted: 'relative burden (X1 + X2 + X3) / K3',
    corrected: 'dominant clone over its own carrying capacity, X_j / K_j (eq. 17)',
  },
} as const;

export type SwitchName = keyof typeof switchDescriptions;
export type Switches = Readonly<Record<SwitchName, SwitchValue>>;

export const switchNames = Object.keys(switchDescriptions) as readonly SwitchName[];

/** Every switch as the authors posted it. */
export const postedSwitches: Switches = Object.freeze(
  Object.fromEntries(switchNames.map((name) => [name, 'posted'])) as Record<SwitchName, SwitchValue>,
);

/**
 * Completes a partial choice of switches with the posted form.
 *
 * @param choice - switch names and values
 * @returns a value for each switch
 * @throws InputError - on an unknown switch or value
 */
export function resolveSwitches(choice: Readonly<Record<string, string>> = {}): Switches {
  const resolved: Record<SwitchName, SwitchValue> = { ...postedSwitches };
  for (const [name, value] of Object.entries(choice)) {
    const known = switchNames.find((candidate) => candidate === name);
    if (known === undefined) {
      throw new InputError(
        `switches: required one of ${switchNames.join(', ')}; got ${name}${nearestHint(name, switchNames)}`,
      );
    }
    if (value !== 'posted' && value !== 'corrected') {
      throw new InputError(`switches.${name}: must be 'posted' or 'corrected'; got ${value}`);
    }
    resolved[known] = value;
  }
  return Object.freeze(resolved);
}
