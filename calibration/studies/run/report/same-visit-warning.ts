import type { RunBiomarkers } from '../../../biomarkers/result.js';
import { type Html, html } from '../../../page/html.js';

/**
 * How an AUC of this run may be read; shown once, above all AUCs.
 *
 * @param biomarkers - day of the markers and day of the response
 * @returns one or two sentences
 */
export function describeSameVisit(biomarkers: Pick<RunBiomarkers, 'marker_day' | 'assessment_day'>): string {
  const { marker_day: markerDay, assessment_day: assessmentDay } = biomarkers;
  if (markerDay === assessmentDay) {
    return `Markers and response are read at the same visit (day ${markerDay}): an AUC measures the association of a marker with the response at that visit, not prediction.`;
  }
  return markerDay > assessmentDay
    ? `Markers are read on day ${markerDay}, after the response of day ${assessmentDay}: an AUC here does not measure prediction.`
    : `Markers are read on day ${markerDay}, the response on day ${assessmentDay}.`;
}

/**
 * The same as a box.
 *
 * @param biomarkers - day of the markers and day of the response
 * @returns a note when the markers come before the response, else a warning
 */
export function sameVisitBox(biomarkers: Pick<RunBiomarkers, 'marker_day' | 'assessment_day'>): Html {
  const look = biomarkers.marker_day < biomarkers.assessment_day ? 'note' : 'warning';
  return html`<p class="${look}">${describeSameVisit(biomarkers)}</p>
`;
}
