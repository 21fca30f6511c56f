import type { ModelDrug } from '../../../../src/index.js';
import { stateNamesOf, statusCodes, tumorCells } from '../../../browser.js';
import type { ArmCourse, SimulatedPatient } from '../../../studies/patient/simulate-one.js';

/** An arm in plots. */
export interface PlottedArm {
  readonly name: string;
  readonly label: string;
  /** Variable of the theme. */
  readonly colour: string;
}

/** What the plots of one patient are drawn from. */
export interface PlotInput {
  readonly patient: SimulatedPatient;
  readonly arms: readonly PlottedArm[];
  readonly drugs: readonly ModelDrug[];
  readonly horizonDays: number;
}

/** Names of the tumor populations, and their colours. */
export const clones = [
  { state: tumorCells[0], label: 'Drug-sensitive (X1)', colour: 'series-1' },
  { state: tumorCells[1], label: 'Drug-resistant (X2)', colour: 'series-2' },
  { state: tumorCells[2], label: 'Drug-pressure (X3)', colour: 'series-3' },
] as const;

/** Daily values of the patient under the arms. */
export class PatientCurves {
  readonly time: readonly number[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #width: number;

  constructor(readonly input: PlotInput) {
    const names = stateNamesOf(input.drugs);
    this.#places = new Map(names.map((name, place) => [name, place]));
    this.#width = names.length;
    this.time = Array.from({ length: input.horizonDays + 1 }, (_, day) => day);
  }

  /** A state at day 0, 1, ... under an arm; empty where the simulation failed. */
  state(arm: string, name: string): readonly number[] {
    const { status, trajectories } = this.input.patient.record.arms[arm]!;
    const place = this.#places.get(name);
    if (place === undefined || status[0] === statusCodes.failed) return [];
    return this.time.map((day) => trajectories[day * this.#width + place]!);
  }

  /** chi at day 0, 1, ...; empty where the simulation failed. */
  burden(arm: string): readonly number[] {
    const { status, burden } = this.input.patient.record.arms[arm]!;
    return status[0] === statusCodes.failed ? [] : this.time.map((day) => burden[day]!);
  }

  /** Tumor size relative to day 0, percent. */
  size(arm: string): readonly number[] {
    const all = clones.map(({ state }) => this.state(arm, state));
    const total = this.time.map((day) => all.reduce((sum, clone) => sum + (clone[day] ?? Number.NaN), 0));
    return all[0]!.length === 0 ? [] : total.map((value) => (100 * value) / total[0]!);
  }

  course(arm: string): ArmCourse {
    return this.input.patient.arms.find((own) => own.arm === arm)!;
  }
}
