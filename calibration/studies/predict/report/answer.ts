import { curves } from '../../../endpoints/curves.js';
import { decimalsOf, type EndpointName, rateForms, unitOf } from '../../../endpoints/endpoints.js';
import { formatCompact, formatCount, formatFixed } from '../../../page/format-number.js';
import { listed } from '../../../page/listed.js';
import type { PredictResult } from '../result.js';
import { trialChances } from './trial-chances.js';

type Trial = NonNullable<PredictResult['trial']>;
type ArmPrediction = Trial['arms'][number];

/** Endpoints of a single arm that the answer states. */
const STATED: readonly { readonly name: EndpointName; readonly summary: string }[] = [
  { name: curves.os.medianEndpoint, summary: `a ${curves.os.medianSummary}` },
  { name: 'dcr', summary: rateForms.dcr.label.toLowerCase() },
];

/** A probability in percent; what rounds to 0 or 100 is not called certain. */
function chanceText(chance: number): string {
  const percent = Math.round(100 * chance);
  if (percent === 0) return 'below 1 %';
  return percent === 100 ? 'above 99 %' : `${percent} %`;
}

/**
 * What a new trial would show, and how likely it succeeds; or how well trials are predicted.
 *
 * @param result - of `qcic predict`
 * @param labelOf - name of an arm for readers
 * @returns one sentence, two where the prediction was checked too
 */
export function predictAnswer(result: PredictResult, labelOf: (arm: string) => string): string {
  const { trial, check, level } = result;
  return [
    ...(trial === null ? [] : [trialText(trial, level, labelOf)]),
    ...(check === null ? [] : [checkText(check, level)]),
  ].join(' ');
}

const intervalText = (level: number) => `${formatCompact(100 * level)} % prediction interval`;

function trialText(trial: Trial, level: number, labelOf: (arm: string) => string): string {
  const { arms, hazard_ratios: ratios } = trial;
  const [first, second] = arms as readonly [ArmPrediction, ...ArmPrediction[]];
  const armText = ({ arm, patients }: ArmPrediction) => `${formatCount(patients)} patients under ${labelOf(arm)}`;
  const ratio = ratios?.os;
  if (second === undefined || ratio === undefined)
    return `${armText(first)} would show ${endpointsText(first, level)}.`;
  const chances = trialChances(ratio);
  const success =
    chances === null
      ? ''
      : ` It would favour ${labelOf(first.arm)} with a probability of ${chanceText(chances.favourable)}, and be significant (two-sided p below 0.05) with one of ${chanceText(chances.significant)}.`;
  return `A trial of ${armText(first)} against ${armText(second)} would show a hazard ratio of death of ${formatFixed(ratio.predicted, 2)} (${intervalText(level)} ${endsText(ratio, 2)}).${success}`;
}

function endsText({ low, high }: Pick<ArmPrediction['endpoints'][EndpointName], 'low' | 'high'>, decimals: number) {
  return `${formatFixed(low, decimals)} to ${high === null ? 'not reached' : formatFixed(high, decimals)}`;
}

function endpointsText({ endpoints }: ArmPrediction, level: number): string {
  const texts = STATED.flatMap(({ name, summary }, index) => {
    const prediction = endpoints[name];
    if (prediction === undefined || prediction.predicted === null) return [];
    const interval = index === 0 ? `${intervalText(level)} ` : '';
    return [
      `${summary} of ${formatFixed(prediction.predicted, decimalsOf(name))} ${unitOf(name)} (${interval}${endsText(prediction, decimalsOf(name))})`,
    ];
  });
  return texts.length === 0 ? 'endpoints that are not reached' : listed(texts);
}

function checkText({ coverage }: NonNullable<PredictResult['check']>, level: number): string {
  const all = coverage.find(({ endpoint }) => endpoint === 'all');
  if (all === undefined) return 'No trial could be predicted from the others.';
  return `Predicted from the other trials, ${formatCount(all.covered)} of ${formatCount(all.predictions)} observations (${formatFixed(100 * all.share, 0)} %) lie in their ${formatCompact(100 * level)} % prediction interval.`;
}
