import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { labelRoom } from '../../../plots/label-room.js';
import { titleLines } from '../../../plots/title-lines.js';
import { differenceDomain, differenceTitle, type FrontFigure, pointHover } from './front-plot.js';

const WIDTH = 620;
/** Beside the names of the schedules; px. */
const AXIS_ROOM = 6;
const ROW_STEP = 24;
const CLOUD_HEIGHT = 34;

/**
 * One objective as differences from the reference: a tick for each schedule of the search above, and below a row for each of the
 * best ones, in the search and in the confirmation.
 *
 * @param figure - result and points; one objective
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function rankedFigure(figure: FrontFigure, layout: FigureLayout): TopLevelSpec {
  const { result, searched, front } = figure;
  const name = result.objectives[0]!.name;
  const x = (field: string, title: string | null): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain: differenceDomain(figure, name), nice: false, zero: false },
    axis: { title: title === null ? null : titleLines(title, width), tickCount: layout.narrow ? 4 : 6, grid: true },
  });
  const room = labelRoom(
    front.map(({ style }) => style.label),
    layout,
    { further: AXIS_ROOM },
  );
  const width = Math.min(WIDTH, room.width);
  const rows = front.flatMap((point) => {
    const { style, searched: promised, confirmed } = point;
    const at = confirmed[name];
    if (at === null || at === undefined) return [];
    const hover = pointHover(result, point);
    return [{ row: style.label, colour: style.colour, search: promised[name] ?? null, ...at, hover }];
  });
  const title = differenceTitle(result, name);
  const y: PositionEncoding = {
    field: 'row',
    type: 'nominal',
    sort: rows.map(({ row }) => row),
    axis: { title: null, ticks: false, domain: false, labelLimit: room.labelLimit },
  };
  const cloud = searched.map(({ differences, isFeasible }) => ({ x: differences[name] ?? null, isFeasible }));
  const ofCloud = (isFeasible: boolean) => cloud.filter((each) => each.isFeasible === isFeasible && each.x !== null);
  const tick = { type: 'tick', thickness: 1.2, size: CLOUD_HEIGHT - 8 } as const;
  const color = { field: 'colour', type: 'nominal', scale: null, legend: null } as const;
  const zero = { data: { values: [{ x: 0 }] }, mark: { type: 'rule', color: INK.soft } } as const;
  const compared = rows.filter(({ search }) => search !== null);
  return {
    vconcat: [
      {
        width,
        height: CLOUD_HEIGHT,
        layer: [
          { ...zero, encoding: { x: x('x', null) } },
          {
            data: { values: ofCloud(false) },
            mark: { ...tick, color: INK.line, opacity: 1 },
            encoding: { x: x('x', null) },
          },
          {
            data: { values: ofCloud(true) },
            mark: { ...tick, color: INK.soft, opacity: 0.6 },
            encoding: { x: x('x', null) },
          },
        ],
      },
      {
        width,
        height: ROW_STEP * rows.length,
        layer: [
          { ...zero, encoding: { x: x('x', title) } },
          {
            data: { values: compared },
            mark: { type: 'rule', strokeWidth: 1, strokeDash: [2, 2] },
            encoding: { x: x('search', title), x2: { field: 'value' }, y, color },
          },
          {
            data: { values: rows },
            mark: { type: 'rule', strokeWidth: 2 },
            encoding: { x: x('low', title), x2: { field: 'high' }, y, color },
          },
          {
            data: { values: compared },
            mark: { type: 'point', filled: false, fill: INK.paper, size: 46, strokeWidth: 1.3, opacity: 1 },
            encoding: { x: x('search', title), y, stroke: color },
          },
          {
            data: { values: rows },
            mark: { type: 'point', filled: true, size: 70, opacity: 1, stroke: INK.paper, strokeWidth: 1 },
            encoding: { x: x('value', title), y, fill: color, tooltip: { field: 'hover', type: 'nominal' } },
          },
        ],
      },
    ],
    spacing: 8,
  };
}
