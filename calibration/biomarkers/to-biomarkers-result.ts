import type { ArmBiomarkers, BiomarkersResult } from '../studies/run/result.js';
import type { BiomarkerAnalysis } from './analyse-biomarkers.js';

export interface BiomarkersRun {
  /** Day at which the markers were read, and day of the response assessment; days of treatment. */
  readonly markerDay: number;
  readonly assessmentDay: number;
  /** Name of the TensorFlow.js backend. */
  readonly backend: string;
  /** By arm, in the order of the report. */
  readonly analyses: Readonly<Record<string, BiomarkerAnalysis>>;
  /** Arms that could not be analysed, and why. */
  readonly skipped: Readonly<Record<string, string>>;
}

/**
 * Gathers the arms' analyses into the biomarker part of a run's results, with the remarks that belong beside its figures.
 *
 * @param run - days, backend, analyses, and the arms left out
 * @returns the biomarker part of the results
 */
export function toBiomarkersResult(run: BiomarkersRun): BiomarkersResult {
  const analyses = Object.entries(run.analyses);
  const arms = Object.fromEntries(analyses.map(([arm, analysis]) => [arm, analysis.biomarkers]));
  return {
    marker_day: run.markerDay,
    assessment_day: run.assessmentDay,
    backend: run.backend,
    remarks: [
      timing(run.markerDay, run.assessmentDay),
      ...(analyses.length > 0 ? commonRemarks(arms) : []),
      ...analyses.flatMap(([arm, analysis]) => analysis.remarks.map((remark) => `${arm}: ${remark}`)),
      ...Object.entries(run.skipped).map(([arm, reason]) => `${arm}: not analysed. ${reason}`),
    ],
    arms,
  };
}

function timing(markerDay: number, assessmentDay: number): string {
  if (markerDay === assessmentDay) {
    return `Markers and response are read at the same visit, day ${markerDay}: the areas under the curve say how well the markers describe the response, not how early they predict it.`;
  }
  if (markerDay > assessmentDay) {
    return `Markers are read on day ${markerDay}, after the response was assessed on day ${assessmentDay}: nothing here is a prediction.`;
  }
  return `Markers are read on day ${markerDay}, ${assessmentDay - markerDay} days before the response is assessed.`;
}

function commonRemarks(arms: Readonly<Record<string, ArmBiomarkers>>): string[] {
  const tests = Object.values(arms).flatMap((arm) => Object.values(arm.markers).flatMap((m) => [m.student, m.welch]));
  const remarks = [
    'Min-max sums, and classifiers in sample, are evaluated on the patients they were made from; the held-out area of a classifier is the one to expect on new patients of the same model.',
    'p values and intervals speak of the number of virtual patients, which was chosen; they hold nothing of the uncertainty of the model or of its fit.',
  ];
  if (tests.some((test) => test.p === 0))
    remarks.push('p = 0 stands for a p value too small for a double, below 1e-307.');
  return remarks;
}
