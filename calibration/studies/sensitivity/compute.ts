import type { CohortContext } from '../../pool/run-cohort.js';
import type { StudyOutput } from '../study.js';
import { computeCorrelations } from './correlation.js';
import { computeIntervals } from './intervals.js';
import { computeLocal } from './local.js';
import { computeMorris } from './morris.js';
import type { SensitivityMethod, SensitivityResult } from './result.js';
import type { StudySettings } from './settings.js';
import { computeShapes } from './shapes.js';
import { computeSobol } from './sobol.js';

type Compute = (settings: StudySettings, context: CohortContext) => Promise<StudyOutput<SensitivityResult>>;

const methods: Readonly<Record<SensitivityMethod, Compute>> = {
  pcc: computeCorrelations,
  prcc: computeCorrelations,
  morris: computeMorris,
  sobol: computeSobol,
  local: computeLocal,
  intervals: computeIntervals,
  shapes: computeShapes,
};

/**
 * A sensitivity study by the method that its settings name.
 *
 * @param settings - method, factors, outputs, design
 * @param context - engine, store of chunks, progress, abort signal
 * @throws InputError - on an unknown parameter, arm or output, or a population without a stored run
 * @throws InterruptedError - when the signal is raised
 */
export function computeSensitivity(
  settings: StudySettings,
  context: CohortContext,
): Promise<StudyOutput<SensitivityResult>> {
  return methods[settings.method](settings, context);
}
