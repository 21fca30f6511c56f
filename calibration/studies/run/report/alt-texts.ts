import type { RunBiomarkers } from '../../../biomarkers/result.js';
import { familyLabels } from '../../../endpoints/families.js';
import type { FittedShape } from '../../../fit/results.js';
import type { TradeOff } from '../../../inference/trade-off-result.js';
import { formatCompact, formatFixed, formatSigned } from '../../../page/format-number.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';
import { markerStyle, scoreLabel } from '../../../plots/marker-style.js';
import type {
  BestChangeRow,
  BestResponseRow,
  HazardRatioRow,
  MarkerRow,
  PfsClinicalRow,
  ResponseRow,
  SingularValueRow,
  SpiderRow,
  StatesRow,
  SurvivalClinicalRow,
  SurvivalRow,
  SwimmerRow,
  WaterfallRow,
} from '../plot-tables.js';

/*
 * What each figure of a run shows, with numbers, for readers who cannot see it.
 */

type Arms = readonly ArmStyle[];
type OfArm = { readonly arm: string };

/** `Placebo: ...; Arm: ...`, of the arms that have rows. */
function perArm<Row extends OfArm>(
  rows: readonly Row[],
  arms: Arms,
  describe: (own: readonly Row[]) => string,
): string {
  return arms
    .flatMap(({ arm, label }) => {
      const own = rows.filter((row) => row.arm === arm);
      return own.length === 0 ? [] : [`${label}: ${describe(own)}`];
    })
    .join('; ');
}

const RATES = ['pr', 'sd', 'pd', 'orr', 'dcr'] as const;

/** Response rates: simulated, and those of the pooled trials. */
export function responseAlt(rows: readonly ResponseRow[], arms: Arms): string {
  const described = perArm(rows, arms, (own) =>
    RATES.flatMap((endpoint) => {
      const of = (source: string) => own.find((row) => row.endpoint === endpoint && row.source === source)?.percent;
      const simulated = of('simulated');
      return simulated === undefined
        ? []
        : [`${endpoint.toUpperCase()} ${formatFixed(simulated, 1)} and ${formatFixed(of('pooled trials'), 1)} %`];
    }).join(', '),
  );
  return `Response rates, simulated and of the pooled trials. ${described}.`;
}

/** Best responses: shares of the classes, simulated. */
export function bestResponseAlt(rows: readonly BestResponseRow[], arms: Arms): string {
  const simulated = rows.filter(({ source }) => source === 'simulated');
  const described = perArm(simulated, arms, (own) =>
    own.map(({ best, percent }) => `${best} ${formatFixed(percent, 1)} %`).join(', '),
  );
  return `Stacked bars of the best response, simulated and of the trials. Simulated ${described}.`;
}

/** Bars of single patients: their range, and how many fall in each class. */
export function waterfallAlt(rows: readonly (WaterfallRow | BestChangeRow)[], arms: Arms): string {
  const described = perArm(rows, arms, (own) => {
    const changes = own.map(({ change_percent: change }) => change);
    const classes = [...new Set(own.map(({ recist }) => recist))].map(
      (name) => `${own.filter(({ recist }) => recist === name).length} ${name}`,
    );
    return `from ${formatSigned(Math.max(...changes), 0)} to ${formatSigned(Math.min(...changes), 0)} %, ${classes.join(', ')}`;
  });
  return `Ranked bars of the change of tumor volume, one per patient. ${described}.`;
}

/** Days of the means in the alternative text. */
const SPIDER_DAYS = [56, 168, 336];

/** Lines of single patients: the mean of the cohort. */
export function spiderAlt(rows: readonly SpiderRow[], arms: Arms): string {
  const means = rows.filter(({ patient }) => patient === 'mean');
  const described = perArm(means, arms, (own) =>
    SPIDER_DAYS.flatMap((day) => {
      const row = own.find((each) => each.day === day);
      return row === undefined ? [] : [`${formatSigned(row.change_percent, 0)} % on day ${day}`];
    }).join(', '),
  );
  return `Tumor volume of single patients over time, with the mean of the cohort. Mean change from baseline: ${described}.`;
}

