import {
  type ArmRecord,
  armLabels,
  classifyResponse,
  describeStates,
  InputError,
  markerDescriptions,
  markerNames,
  nearestHint,
  ownValue,
  publishedDrugs,
  type SimulationSpec,
  stateNames,
  treatmentResponseIndex,
  tumorVolumeCm3,
} from '../../../src/index.js';
import { parsePopulationOutput } from './population-outputs.js';

/** Outputs of a simulated sample besides markers and states. */
const tumorOutputs = ['change', 'tri', 'volume', 'density', 'chi', 'dcr', 'pd'] as const;

const markers: readonly string[] = markerNames;
const states: readonly string[] = stateNames;

/** An output of one simulated sample on one day. */
export interface Output {
  /** Name and day: `tri@56`. */
  readonly label: string;
  readonly name: string;
  readonly day: number;
}

const OUTPUT_LABELS: Readonly<Record<string, string>> = {
  change: 'change of tumor size against the baseline run',
  tri: 'relative change of tumor volume (TRI)',
  volume: 'tumor volume (cm³)',
  density: 'tumor cells (cell/L)',
  chi: 'relative tumor burden',
  dcr: 'disease control',
  pd: 'progressive disease',
};

/** Label of an output, with its day. */
function describeOutput({ name, day }: Output): string {
  return `${ownValue(OUTPUT_LABELS, name) ?? name} at day ${day}`;
}

/** Name of an arm for readers. */
export function describeArm(arm: string): string {
  return Object.entries(armLabels).find(([name]) => name === arm)?.[1] ?? arm;
}

/** In place of an output where patients are counted that serve all outputs. */
export const POOL = 'pool';

/** An output with its day, in a sentence and in tables: `disease control at day 56`. */
export function outputSummary(output: string): string {
  if (output === POOL) return 'patients for all endpoints';
  return output.includes('@') ? describeOutput(parseOutput(output)) : parsePopulationOutput(output).summary;
}

/** Changes and the burden are shares of what they are compared with. */
const SHARES: readonly string[] = ['change', 'tri', 'chi', 'dcr', 'pd'];

/** Unit of an output, with its day or of a population. */
export function outputUnit(output: string): string {
  if (!output.includes('@')) return parsePopulationOutput(output).unit;
  const { name } = parseOutput(output);
  const marker = ownValue(markerDescriptions as Readonly<Record<string, { readonly unit: string }>>, name);
  if (marker !== undefined) return marker.unit;
  if (name === 'volume') return 'cm^3';
  if (name === 'density') return 'cell/L';
  return describeStates(publishedDrugs).find((state) => state.name === name)?.unit ?? '1';
}

/** Title of an axis of an output: `Disease control at day 56 (share)`. */
export function outputTitle(output: string): string {
  const label = outputSummary(output);
  const isShare = SHARES.includes(output.split('@')[0]!);
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}${isShare ? ' (share)' : ''}`;
}

/** An output under an arm, for headings. */
export function describeResponse({ arm, output }: { readonly arm: string; readonly output: string }): string {
  const label = outputSummary(output);
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}, ${describeArm(arm)}`;
}

/** The day of the first assessment. */
const DEFAULT_DAY = 56;

/**
 * Reads the name of an output: `tri`, `volume`, `chi`, `change`, `density`, `dcr`, `pd`, a marker or a state, followed by `@day`
 * where the day is not 56.
 *
 * @throws InputError - on an unknown name or an impossible day
 */
export function parseOutput(text: string): Output {
  const [name = '', dayText = String(DEFAULT_DAY), ...rest] = text.split('@');
  const known: readonly string[] = [...tumorOutputs, ...markerNames, ...stateNames];
  if (!known.includes(name)) {
    throw new InputError(
      `--output: must be one of ${[...tumorOutputs, ...markerNames].join(', ')} or a state of the model, with @day; got '${text}'${nearestHint(name, known)}`,
    );
  }
  const day = /^\d+$/.test(dayText) && rest.length === 0 ? Number(dayText) : Number.NaN;
  if (!(day >= 1 && day <= 3650)) throw new InputError(`--output: must have a whole day from 1 to 3650; got '${text}'`);
  return { label: `${name}@${day}`, name, day };
}

/** Fields that a simulation must keep for the outputs. */
export function simulationFor(
  outputs: readonly Output[],
): Pick<SimulationSpec, 'horizonDays' | 'assessmentDay' | 'markerDays' | 'tumorDays' | 'keepTrajectories'> {
  const ascending = (days: readonly number[]) => [...new Set(days)].sort((a, b) => a - b);
  const horizonDays = Math.max(...outputs.map(({ day }) => day));
  return {
    horizonDays,
    assessmentDay: horizonDays,
    markerDays: ascending(outputs.filter(({ name }) => markers.includes(name)).map(({ day }) => day)),
    tumorDays: ascending([0, ...outputs.map(({ day }) => day)]),
    keepTrajectories: outputs.some(({ name }) => states.includes(name)),
  };
}

/** Data for an output besides the record: volume of the microenvironment, and the tumor of the baseline run. */
export interface OutputContext {
  /** V_C of the sample; L. */
  readonly liters: number;
  /** Tumor cells of the baseline run under the same arm and on the same day; cell/L; needed by `change` alone. */
  readonly baselineDensity: number | undefined;
}

/**
 * Reads one output of a completed sample.
 *
 * `change` is the change of the tumor volume at a common volume V_C of the microenvironment, that is, of the density: the published
 * sweep was computed this way. `volume` uses the V_C of each sample (eq. 23).
 *
 * @param output - the output
 * @param spec - the simulation
 * @param arm - the record
 * @param sample - row of the sample
 */
export function readOutput(
  output: Output,
  spec: SimulationSpec,
  arm: ArmRecord,
  sample: number,
  { liters, baselineDensity }: OutputContext,
): number {
  const { name, day } = output;
  const densityAt = (wanted: number) => arm.tumor[sample * spec.tumorDays.length + spec.tumorDays.indexOf(wanted)]!;
  const tri = () => treatmentResponseIndex(densityAt(0), densityAt(day));
  switch (name) {
    case 'change':
      if (baselineDensity === undefined) {
        throw new InputError('--output: change needs a baseline run that completes; got none');
      }
      return densityAt(day) / baselineDensity - 1;
    case 'tri':
      return tri();
    case 'volume':
      return tumorVolumeCm3(densityAt(day), liters);
    case 'density':
      return densityAt(day);
    case 'chi':
      return arm.burden[sample * (spec.horizonDays + 1) + day]!;
    case 'dcr':
      return progressed(tri()) ? 0 : 1;
    case 'pd':
      return progressed(tri()) ? 1 : 0;
  }
  const marker = markers.indexOf(name);
  if (marker >= 0) {
    const slot = sample * spec.markerDays.length + spec.markerDays.indexOf(day);
    return arm.markers[slot * markerNames.length + marker]!;
  }
  const state = states.indexOf(name);
  // The published states come first; those of further drugs follow
  const width = arm.trajectories.length / (arm.status.length * (spec.horizonDays + 1));
  return arm.trajectories[(sample * (spec.horizonDays + 1) + day) * width + state]!;
}

/** Progression by the paper’s threshold on volume, which does not depend on the baseline size. */
function progressed(tri: number): boolean {
  return classifyResponse(tri, 'volume', 1) === 'PD';
}
