import type { TopLevelSpec } from 'vega-lite';
import { type EndpointName, endpointNames, endpointShort, isInMonths } from '../../../endpoints/endpoints.js';
import type { RecoveredEndpoint } from '../../../inference/results.js';
import { axisExtent } from '../../../page/plots/axes.js';
import { type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { type ArmStyle, PANELS_PER_ROW } from '../../../plots/arm-style.js';

const PANEL_WIDTH = 232;
const ROW_STEP = 26;

/** More estimates than this cannot be distinguished in a row. */
export const MOST_MARKS = 200;

/** Endpoints that follow from the others (SD, PD and ORR from CR, PR and DCR) are shown in the table only. */
export const RECOVER_SHOWN: readonly EndpointName[] = endpointNames.filter(
  (name) => name !== 'sd' && name !== 'pd' && name !== 'orr',
);

interface RecoverPanel {
  readonly style: ArmStyle;
  readonly rows: readonly RecoveredEndpoint[];
  readonly domain: [number, number];
  readonly isFirst: boolean;
  /** Title of the axis. */
  readonly title: string;
  readonly isHeaded: boolean;
}

function panelOf({ style, rows, domain, isFirst, title, isHeaded }: RecoverPanel): FigurePanel {
  const names = endpointNames.filter((name) => rows.some(({ endpoint }) => endpoint === name)).map(endpointShort);
  const y = {
    field: 'row',
    type: 'nominal',
    scale: { domain: names },
    axis: isFirst ? { title: null, ticks: false, domain: false } : null,
  } as const;
  const at = (field: string): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    axis: { title, tickCount: 5, grid: true },
  });
  const estimates = rows.flatMap(({ endpoint, truth, estimates: all }) =>
    all
      .slice(0, MOST_MARKS)
      .map((estimate) => ({ row: endpointShort(endpoint), error: estimate - truth }))
      .filter(({ error }) => Number.isFinite(error)),
  );
  const means = rows
    .map(({ endpoint, bias }) => ({ row: endpointShort(endpoint), bias }))
    .filter(({ bias }) => Number.isFinite(bias));
  return {
    width: PANEL_WIDTH,
    height: ROW_STEP * names.length,
    ...(isHeaded ? { title: style.label } : {}),
    layer: [
      { data: { values: [{ zero: 0 }] }, mark: { type: 'rule', color: INK.soft }, encoding: { x: at('zero') } },
      {
        data: { values: estimates },
        mark: { type: 'tick', thickness: 1, size: 14, opacity: 0.4, color: style.colour },
        encoding: { x: at('error'), y },
      },
      {
        data: { values: means },
        mark: { type: 'point', filled: true, size: 52, opacity: 1, color: INK.text, stroke: INK.paper },
        encoding: { x: at('bias'), y },
      },
    ],
  };
}

type PanelUnit = Pick<RecoverPanel, 'title' | 'isHeaded'>;

function panelsOf(rows: readonly RecoveredEndpoint[], arms: readonly ArmStyle[], unit: PanelUnit): FigurePanel[] {
  const domain = axisExtent([0, ...rows.flatMap(({ truth, estimates }) => estimates.map((value) => value - truth))]);
  const present = arms.filter(({ arm }) => rows.some((row) => row.arm === arm));
  return Array.from({ length: Math.ceil(present.length / PANELS_PER_ROW) }, (_, block) => ({
    spacing: 22,
    hconcat: present
      .slice(block * PANELS_PER_ROW, (block + 1) * PANELS_PER_ROW)
      .map((style, index) =>
        panelOf({ style, rows: rows.filter(({ arm }) => arm === style.arm), domain, isFirst: index === 0, ...unit }),
      ),
  }));
}

/**
 * Estimates around the true value: a tick per data set, a dot at their mean.
 *
 * @param endpoints - endpoints of all arms
 * @param arms - styles of the arms, in the order of the panels
 * @returns a Vega-Lite specification with its data
 */
export function recoverFigure(endpoints: readonly RecoveredEndpoint[], arms: readonly ArmStyle[]): TopLevelSpec {
  const shown = endpoints.filter(({ endpoint }) => RECOVER_SHOWN.includes(endpoint));
  const months = shown.filter(({ endpoint }) => isInMonths(endpoint));
  const percent = shown.filter(({ endpoint }) => !isInMonths(endpoint));
  return {
    vconcat: [
      ...panelsOf(percent, arms, { title: 'Estimate − truth (percentage points)', isHeaded: true }),
      ...panelsOf(months, arms, { title: 'Estimate − truth (months)', isHeaded: percent.length === 0 }),
    ],
    resolve: { scale: { x: 'independent', y: 'independent' } },
  };
}
