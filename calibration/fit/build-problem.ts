import { log, logit } from '../../src/index.js';
import { type Curve, curveList } from '../endpoints/curves.js';
import type { ClinicalTargets } from '../targets/clinical-targets.js';
import type { TrialTables } from '../targets/trial-tables.js';
import type { LikelihoodRow } from './objective/likelihood-row.js';
import { likelihoodDays, likelihoodRows, type Overdispersion } from './objective/likelihood-rows.js';
import {
  type ColumnPlace,
  type FitParameter,
  type FitProblem,
  type FitSettings,
  medianKind,
  type TargetColumn,
} from './problem.js';
import { fittedBestClasses } from './survival/column-sums.js';
import { deathForms, EFFECT_BOUND, EFFECT_PRIOR_SD, HAZARD_BOUNDS_PERCENT } from './survival/death-forms.js';
import type { TransformedDeathParameters } from './survival/death-parameters.js';
import type { HazardGrid } from './survival/hazard-grid.js';
import { type AskedColumn, placeColumns, responseColumns, targetColumns } from './target-columns.js';

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
 * order the residual of the median itself, and defined wherever the curve is. Progression-free survival is read there as linear
 * over the window of a visit (see `medianKind`). Best responses are CR, PR, SD and all others.
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
    const asked = source === undefined ? targetColumns(target, settings) : modelledColumns(target, settings, source);
    const placed = placeColumns(arm, asked, settings);
    const first = columns.length;
    columns.push(...placed.columns);
    grids[arm] = placed.grid;
    if (source === undefined) continue;
    const options = { ...settings, overdispersion: source.overdispersion, weights: settings.targetWeights };
    likelihood.push(
      ...likelihoodRows(
        source.tables,
        arm,
        options,
        (kind, at) => first + asked.findIndex((column) => column.kind === kind && column.at === at),
      ),
    );
  }
  const arms = targets.map(({ arm }) => arm);
  const survives = columns.some(({ column }) => column.kind !== 'response');
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

/** What the observations of the likelihood of an arm are computed from; curves and best responses have no target of their own. */
function modelledColumns(
  target: ClinicalTargets,
  settings: FitSettings,
  { tables, overdispersion }: LikelihoodSource,
): readonly AskedColumn[] {
  const { arm } = target;
  const options = { ...settings, overdispersion, weights: settings.targetWeights };
  const without = { target: Number.NaN, scale: 1, samplingError: 1 };
  const ofCurve = (curve: Curve): readonly AskedColumn[] => {
    const { landmarks, medians } = likelihoodDays(curve, tables, arm, options);
    const column = (kind: ColumnPlace['kind'], at: number): AskedColumn => {
      const endpoint = `${curve.landmarkPrefix}${Number((at / settings.monthDays).toFixed(3))}`;
      return { kind, at, endpoint, ...without };
    };
    if (medianKind(curve) === curve.column) {
      return [...new Set([...landmarks, ...medians])].sort((a, b) => a - b).map((at) => column(curve.column, at));
    }
    return [...landmarks.map((at) => column(curve.column, at)), ...medians.map((at) => column(medianKind(curve), at))];
  };
  const readsBest = settings.targetWeights.bestResponse > 0 && tables.bestResponse.some((row) => row.arm === arm);
  return [
    ...responseColumns(target, settings),
    ...curveList.flatMap(ofCurve),
    ...(readsBest
      ? fittedBestClasses.map(({ endpoint, index }): AskedColumn => ({ kind: 'best', at: index, endpoint, ...without }))
      : []),
  ];
}

function shapeParameters(settings: FitSettings): readonly FitParameter[] {
  const { marginals, freeMarginals, priorLogSd, logShapeBound } = settings;
  return marginals.flatMap((marginal, dimension) => {
    if (!freeMarginals.includes(marginal.name)) return [];
    return (['alpha', 'beta'] as const).map((which): FitParameter => {
      const start = log(marginal[which]);
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
  const transformed = (percent: number) => (form.link === 'logit' ? logit(percent / 100) : log(percent / 100));
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
