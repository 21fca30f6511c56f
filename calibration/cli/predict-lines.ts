import { decimalsOf, endpointNames, endpointShort, rateEndpoints, unitOf } from '../endpoints/endpoints.js';
import type { Predictive } from '../inference/prediction/predictive.js';
import type { PredictResult } from '../studies/predict/result.js';
import { textTable } from '../text-table.js';

const NONE = '-';

/** A prediction in plain lines: the trial, the differences between trials, the coverage of the check. */
export function predictLines({ trial, differences, check, level }: PredictResult): readonly string[] {
  const lines: string[] = [];
  const percent = `${Number((100 * level).toPrecision(10))} %`;
  const heads = ['model', 'predicted', `${percent} interval`, 'sampling', 'parameters', 'trials'];
  for (const { arm, patients, endpoints, counts } of trial?.arms ?? []) {
    lines.push(
      `A trial of ${patients} patients of ${arm}; shares of the variance in percent:`,
      textTable(
        ['endpoint', ...heads],
        endpointNames.map((name) => [
          `${endpointShort(name)}, ${unitOf(name)}`,
          ...cells(endpoints[name]!, decimalsOf(name)),
        ]),
      ),
      textTable(
        ['patients', 'predicted', `${percent} interval`],
        rateEndpoints.map(({ rate, shortLabel }) => {
          const { predicted, low, high } = counts[rate]!;
          return [shortLabel, String(predicted), `${low} to ${high}`];
        }),
      ),
    );
  }
  if (trial !== null && trial.hazard_ratios !== null) {
    const [first, second] = trial.arms;
    lines.push(
      `Hazard ratio, ${first!.arm} over ${second!.arm}, follow-up of ${trial.follow_up_months.toFixed(1)} months:`,
      textTable(
        ['curve', ...heads],
        Object.entries(trial.hazard_ratios).map(([name, ratio]) => [name.toUpperCase(), ...cells(ratio!, 2)]),
      ),
    );
  }
  lines.push(
    'Standard deviation between trials, on the scale of log odds or log hazards:',
    textTable(
      ['', 'trials and arms', 'mean', `${percent} interval`],
      differences.map(({ effect, trials, tau }) => [
        effect,
        String(trials.length),
        tau === null ? NONE : tau.mean.toFixed(2),
        tau === null ? NONE : `${tau.low.toFixed(2)} to ${tau.high.toFixed(2)}`,
      ]),
    ),
  );
  if (check !== null) {
    lines.push(
      `Each trial predicted by a fit without it; nominal coverage ${percent}:`,
      textTable(
        ['endpoint', 'predictions', 'covered', 'coverage'],
        check.coverage.map(({ endpoint, predictions, covered, share }) => [
          endpoint === 'all' ? 'all' : endpointShort(endpoint),
          String(predictions),
          String(covered),
          `${(100 * share).toFixed(0)} %`,
        ]),
      ),
    );
  }
  return lines;
}

function cells({ model, predicted, low, high, shares }: Predictive, decimals: number): readonly string[] {
  const shown = (value: number | null) => (value === null ? NONE : value.toFixed(decimals));
  const share = (value: number | undefined) => (value === undefined ? NONE : (100 * value).toFixed(0));
  return [
    shown(model),
    shown(predicted),
    `${shown(low)} to ${high === null ? 'not reached' : shown(high)}`,
    share(shares?.sampling),
    share(shares?.parameters),
    share(shares?.between_trials),
  ];
}
