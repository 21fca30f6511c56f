import { useMemo } from 'preact/hooks';
import { armRoles, formatFixed } from '../../../browser.js';
import type { FitCurvePoint, StoredFit } from '../../../server/api/trials.js';
import { LineFigure } from '../../plots/line-figure.js';
import type { LinePlotModel, PlotSeries } from '../../plots/plot-model.js';

interface FitCurvesProps {
  readonly before: StoredFit;
  readonly after: StoredFit;
  readonly armName: (arm: string) => string;
}

const roles = new Map<string, string>(Object.entries(armRoles).map(([role, arm]) => [arm, role]));
/** Colour of an arm: that of its role, or by its place among the fitted ones. */
const colourOf = (arm: string, place: number): string => `arm-${roles.get(arm) ?? Math.min(8, place + 4)}`;

/** Survival of the validation cohorts before and after, with the landmarks of the trials; one plot for each arm. */
export function FitCurves({ before, after, armName }: FitCurvesProps) {
  const arms = useMemo(
    () => [...new Set([...after.survival, ...before.survival].map(({ arm }) => arm))],
    [before, after],
  );
  const models = useMemo(
    () =>
      arms.map((arm, place) => survivalModel(before, after, arm, { name: armName(arm), colour: colourOf(arm, place) })),
    [arms, before, after],
  );
  return (
    <div class="fit-curves">
      {models.map((model, place) => (
        <LineFigure key={arms[place]} id={`refit-survival-${arms[place]}`} model={model} height={230} />
      ))}
    </div>
  );
}

function survivalModel(
  before: StoredFit,
  after: StoredFit,
  arm: string,
  { name, colour }: { readonly name: string; readonly colour: string },
): LinePlotModel {
  const of = (points: readonly FitCurvePoint[]) => points.filter((point) => point.arm === arm);
  const series = (
    id: string,
    label: string,
    style: PlotSeries['style'],
    points: readonly FitCurvePoint[],
    shown: string = colour,
  ): PlotSeries => ({
    id,
    label,
    style,
    colour: shown,
    x: of(points).map(({ month }) => month),
    y: of(points).map(({ percent }) => percent),
    ...(style === 'dots' ? { radius: 3 } : {}),
  });
  const at = (points: readonly FitCurvePoint[], month: number) =>
    of(points).reduce((best, point) => (Math.abs(point.month - month) < Math.abs(best.month - month) ? point : best))
      .percent;
  const months = Math.max(...of(after.clinical).map(({ month }) => month), 12);
  const [old, next] = [before.survival, after.survival].map((points) =>
    of(points).length === 0 ? null : at(points, 12),
  );
  const words = (value: number | null | undefined) =>
    value === null || value === undefined ? 'not simulated' : `${formatFixed(value, 1)} %`;
  return {
    title: name,
    alt: `Survival of ${name} at 12 months: ${words(old)} before the refit, ${words(next)} after it.`,
    x: { label: 'Time', unit: 'months', range: [0, months] },
    y: { label: 'Alive', unit: '%', range: [0, 100] },
    series: [
      series('before', 'Model before', 'dashes', before.survival, 'soft'),
      series('after', 'Model after', 'line', after.survival),
      series('trials-before', 'Trials before', 'dots', before.clinical, 'soft'),
      series('trials-after', 'Trials after', 'dots', after.clinical),
    ],
  };
}
