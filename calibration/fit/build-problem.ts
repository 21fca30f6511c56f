import { logit } from '../../src/index.js';
import { isLandmark } from '../endpoints/curves.js';
import { classRateNames } from '../endpoints/endpoints.js';
import type { ClinicalTargets } from '../targets/clinical-targets.js';
import type { TrialTables } from '../targets/trial-tables.js';
import type { LikelihoodRow } from './objective/likelihood-row.js';
import { likelihoodDays, likelihoodRows, type Overdispersion } from './objective/likelihood-rows.js';
import {
  deathCurve,
  type FitParameter,
  type FitProblem,
  type FitSettings,
  type ResidualScale,
  type TargetColumn,
} from './problem.js';
import { deathForms, EFFECT_BOUND, EFFECT_PRIOR_SD, HAZARD_BOUNDS_PERCENT } from './survival/death-forms.js';
import type { TransformedDeathParameters } from './survival/death-parameters.js';
import { type HazardGrid, hazardGrid } from './survival/hazard-grid.js';

/** Weak prior of the transformed death parameters; it matters only for directions that the data do not inform. */
const LOGIT_PRIOR_SD = 4;

/** Where the search for a half-width starts, as a share of its bound. */
const START_HALF_WIDTH_SHARE = 0.3;

/** Observations trial by trial in place of pooled endpoints. */
export interface LikelihoodSource {
  readonly tables: TrialTables;
  readonly overdispersion: Overdispersion;
}

/**
 * Builds the calibration problem: transformed parameters, bounds, prior, clinical endpoints and the scales of their residuals.
 *
 * By sampling error, response residuals are (rate - target) / sqrt(p~ / n) over the four classes: their squares sum to
 * Pearson's statistic, the Mahalanobis distance of the multinomial, so four dependent rates are not counted four times. The median enters
 * as the survival at the clinical median against one half, scaled by its standard error times the density there: to first
 * order the residual of the median itself, and defined wherever the curve is.
 *
 * With a likelihood the residuals are those of the trials' own counts (see `likelihoodRows`), and the columns only define the
 * predictions of the model.
 *
 * @param targets - pooled clinical endpoints, one entry per arm
 * @param settings - what is free, bounds, prior and weights
 * @param source - the trials' tables, to fit by their likelihood instead of the pooled endpoints
 */
export function buildProblem(
  targets: readonly ClinicalTargets[],
  settings: FitSettings,
  source?: LikelihoodSource,
): FitProblem {
  const columns: TargetColumn[] = [];
  const grids: Record<string, HazardGrid> = {};
  const likelihood: LikelihoodRow[] = [];
  for (const target of targets) {
    const { arm } = target;
    if (source === undefined) {
      columns.push(...responseColumns(target, settings));
      const survival = curveColumns(deathCurve, target, settings);
      columns.push(...survival.columns);
      grids[arm] = hazardGrid(survival.timesDays, settings.horizonDays);
      continue;
    }
    const options = { ...settings, overdispersion: source.overdispersion, weights: settings.targetWeights };
    const days = likelihoodDays(source.tables, arm, options);
    const firstResponse = columns.length;
    columns.push(...responseColumns(target, settings));
    const firstSurvival = columns.length;
    columns.push(...days.map((day, index) => modelledSurvival(arm, day / settings.monthDays, index)));
    grids[arm] = hazardGrid(days, settings.horizonDays);
    likelihood.push(
      ...likelihoodRows(source.tables, arm, options, {
        response: (index) => firstResponse + index,
        survival: (day) => firstSurvival + days.indexOf(day),
      }),
    );
  }
  const arms = targets.map(({ arm }) => arm);
  const survives = columns.some(({ column }) => column.kind === 'survival');
  return {
    settings,
    arms,
    parameters: [
      ...shapeParameters(settings),
      ...(survives ? deathGroups(arms, settings).flatMap((group) => deathParameters(group, settings)) : []),
      ...(survives && settings.deathEffect === true ? arms.slice(1).map(effectParameter) : []),
    ],
    columns,
    grids,
    ...(source === undefined ? {} : { likelihood }),
  };
}

/** Survival that observations of the likelihood are computed from; it has no target of its own. */
function modelledSurvival(arm: string, month: number, index: number): TargetColumn {
  const endpoint = `${deathCurve.landmarkPrefix}${Number(month.toFixed(3))}`;
  return { arm, endpoint, column: { kind: 'survival', index }, target: Number.NaN, scale: 1, samplingError: 1 };
}

function responseColumns(
  { arm, response }: ClinicalTargets,
  { targetWeights, residualScale, tolerances }: FitSettings,
): readonly TargetColumn[] {
  if (targetWeights.response === 0 || response === null) return [];
  const smoothed = (percent: number) => ((percent / 100) * response.n + 0.5) / (response.n + 2);
  return classRateNames.map((endpoint, index) => {
    const samplingError = Math.sqrt(smoothed(response[endpoint]) / response.n);
    return {
      arm,
      endpoint,
      column: { kind: 'response', index },
      target: response[endpoint] / 100,
      samplingError,
      scale: residualScaleOf(residualScale, samplingError, tolerances.ratePoints / 100, targetWeights.response),
    };
  });
}

/** Unit of a residual; the weight acts on its square. */
function residualScaleOf(kind: ResidualScale, samplingError: number, tolerance: number, weight: number): number {
  const unit = kind === 'tolerance' ? Math.min(samplingError, tolerance / 2) : samplingError;
  return unit / Math.sqrt(weight);
}

