import type { FigureTables } from '../../../../../calibration/studies/run/plot-tables.js';
import type { ReportInput, ReportManifest } from '../../../../../calibration/studies/run/report/report-input.js';
import {
  sampleBestChange,
  sampleBestResponse,
  sampleHazardRatios,
  samplePfs,
  samplePfsClinical,
  sampleStates,
  sampleSwimmer,
} from './sample-courses.js';
import { sampleShapeRows, sampleSingularValues } from './sample-fit.js';
import { sampleMarkers, sampleRoc } from './sample-markers.js';
import { sampleSpider, sampleWaterfall } from './sample-patients.js';
import { sampleResults } from './sample-results.js';
import { sampleResponse, sampleSurvival, sampleSurvivalClinical } from './sample-trials.js';

export function sampleFigures(): FigureTables {
  return {
    response: sampleResponse(),
    spider: sampleSpider(),
    waterfall: sampleWaterfall(),
    survival: sampleSurvival(),
    survival_clinical: sampleSurvivalClinical(),
    pfs: samplePfs(),
    pfs_clinical: samplePfsClinical(),
    best_response: sampleBestResponse(),
    hazard_ratios: sampleHazardRatios(),
    best_change: sampleBestChange(),
    swimmer: sampleSwimmer(),
    states: sampleStates(),
    markers: sampleMarkers(),
    roc: sampleRoc(),
    shapes: sampleShapeRows(),
    singular_values: sampleSingularValues(),
  };
}

export const EMPTY_FIGURES: FigureTables = {
  response: [],
  spider: [],
  waterfall: [],
  survival: [],
  survival_clinical: [],
  pfs: [],
  pfs_clinical: [],
  best_response: [],
  hazard_ratios: [],
  best_change: [],
  swimmer: [],
  states: [],
  markers: [],
  roc: [],
  shapes: [],
  singular_values: [],
};

export function sampleManifest(): ReportManifest {
  return {
    version: '1.0.0',
    commit: '4f2c9a1e7b3d',
    generatedBy: 'qcic run configs/mcrc.json --out runs/mcrc',
    elapsedSeconds: 1284,
    workers: 2,
    platform: 'linux x64, Node 20.11.0',
    inputs: [
      { path: 'configs/mcrc.json', sha256: 'a3'.repeat(32) },
      { path: 'data/trials/recist.csv', sha256: '5e'.repeat(32) },
    ],
    config: {
      name: 'mcrc',
      seed: '20250801',
      arms: ['placebo', 'tas102', 'tas102_bev'],
      cohort: { confirmation: 12000 },
    },
  };
}

/** A complete, made-up run with plausible numbers; the same at each call. */
export function sampleReportInput(): ReportInput {
  return {
    results: sampleResults(),
    figures: sampleFigures(),
    manifest: sampleManifest(),
    remarks: {
      deathProbability: [
        'Held to a sharp threshold (mu at most 1.2, sigma at most 0.15) the treated arms miss the landmark survival of the trials by 3 to 6 points; the fit therefore ends in the flat regime, where the daily death probability at chi = 1 is a few percent.',
      ],
    },
  };
}

/** The same run, stopped before any cohort was confirmed. */
export function interruptedReportInput(): ReportInput {
  const { results, manifest } = sampleReportInput();
  return {
    results: {
      ...results,
      status: 'interrupted',
      status_summary: ['Interrupted in round 2; a checkpoint is kept.'],
      fit: { ...results.fit, rounds: results.fit.rounds.slice(0, 1), identifiability: null },
      confirmation: null,
      targets: results.targets.map((target) => ({
        ...target,
        simulated: null,
        difference: null,
        residual: null,
        verdict: 'not assessed',
      })),
      biomarkers: null,
      failures: [],
    },
    figures: EMPTY_FIGURES,
    manifest,
  };
}
