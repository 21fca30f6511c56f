import type { OptimiseReply } from '../../../server/api/optimise.js';
import type { GivenDose } from '../../../studies/patient/simulate-one.js';
import type { LinePlotModel, PlotSeries } from '../../plots/plot-model.js';
import { allCandidates, candidateName, REFERENCE } from './front-plot.js';

/** Curves that are stored of chosen schedules. */
const stored = {
  os: { title: 'Overall survival', label: 'Alive' },
  pfs: { title: 'Progression-free survival', label: 'Alive without progression' },
} as const;

export type StoredCurve = keyof typeof stored;

/** A daily curve of a schedule beside the reference; no series where the study stored none. */
export function curveModel({ result, curves }: OptimiseReply, name: StoredCurve, chosen: string): LinePlotModel {
  const [header = [], ...rows] = curves;
  const [labelAt, dayAt, valueAt] = [header.indexOf('label'), header.indexOf('day'), header.indexOf(name)];
  const labels = [...new Set([REFERENCE, chosen])];
  const series = labels.flatMap((label): readonly PlotSeries[] => {
    const own = rows.filter((cells) => cells[labelAt] === label);
    const candidate = allCandidates(result).find((one) => one.label === label);
    if (own.length === 0 || candidate === undefined) return [];
    return [
      {
        id: label,
        label: candidateName(candidate),
        colour: label === REFERENCE ? 'soft' : 'series-4',
        style: label === REFERENCE ? 'dashes' : 'line',
        x: own.map((cells) => Number(cells[dayAt]) / result.month_days),
        y: own.map((cells) => Number(cells[valueAt])),
      },
    ];
  });
  const { title, label } = stored[name];
  return {
    title,
    alt: series.map((each) => `${each.label}: ${Number(each.y[each.y.length - 1]).toFixed(0)} % at the end.`).join(' '),
    x: { label: 'Time', unit: 'months' },
    y: { label, unit: '%', range: [0, 100] },
    series,
  };
}

/** Doses of a schedule without progression, as the study stored them; empty where it stored none. */
export function storedDoses({ calendar }: OptimiseReply, label: string): readonly GivenDose[] {
  const [header = [], ...rows] = calendar;
  const at = (name: string) => header.indexOf(name);
  const [labelAt, drugAt, dayAt, amountAt] = [at('label'), at('drug'), at('day'), at('amount')];
  return rows
    .filter((cells) => cells[labelAt] === label)
    .map((cells) => ({ drug: cells[drugAt]!, day: Number(cells[dayAt]), amount: Number(cells[amountAt]) }));
}