function curveColumns(
  curve: typeof deathCurve,
  { arm, curves }: ClinicalTargets,
  { targetWeights, residualScale, tolerances, monthDays, horizonDays }: FitSettings,
): { readonly columns: readonly TargetColumn[]; readonly timesDays: readonly number[] } {
  const { median, landmarks } = curves[curve.name];
  const [medianWeight, landmarkWeight] = [targetWeights[curve.medianTable], targetWeights[curve.curveTable]];
  const wanted: { endpoint: string; time: number; target: number; samplingError: number; scale: number }[] = [];
  if (landmarkWeight > 0) {
    landmarks.months.forEach((month, index) => {
      if (!isLandmark(curve, month)) return;
      // A landmark survival of 0 or 1 still has the error of half a patient
      const samplingError = Math.max(landmarks.standardErrors[index]! / 100, 0.5 / landmarks.patients[index]!);
      const tolerance = tolerances.survivalRmsePoints / 100;
      wanted.push({
        endpoint: `${curve.landmarkPrefix}${month}`,
        time: month * monthDays,
        target: landmarks.percent[index]! / 100,
        samplingError,
        scale: residualScaleOf(residualScale, samplingError, tolerance, landmarkWeight),
      });
    });
  }
  if (medianWeight > 0) {
    // Standard error of the median x density = standard error of the curve at the median, and likewise the tolerance
    const samplingError = 0.5 / Math.sqrt(median.distinctPatients);
    const density = samplingError / median.standardError;
    wanted.push({
      endpoint: curve.medianEndpoint,
      time: median.months * monthDays,
      target: 0.5,
      samplingError,
      scale: residualScaleOf(residualScale, samplingError, tolerances.medianMonths * density, medianWeight),
    });
  }
  const ordered = wanted.filter(({ time }) => time <= horizonDays).sort((a, b) => a.time - b.time);
  return {
    timesDays: ordered.map(({ time }) => time),
    columns: ordered.map(({ time: _, ...column }, index) => ({
      arm,
      ...column,
      column: { kind: curve.column, index },
    })),
  };
}

function shapeParameters(settings: FitSettings): readonly FitParameter[] {
  const { marginals, freeMarginals, priorLogSd, logShapeBound } = settings;
  return marginals.flatMap((marginal, dimension) => {
    if (!freeMarginals.includes(marginal.name)) return [];
    return (['alpha', 'beta'] as const).map((which): FitParameter => {
      const start = Math.log(marginal[which]);
      return {
        name: `log ${which} of ${marginal.name}`,
        start,
        lower: start - logShapeBound,
        upper: start + logShapeBound,
        prior: { mean: start, sd: priorLogSd },
        role: { kind: 'shape', dimension, which },
      };
    });
  });
}

/** Arms that share a death function. */
function deathGroups(arms: readonly string[], { deathShared }: FitSettings): readonly (readonly string[])[] {
  return deathShared ? [arms] : arms.map((arm) => [arm]);
}

function deathParameters(arms: readonly string[], { deathForm, deathBounds }: FitSettings): readonly FitParameter[] {
  const arm = arms.length === 1 ? arms[0]! : 'all arms';
  const death = (
    name: string,
    transformedParameter: keyof TransformedDeathParameters,
    [lower, upper]: readonly [number, number],
    start: number,
    sd: number,
  ): FitParameter => {
    const inside = Math.min(Math.max(start, lower), upper);
    return {
      name,
      start: inside,
      lower,
      upper,
      prior: { mean: inside, sd },
      role: { kind: 'death', arms, transformedParameter },
    };
  };
  const { name: formName = 'paper' } = deathForm;
  const form = deathForms[formName];
  const [atZero, atOne] = form.startPercent;
  const boundsOf = (configured: readonly [number, number]) =>
    formName === 'paper' ? configured : HAZARD_BOUNDS_PERCENT;
  const transformed = (percent: number) => (form.link === 'logit' ? logit(percent / 100) : Math.log(percent / 100));
  const range = ([low, high]: readonly [number, number]) => [transformed(low), transformed(high)] as const;
  const quantity = form.link === 'logit' ? 'logit daily death probability' : 'log daily hazard of death';
  const parameters = [
    death(
      `${arm}: ${quantity} at ${form.atZero}`,
      'logitAtZero',
      range(boundsOf(deathBounds.dailyDeathPercentAtZero)),
      transformed(atZero),
      LOGIT_PRIOR_SD,
    ),
    death(
      `${arm}: ${quantity} at ${form.atOne}`,
      'logitAtOne',
      range(boundsOf(deathBounds.dailyDeathPercentAtOne)),
      transformed(atOne),
      LOGIT_PRIOR_SD,
    ),
  ];
  const halfWidth = (name: string, transformedParameter: keyof TransformedDeathParameters, most: number) =>
    death(`${arm}: ${name}`, transformedParameter, [0, most], START_HALF_WIDTH_SHARE * most, most);
  if (deathForm.mu === 'range') parameters.push(halfWidth('half-width of mu', 'muHalfWidth', deathBounds.muHalfWidth));
  if (deathForm.sigma === 'range') {
    parameters.push(
      halfWidth('relative half-width of sigma', 'sigmaRelativeHalfWidth', deathBounds.sigmaRelativeHalfWidth),
    );
  }
  return parameters;
}

/** The treatment effect of an arm: a shift of z. */
function effectParameter(arm: string): FitParameter {
  return {
    name: `${arm}: treatment effect on the log hazard`,
    start: 0,
    lower: -EFFECT_BOUND,
    upper: EFFECT_BOUND,
    prior: { mean: 0, sd: EFFECT_PRIOR_SD },
    role: { kind: 'death', arms: [arm], transformedParameter: 'effect' },
  };
}