/** The point of a curve that is nearest to a month. */
function atMonth<Row extends { readonly month: number }>(rows: readonly Row[], month: number): Row | undefined {
  return rows.reduce<Row | undefined>(
    (best, row) => (best === undefined || Math.abs(row.month - month) < Math.abs(best.month - month) ? row : best),
    undefined,
  );
}

const MONTHS = [3, 6, 12];
const NEAR_MONTHS = 0.1;

/** Curves: simulated shares at some months, beside those of the pooled trials. */
export function survivalAlt(
  simulated: readonly SurvivalRow[],
  clinical: readonly SurvivalClinicalRow[],
  arms: Arms,
): string {
  const described = perArm(simulated, arms, (own) =>
    MONTHS.flatMap((month) => {
      const row = atMonth(own, month);
      if (row === undefined || Math.abs(row.month - month) > NEAR_MONTHS) return [];
      const pooled = clinical.find((each) => each.arm === row.arm && each.trial === 'pooled' && each.month === month);
      const beside = pooled === undefined ? '' : ` against ${formatFixed(pooled.survival_percent, 0)}`;
      return [`${formatFixed(row.survival_percent, 0)}${beside} % at ${month} months`];
    }).join(', '),
  );
  return `Overall survival, simulated curves against the pooled trials. ${described}.`;
}

/** Curves with trials: the spread of the trials at the last month that most of them state. */
export function survivalTrialsAlt(
  simulated: readonly SurvivalRow[],
  clinical: readonly SurvivalClinicalRow[],
  arms: Arms,
): string {
  const trials = clinical.filter(({ trial }) => trial !== 'pooled');
  const month = MONTHS.at(-1)!;
  const described = perArm(trials, arms, (own) => {
    const ends = own.filter((row) => row.month === month).map(({ survival_percent: percent }) => percent);
    const curve = simulated.filter(({ arm }) => arm === own[0]!.arm);
    const model = formatFixed(atMonth(curve, month)?.survival_percent, 0);
    return ends.length === 0
      ? `no trial states ${month} months`
      : `trials from ${formatFixed(Math.min(...ends), 0)} to ${formatFixed(Math.max(...ends), 0)} %, simulated ${model} %`;
  });
  return `Overall survival of the single trials around the simulated curve. Alive at ${month} months: ${described}.`;
}

/** Curves of progression-free survival: medians, simulated and of the pooled trials. */
export function pfsAlt(
  clinical: readonly PfsClinicalRow[],
  arms: Arms,
  medianOf: (arm: string) => number | null,
): string {
  const described = arms.flatMap(({ arm, label }) => {
    const median = medianOf(arm);
    const pooled = clinical.find((row) => row.arm === arm && row.trial === 'pooled' && row.statistic === 'median');
    if (median === null && pooled === undefined) return [];
    const simulated = median === null ? 'not reached' : formatFixed(median, 2);
    return [
      `${label} ${simulated}${pooled === undefined ? '' : ` against ${formatFixed(pooled.month, 2)} in the trials`}`,
    ];
  });
  return `Progression-free survival: curves that drop at the visits, and medians in months. ${described.join('; ')}.`;
}

/** Hazard ratios of each comparison. */
export function hazardRatiosAlt(rows: readonly HazardRatioRow[], arms: Arms): string {
  const label = (arm: string) => arms.find((style) => style.arm === arm)?.label ?? arm;
  const described = rows.map(
    ({ endpoint, arm, versus, source, hazard_ratio: ratio }) =>
      `${endpoint.toUpperCase()}, ${label(arm)} against ${label(versus)}, ${source}: ${formatFixed(ratio, 2)}`,
  );
  return `Hazard ratios. ${described.join('; ')}.`;
}

/** Stacked areas: shares alive without progression, alive after it, and dead. */
export function statesAlt(rows: readonly StatesRow[], arms: Arms): string {
  const described = perArm(rows, arms, (own) =>
    MONTHS.slice(1)
      .flatMap((month) => {
        const row = atMonth(own, month);
        if (row === undefined || Math.abs(row.month - month) > NEAR_MONTHS) return [];
        const free = row.on_treatment_percent + row.off_treatment_percent;
        const dead = row.dead_after_progression_percent + row.dead_without_progression_percent;
        return [
          `at ${month} months ${formatFixed(free, 0)} % without progression, ${formatFixed(row.progressed_percent, 0)} % alive after it, ${formatFixed(dead, 0)} % dead`,
        ];
      })
      .join(', '),
  );
  return `States of the cohort over time, stacked to 100 %. ${described}.`;
}

