import type { ClassifierFigures, RocFigures } from './roc-results.js';

/** Version of the shape of `biomarkers.json`. */
export const BIOMARKER_STUDY_VERSION = 1;

/** One arm on one marker day. */
export type MarkerDayFigures =
  | ({ readonly kind: 'analysed' } & MarkerDayTiming & RocFigures)
  | ({ readonly kind: 'skipped'; readonly reason: string } & MarkerDayTiming);

export interface MarkerDayTiming {
  readonly marker_day: number;
  /** Markers are read before, at, or after the visit at which the response is assessed. */
  readonly timing: 'before' | 'same visit' | 'after';
  /** What an area of this day must not be read as; null where the markers come first. */
  readonly warning: string | null;
}

export interface ArmStudy {
  readonly completed: number;
  readonly failed: number;
  /** Disease control at which predictive values are stated, and where it is from. */
  readonly prevalence: number;
  readonly prevalence_source: string;
  /** By marker day. */
  readonly days: Readonly<Record<string, MarkerDayFigures>>;
}

/** What `biomarkers.json` holds. */
export interface BiomarkerStudy {
  readonly schemaVersion: typeof BIOMARKER_STUDY_VERSION;
  /** Name of the run whose shapes the patients were drawn from. */
  readonly run: string;
  readonly seed: string;
  readonly patients: number;
  readonly assessment_day: number;
  readonly response_rule: string;
  /** Label 1 of every table. */
  readonly outcome: string;
  readonly arms: Readonly<Record<string, ArmStudy>>;
}

/**
 * How a marker day stands to the assessment.
 *
 * @param markerDay - day at which markers are read
 * @param assessmentDay - day of the response
 */
export function markerDayTiming(markerDay: number, assessmentDay: number): MarkerDayTiming {
  if (markerDay < assessmentDay) return { marker_day: markerDay, timing: 'before', warning: null };
  return markerDay === assessmentDay
    ? {
        marker_day: markerDay,
        timing: 'same visit',
        warning: `Markers and response are read at the same visit, day ${markerDay}: an area says how well markers describe the response, not how early they predict it.`,
      }
    : {
        marker_day: markerDay,
        timing: 'after',
        warning: `Markers are read on day ${markerDay}, after the response of day ${assessmentDay}: nothing here is a prediction.`,
      };
}

/**
 * The classifier of a given size with the largest out-of-fold area; of equals the first.
 *
 * @param classifiers - the classifiers of a table
 * @param size - number of markers
 * @returns the classifier; undefined where there is none of that size
 */
export function bestOfSize(classifiers: readonly ClassifierFigures[], size: number): ClassifierFigures | undefined {
  return classifiers
    .filter(({ markers }) => markers.length === size)
    .reduce<ClassifierFigures | undefined>(
      (best, next) => (best === undefined || next.out_of_fold.auc > best.out_of_fold.auc ? next : best),
      undefined,
    );
}
