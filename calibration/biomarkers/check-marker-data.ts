import { DataError } from '../../src/index.js';
import { MARKER_NAMES, type MarkerName } from './marker-names.js';

/** The markers of one arm's patients and whether each responded (CR, PR or SD at the assessment). */
export interface ArmMarkerData {
  readonly arm: string;
  /** One value per patient; unit of the marker. */
  readonly markers: Readonly<Record<MarkerName, Float64Array>>;
  /** 1 for a responder, 0 for a non-responder. */
  readonly responder: Uint8Array;
}

/**
 * Checks that an arm can be analysed: complete, finite, varying markers and enough patients of each outcome.
 *
 * @param data - markers and outcome of the arm's patients
 * @param folds - number of folds of the cross-validation; each needs a patient of either outcome
 * @throws DataError - when it cannot
 */
export function checkMarkerData(data: ArmMarkerData, folds: number): void {
  const where = `biomarkers.${data.arm}`;
  const issue = data.responder.findIndex((label) => !(label === 0 || label === 1));
  if (issue >= 0) throw new DataError(`${where}.responder[${issue}]: must be 0 or 1; got ${data.responder[issue]}`);
  const patients = data.responder.length;
  const responders = data.responder.reduce((sum, label) => sum + label, 0);
  const groups = { responders, 'non-responders': patients - responders };
  for (const [group, count] of Object.entries(groups)) {
    if (!(count >= folds)) {
      throw new DataError(`${where}: must have at least ${folds} ${group}, one per fold; got ${count} of ${patients}`);
    }
  }
  for (const marker of MARKER_NAMES) {
    const values = data.markers[marker];
    if (values.length !== patients) {
      throw new DataError(`${where}.${marker}: must hold one value per patient (${patients}); got ${values.length}`);
    }
    const broken = values.findIndex((value) => !Number.isFinite(value));
    if (broken >= 0) throw new DataError(`${where}.${marker}[${broken}]: must be finite; got ${values[broken]}`);
    if (values.every((value) => value === values[0])) {
      throw new DataError(`${where}.${marker}: must differ between patients; got ${values[0]} in all ${patients}`);
    }
  }
}
