import { z } from 'zod';
import { bestOfSize } from '../../biomarkers/classifier-sets.js';
import { type AucEstimate, markerAnalysisSchema } from '../../biomarkers/result.js';
import { treatmentKeys } from '../treatments.js';

/** Version of the schema of `biomarkers.json`. */
export const BIOMARKERS_SCHEMA_VERSION = 2;

const timing = {
  marker_day: z.number().describe('day of treatment at which the markers are measured'),
  timing: z
    .enum(['before', 'same visit', 'after'])
    .describe('when the markers are measured: before, at or after the visit of the response assessment'),
  warning: z
    .string()
    .nullable()
    .describe('limits of the interpretation of an AUC of this day; null for markers measured before the response'),
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
    reason: z.string().describe('reason for which it cannot be analysed'),
  }),
]);

const armSchema = z.strictObject({
  completed: z.int().min(0).describe('patients analysed'),
  failed: z.int().min(0).describe('patients whose simulation failed'),
  prevalence: z.number().min(0).max(1).describe('prevalence of disease control for the predictive values'),
  prevalence_source: z.string().describe('origin of the prevalence'),
  days: z.record(z.string(), markerDaySchema).describe('by marker day'),
});

/** Schema of `biomarkers.json`. */
export const biomarkersResultSchema = z.strictObject({
  schema_version: z.literal(BIOMARKERS_SCHEMA_VERSION).describe('version of this schema'),
  run: z.string().describe('name of the run whose fitted shapes the patients are drawn from'),
  seed: z.string().describe('seed of every random stream'),
  patients: z.int().min(0).describe('virtual patients per arm'),
  assessment_day: z.number().describe('day of treatment at which the response is assessed'),
  response_rule: z.string().describe('rule that classifies a tumor change as a response'),
  outcome: z.string().describe('definition of a positive row'),
  ...treatmentKeys,
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
 * @param markerDay - day at which markers are measured
 * @param assessmentDay - day of the response
 */
export function markerDayTiming(markerDay: number, assessmentDay: number): MarkerDayTiming {
  if (markerDay < assessmentDay) return { marker_day: markerDay, timing: 'before', warning: null };
  return markerDay === assessmentDay
    ? {
        marker_day: markerDay,
        timing: 'same visit',
        warning: `Markers and response are measured at the same visit, day ${markerDay}: the AUC measures association with the response, not prediction.`,
      }
    : {
        marker_day: markerDay,
        timing: 'after',
        warning: `Markers are measured on day ${markerDay}, after the response assessment of day ${assessmentDay}: the AUC is not that of a prediction.`,
      };
}

/** AUC of one score on one marker day: a row of `figures/auc_by_day.csv`. */
export interface AucOfDay extends Omit<AucEstimate, 'delong_se'> {
  readonly arm: string;
  readonly day: number;
  readonly score: string;
  readonly kind: 'marker' | 'best pair' | 'all markers';
}

/** Columns of `figures/auc_by_day.csv`. */
export const aucByDayColumns = ['arm', 'day', 'score', 'kind', 'auc', 'ci_low', 'ci_high'] as const;

/** AUCs against marker day: every marker, the best pair of the day and all markers; those of classifiers are out-of-fold. */
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
