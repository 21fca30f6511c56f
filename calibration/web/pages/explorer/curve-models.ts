import { armStyles, type CurveName, curveList, type ExplorerResult, formatFixed, themed } from '../../../browser.js';
import type { LinePlotModel, PlotSeries } from '../../plots/plot-model.js';
import type { ExplorerHeader } from '../../workers/explorer-messages.js';

/** Name of the theme's colour that a style has, such as `arm-single`. */
export const themeName = (colour: string): string => /^var\(--([\w-]+)/.exec(themed(colour))?.[1] ?? 'text';

/** Months at which the text of a plot reads its curves. */
const READ_MONTHS = 6;

/**
 * Expected curves of every arm at the state and at the fitted point, and the points of trials behind them.
 *
 * @param header - of the pool
 * @param name - which curve
 * @param fitted - what the pool shows at the fitted point
 * @param result - what it shows at the state
 */
export function curveModel(
  header: ExplorerHeader,
  name: CurveName,
  fitted: ExplorerResult,
  result: ExplorerResult,
): LinePlotModel {
  const { arms, settings } = header.problem;
  const { monthDays, horizonDays } = settings;
  const { label, landmarkLabel } = curveList.find((curve) => curve.name === name)!;
  const percents = ({ survival, progressionFree }: ExplorerResult['curves'][string]) => [
    100,
    ...Array.from(name === 'os' ? survival : progressionFree, (share) => 100 * share),
  ];
  const styles = armStyles(arms, header.labels);
  const series = styles.flatMap(({ arm, label: armLabel, colour }): readonly PlotSeries[] => {
    const x = [0, ...result.curves[arm]!.days.map((day) => day / monthDays)];
    const own = { key: arm, colour: themeName(colour), x };
    const points = header.clinical.curves
      .filter((each) => each.arm === arm && each.curve === name)
      .flatMap(({ trial, points: all }) => all.map((point) => ({ ...point, trial })));
    return [
      { ...own, id: arm, label: armLabel, style: 'line', y: percents(result.curves[arm]!), width: 2.5 },
      {
        ...own,
        id: `${arm} fitted`,
        label: `${armLabel}, fitted`,
        style: 'dashes',
        y: percents(fitted.curves[arm]!),
        width: 1.2,
      },
      {
        ...own,
        id: `${arm} trials`,
        label: `${armLabel}, trials`,
        style: 'dots',
        radius: 2.2,
        x: points.map(({ month }) => month),
        y: points.map(({ percent }) => percent),
        names: points.map(({ trial }) => trial),
      },
    ];
  });
  const read = styles.map(({ arm, label: armLabel }) => {
    const { days } = result.curves[arm]!;
    const place = days.findLastIndex((day) => day <= READ_MONTHS * monthDays);
    return `${armLabel} ${formatFixed(percents(result.curves[arm]!)[place + 1], 1)} %`;
  });
  return {
    title: label,
    alt: `${landmarkLabel} at about ${READ_MONTHS} months: ${read.join(', ')}.`,
    x: { label: 'Time', unit: 'months', range: [0, Math.ceil(horizonDays / monthDays)] },
    y: { label: landmarkLabel, unit: '%', range: [0, 100] },
    series,
  };
}
