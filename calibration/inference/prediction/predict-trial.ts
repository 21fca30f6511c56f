import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { log, type RandomStream, randomStream } from '../../../src/index.js';
import { type CurveName, curveList, forEachCurve } from '../../endpoints/curves.js';
import { type EndpointName, endpointNames } from '../../endpoints/endpoints.js';
import type { ArmForecast, ArmForecasts } from './arm-forecasts.js';
import { drawnEndpoints, drawnHazardRatio, expectedEndpoints, type PlannedPatients } from './draw-trial.js';
import { type NewArm, newArm } from './new-arm.js';
import { type Predictive, type PredictiveDraws, predictive } from './predictive.js';
import { forEachFamily } from './rate-steps.js';
import { type EffectName, effectNames, rateEffects } from './trial-deviations.js';
import { type DrawnEffect, drawEffects, type TrialEffects } from './trial-effects.js';

/** An arm of a new trial. */
export interface PlannedArm {
  readonly arm: string;
  readonly patients: PlannedPatients;
}

/** What is asked of a new trial. */
export interface TrialPlan {
  /** One arm, or two whose hazards are compared, the first over the second. */
  readonly arms: readonly PlannedArm[];
  /** Last day of follow-up in the comparison of hazards; whole, within the horizon. */
  readonly untilDay: number;
  readonly monthDays: number;
  /** Central share of the intervals. */
  readonly level: number;
  readonly draws: number;
  readonly seed: string;
  /** Name of the random stream. */
  readonly streamName: string;
}

/** Prediction of a new trial. */
export interface TrialPrediction {
  /** By arm, in the order of the plan, and endpoint; percent, months for a median. */
  readonly arms: readonly Readonly<Record<EndpointName, Predictive>>[];
  /** Of each curve, on the scale of the ratio; null for one arm. */
  readonly hazardRatios: Readonly<Record<CurveName, Predictive>> | null;
}

/**
 * What a new trial would report: predictions by seeded draws, with intervals of three parts.
 *
 * Each draw takes the parameters within their errors, the effects of a new trial from the posterior of the differences between trials, and
 * the patients of the trial. An arm that trials report has the level of these trials, with their sampling error; the shape of
 * its curve, and an arm without trials, have the errors of the fit. Costs draws x patients.
 *
 * @param forecasts - arms of the fit
 * @param effects - differences between trials
 * @param plan - the trial
 */
export function predictTrial(
  forecasts: ArmForecasts,
  effects: readonly TrialEffects[],
  plan: TrialPlan,
): TrialPrediction {
  const { arms, monthDays, level } = plan;
  const names = arms.map(({ arm }) => arm);
  const endpointDraws = arms.map(() => endpointNames.map(() => emptyDraws(plan.draws)));
  const ratioDraws = forEachCurve(() => emptyDraws(plan.draws));
  for (let index = 0; index < plan.draws; index++) {
    const stream = randomStream({ seed: plan.seed, streamName: plan.streamName, index });
    const moved = forecasts.at(standardNormals(forecasts.dimensions, stream), names);
    const drawn = effects.map((effect) => drawEffects(effect, names, stream));
    const stages = names.map((arm, place) =>
      trialStages(
        { fitted: forecasts.fitted[arm]!, moved: moved[arm]! },
        effectNames.map((_, k) => drawn[k]![place]!),
        effects.map(({ arms: reported }) => reported.includes(arm)),
      ),
    );
    stages.forEach((stage, place) => {
      const parameters = expectedEndpoints(stage.parameters, monthDays);
      const trial = expectedEndpoints(stage.trial, monthDays);
      const sampled = drawnEndpoints(stage.trial, arms[place]!.patients, monthDays, stream);
      endpointDraws[place]!.forEach((own, k) => {
        own.parameters[index] = parameters[k]!;
        own.trial[index] = trial[k]!;
        own.sampled[index] = sampled[k]!;
      });
    });
    if (stages.length === 2) {
      const [first, second] = stages as [TrialStages, TrialStages];
      for (const { name } of curveList) {
        const comparison = {
          patients: [arms[0]!.patients.curves[name], arms[1]!.patients.curves[name]] as const,
          untilDay: plan.untilDay,
        };
        const without = drawnHazardRatio([first.parameters, second.parameters], name, comparison, () => 0.5);
        const { expected, drawn: ratio } = drawnHazardRatio([first.trial, second.trial], name, comparison, stream);
        ratioDraws[name].parameters[index] = without.expected;
        ratioDraws[name].trial[index] = expected;
        ratioDraws[name].sampled[index] = ratio;
      }
    }
  }
  return {
    arms: endpointDraws.map(
      (own, place) =>
        Object.fromEntries(
          endpointNames.map((name, k) => {
            const model = expectedEndpoints(atModel(forecasts.fitted[names[place]!]!), monthDays)[k]!;
            return [name, predictive(own[k]!, model, level)];
          }),
        ) as Record<EndpointName, Predictive>,
    ),
    hazardRatios:
      arms.length < 2
        ? null
        : forEachCurve(({ name }) => {
            const [a, b] = names.map((arm) => atModel(forecasts.fitted[arm]!)) as [NewArm, NewArm];
            const patients = [arms[0]!.patients.curves[name], arms[1]!.patients.curves[name]] as const;
            const model = drawnHazardRatio([a, b], name, { patients, untilDay: plan.untilDay }, () => 0.5).expected;
            return predictive(ratioDraws[name], model, level, log);
          }),
  };
}

