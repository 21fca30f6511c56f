import { z } from 'zod';
import { bestOfSize } from '../../biomarkers/classifier-sets.js';
import { type AucEstimate, markerAnalysisSchema } from '../../biomarkers/result.js';

/** Version of the form of `biomarkers.json`. */
export const BIOMARKERS_SCHEMA_VERSION = 2;

const timing = {
  marker_day: z.number().describe('day of treatment at which the markers are read'),
  timing: z
    .enum(['before', 'same visit', 'after'])
    .describe('when the markers are read: before, at or after the visit of the response'),
  warning: z.string().nullable().describe('what an area of this day must not be read as; null for markers read before'),
};

const markerDaySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('analysed').describe('the table was analysed'),
    ...timing,
    ...markerAnalysisSchema.shape,
  }),
  z.strictObject({
    kind: z.literal('skipped').describe('the table cannot be analysed'),
    ...timing,
    reason: z.string().describe('why it cannot be analysed'),
  }),
]);

const armSchema = z.strictObject({
  completed: z.int().min(0).describe('patients analysed'),
  failed: z.int().min(0).describe('patients whose simulation failed'),
  prevalence: z.number().min(0).max(1).describe('disease control at which predictive values are stated'),
  prevalence_source: z.string().describe('origin of the prevalence'),
  days: z.record(z.string(), markerDaySchema).describe('by marker day'),
});

/** What `biomarkers.json` holds. */
export const biomarkersResultSchema = z.strictObject({
  schema_version: z.literal(BIOMARKERS_SCHEMA_VERSION).describe('version of this form'),
  run: z.string().describe('name of the run whose fitted shapes the patients are drawn from'),
  seed: z.string().describe('seed of every random stream'),
  patients: z.int().min(0).describe('virtual patients per arm'),
  assessment_day: z.number().describe('day of treatment at which the response is assessed'),
  response_rule: z.string().describe('rule that turns a tumor change into a response'),
  outcome: z.string().describe('what a positive row is'),
  arms: z.record(z.string(), armSchema).describe('by arm'),
});
export type BiomarkersResult = Readonly<z.infer<typeof biomarkersResultSchema>>;
/** One arm of the study. */
export type ArmResult = BiomarkersResult['arms'][string];
/** One arm on one marker day. */
export type MarkerDay = ArmResult['days'][string];
export type MarkerDayTiming = Pick<MarkerDay, 'marker_day' | 'timing' | 'warning'>;

/**
 * Timing of a marker day against the assessment.
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

/** Area of one score on one marker day: a row of `figures/auc_by_day.csv`. */
export interface AucOfDay extends Omit<AucEstimate, 'delong_se'> {
  readonly arm: string;
  readonly day: number;
  readonly score: string;
  readonly kind: 'marker' | 'best pair' | 'all markers';
}

/** Columns of `figures/auc_by_day.csv`. */
export const aucByDayColumns = ['arm', 'day', 'score', 'kind', 'auc', 'ci_low', 'ci_high'] as const;

/** Areas against marker day: every marker, the day's best pair and all markers, the classifiers out of fold. */
export function aucByDay({ arms }: Pick<BiomarkersResult, 'arms'>): readonly AucOfDay[] {
  return Object.entries(arms).flatMap(([arm, { days }]) =>
    Object.values(days).flatMap((result): AucOfDay[] => {
      if (result.kind === 'skipped') return [];
      const row = (kind: AucOfDay['kind'], score: string, { auc, ci_low, ci_high }: AucEstimate): AucOfDay => ({
        arm,
        day: result.marker_day,
        score,
        kind,
        auc,
        ci_low,
        ci_high,
      });
      const raw = result.classifiers.filter(({ scale }) => scale === 'raw');
      const best = (kind: AucOfDay['kind'], size: number): AucOfDay[] => {
        const classifier = bestOfSize(raw, size);
        return classifier === undefined ? [] : [row(kind, classifier.markers.join(' + '), classifier.out_of_fold)];
      };
      return [
        ...Object.entries(result.markers).map(([score, marker]) => row('marker', score, marker)),
        ...best('best pair', 2),
        ...best('all markers', Object.keys(result.markers).length),
      ];
    }),
  );
}
