/** Why a value differs from the published one, where it does; parts of sentences. */
export const reasons = {
  postedCohort: 'another draw from the published shapes does not give it',
  corrected: 'the published shapes were adjusted under the posted terms',
  refitted: 'no death function of the published form carries the curve on the corrected burden',
  deathForm: 'four landmarks do not fix the curve between them',
  diameters: "the thresholds of RECIST 1.1 are of diameters, the paper's of volumes",
  scriptSteps: 'the posted script takes 0.4 points per death from the high curve, 2 from the low one',
  otherDeathFunction: 'Fig. 8 was made with a harsher death function than that of Fig. 5',
} as const;

/** What the page and the results say before any figure. */
export function remarksOf({
  patients,
  switchPatients,
  sweepSamples,
}: {
  readonly patients: number;
  readonly switchPatients: number;
  readonly sweepSamples: number;
}): readonly string[] {
  return [
    `The authors' own cohorts are not available to this program. It draws one cohort of ${patients} patients from the published shapes and ranges and simulates it under every form of the model; single switches use its first ${switchPatients}, the sweep ${sweepSamples} samples. Agreement means: another draw from the same distributions gives the same result within chance.`,
    'Intervals are Monte-Carlo intervals of this cohort. The error of a published figure is that of one draw of its own size (100 benchmark patients, 500 for markers); it decides between noise and disagreement, at three errors of both together.',
    'The published ranges of mu and sigma stand in a supplement that is not part of the program. The death function of each arm is fitted to the survival that the paper shows at 3, 6, 9 and 12 months, so those figures are no test. Medians, marker groups and the effects of switches follow from it without further adjustment.',
    'Figures called recomputed come from the parameters and markers that the authors posted with their code.',
    'Markers are read on the day of the response. An AUC of such markers describes, it does not predict.',
    'The corrected setting changes the terms of the model and keeps shapes and ranges: it says what the corrections do to the published results, not what a refitted model would say.',
  ];
}