/** An arm without the effects of a trial. */
const atModel = (forecast: ArmForecast): NewArm =>
  newArm(forecast, { rates: forEachFamily(() => []), curves: forEachCurve(() => 0) });

const emptyDraws = (draws: number): PredictiveDraws => ({
  parameters: new Float64Array(draws),
  trial: new Float64Array(draws),
  sampled: new Float64Array(draws),
});

const standardNormals = (count: number, stream: RandomStream): Float64Array =>
  Float64Array.from({ length: count }, () => normalQuantile(Math.max(stream(), Number.MIN_VALUE), 0, 1));

/** The arm with the errors of the parameters, and that of the new trial besides. */
interface TrialStages {
  readonly parameters: NewArm;
  readonly trial: NewArm;
}

function trialStages(
  { fitted, moved }: { readonly fitted: ArmForecast; readonly moved: ArmForecast },
  drawn: readonly DrawnEffect[],
  isReported: readonly boolean[],
): TrialStages {
  const of = (effect: EffectName) => drawn[effectNames.indexOf(effect)]!;
  const isOwn = (effect: EffectName) => isReported[effectNames.indexOf(effect)] === true;
  // The level of an arm that trials report is theirs: the fit's own error of it would count twice
  const logits = forEachFamily(({ family }) =>
    moved.logits[family].map((value, step) => {
      const effect = rateEffects[family][step];
      return effect !== undefined && isOwn(effect) ? fitted.logits[family][step]! : value;
    }),
  );
  const levelOf = forEachCurve(({ name }) =>
    isOwn(name) ? logHazardChange(fitted.hazards[name], moved.hazards[name]) : 0,
  );
  const stage = (include: (effect: DrawnEffect) => number): NewArm =>
    newArm(
      { logits, hazards: moved.hazards },
      {
        rates: forEachFamily(({ family }) => rateEffects[family].map((effect) => include(of(effect)))),
        curves: forEachCurve(({ name }) => include(of(name)) - levelOf[name]),
      },
    );
  return {
    parameters: stage(({ shift, samplingOfMean }) => shift + samplingOfMean),
    trial: stage(({ shift, samplingOfMean, betweenTrials }) => shift + samplingOfMean + betweenTrials),
  };
}

/** Change of the log cumulative hazard where the fitted curve is at one half, or at its last day. */
function logHazardChange(fitted: Float64Array, moved: Float64Array): number {
  const found = fitted.findIndex((hazard) => hazard >= Math.LN2);
  const day = found < 0 ? fitted.length - 1 : found;
  return fitted[day]! > 0 && moved[day]! > 0 ? log(moved[day]! / fitted[day]!) : 0;
}
