import { parseCsv } from '../../../browser.js';
import { getRunFile } from '../../app/api-client.js';
import type { LinePlotModel, PlotSeries } from '../../plots/plot-model.js';
import { RUN_COLOURS, runColour } from './run-colours.js';

/** A curve of an arm as its run has stored it. */
export interface RunCurve {
  readonly arm: string;
  readonly months: readonly number[];
  readonly percent: readonly number[];
}

/** Curves that runs store: the file of each, and its name. */
export const curveFiles = {
  os: { file: 'figures/survival.csv', column: 'survival_percent', label: 'Overall survival' },
  pfs: { file: 'figures/pfs.csv', column: 'pfs_percent', label: 'Progression-free survival' },
} as const;
export type CurveKind = keyof typeof curveFiles;

/** Every so many days are drawn: the eye sees no difference, and many runs draw quickly. */
const EVERY = 3;

/**
 * Curves in the text of a run's file.
 *
 * @param text - of a file of {@link curveFiles}
 * @param column - of its values; percent
 * @throws DataError - when it is no table
 */
export function parseRunCurves(text: string, { file, column }: { readonly file: string; readonly column: string }) {
  const { header, rows } = parseCsv(text, file);
  const [arm, month, value] = ['arm', 'month', column].map((name) => header.indexOf(name));
  const byArm = new Map<string, { months: number[]; percent: number[] }>();
  for (const { cells } of rows) {
    const name = cells[arm!] ?? '';
    const own = byArm.get(name) ?? { months: [], percent: [] };
    byArm.set(name, own);
    own.months.push(Number(cells[month!]));
    own.percent.push(Number(cells[value!]));
  }
  return [...byArm].map(([name, { months, percent }]): RunCurve => {
    const keep = (_: number, index: number) => index % EVERY === 0 || index === months.length - 1;
    return { arm: name, months: months.filter(keep), percent: percent.filter(keep) };
  });
}

/** Curves of runs, in their order; none of a run that stores none. */
export async function loadRunCurves(
  runs: readonly string[],
  kind: CurveKind,
  signal: AbortSignal,
): Promise<readonly (readonly RunCurve[])[]> {
  const form = curveFiles[kind];
  return Promise.all(
    runs.map(async (run) => {
      const text = await getRunFile(run, form.file, { signal });
      return text === null ? [] : parseRunCurves(text, form);
    }),
  );
}

/** One plot per arm, with a curve of each run that has the arm. */
export function curveModels(
  runs: readonly string[],
  curves: readonly (readonly RunCurve[])[],
  kind: CurveKind,
): readonly LinePlotModel[] {
  const arms = [...new Set(curves.flatMap((own) => own.map(({ arm }) => arm)))];
  const { label } = curveFiles[kind];
  return arms.map((arm) => {
    const series = curves.flatMap((own, place): PlotSeries[] => {
      const curve = own.find((each) => each.arm === arm);
      if (curve === undefined) return [];
      return [
        {
          id: runs[place]!,
          label: runs[place]!,
          colour: runColour(place),
          // Colours repeat after the last one
          style: place < RUN_COLOURS ? 'line' : 'dashes',
          x: curve.months,
          y: curve.percent,
        },
      ];
    });
    return {
      title: `${label}, ${arm}`,
      alt: `${label} of ${arm} in ${series.length} runs: ${series.map((each) => halfText(each)).join(', ')}.`,
      x: { label: 'Time', unit: 'months', range: [0, null] },
      y: { label: 'Patients', unit: '%', range: [0, 100] },
      series,
      marks: [{ axis: 'y', value: 50 }],
    };
  });
}

/** When a curve falls to one half, in words. */
function halfText({ label, x, y }: PlotSeries): string {
  for (let index = 0; index < y.length; index++) {
    if (y[index]! <= 50) return `${label} falls to half at ${x[index]!.toFixed(1)} months`;
  }
  return `${label} stays above half`;
}