/** Bars of follow-up: how many patients respond, progress and die. */
export function swimmerAlt(rows: readonly SwimmerRow[], arms: Arms): string {
  const described = perArm(rows, arms, (own) => {
    const count = (is: (row: SwimmerRow) => boolean): number => own.filter(is).length;
    return `${count((row) => row.response_day !== null)} respond, ${count((row) => row.progression_day !== null)} progress, ${count((row) => row.status === 'dead')} of ${own.length} die`;
  });
  return `Bars of follow-up of single patients, with events. ${described}.`;
}

/** Boxes: medians of responders and non-responders. */
export function markersAlt(rows: readonly MarkerRow[], arms: Arms): string {
  const described = perArm(rows, arms, (own) =>
    [...new Set(own.map(({ marker }) => marker))]
      .map((marker) => {
        const median = (group: MarkerRow['group']) =>
          formatCompact(own.find((row) => row.marker === marker && row.group === group)?.median);
        const { label, unit } = markerStyle(marker);
        return `${label} ${median('responder')} against ${median('non-responder')}${unit === '' ? '' : ` ${unit}`}`;
      })
      .join(', '),
  );
  return `Markers of responders against non-responders; medians. ${described}.`;
}

/** Shifts that are named. */
const NAMED_SHIFTS = 3;

/** Densities: the parameters whose means shifted most. */
export function shapesAlt(
  shapes: Readonly<Record<string, FittedShape>>,
  shiftOf: (shape: FittedShape) => number,
): string {
  const shifts = Object.entries(shapes)
    .map(([name, shape]) => ({ name, shift: 100 * shiftOf(shape) }))
    .sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift));
  const named = shifts.slice(0, NAMED_SHIFTS).map(({ name, shift }) => `${name} by ${formatSigned(shift, 1)} %`);
  return `Densities of ${shifts.length} parameters, fitted against published. The means that shifted most, in percent of the range: ${named.join(', ')}.`;
}

/** Singular values: how many are above 1, and the largest. */
export function singularValuesAlt(rows: readonly SingularValueRow[]): string {
  const values = rows.map(({ singular_value: value }) => value);
  const above = values.filter((value) => value > 1).length;
  return `Falling singular values from ${formatCompact(Math.max(...values))} on; ${above} of ${values.length} are above 1.`;
}

/** Refits by weight: the deviations at both ends and at the compromise. */
export function tradeOffAlt({ families, varied, points, compromise }: TradeOff): string {
  const shown = points.filter(
    ({ weight }, index) => index === 0 || index === points.length - 1 || weight === compromise,
  );
  const described = shown.map(
    ({ weight, deviations }) =>
      `weight ${weight}: ${families.map((family) => `${familyLabels[family]} ${formatFixed(deviations[family] ?? null, 2)}`).join(', ')}`,
  );
  return `Deviation of ${familyLabels[varied]} against that of the other endpoints, in sampling errors. ${described.join('; ')}.`;
}

/** ROC curves: the areas under those of single markers, and of the best classifier. */
export function rocAlt({ arms: analyses }: RunBiomarkers, arms: Arms): string {
  const described = Object.entries(analyses).map(([arm, { markers, classifiers }]) => {
    const single = Object.entries(markers).map(
      ([name, { auc }]) => `${markerStyle(name).label} ${formatFixed(auc, 2)}`,
    );
    const best = classifiers
      .flatMap(({ markers: names, out_of_fold: estimate }) =>
        estimate === undefined ? [] : [{ names, auc: estimate.auc }],
      )
      .sort((a, b) => b.auc - a.auc)[0];
    const combined =
      best === undefined ? '' : `; best classifier out of fold, ${scoreLabel(best.names)}, ${formatFixed(best.auc, 2)}`;
    return `${armLabel(arms, arm)}: ${single.join(', ')}${combined}`;
  });
  return `ROC curves of markers and their combinations. Areas under the curves: ${described.join('. ')}.`;
}
