import type { TopLevelSpec } from 'vega-lite';
import { dataTable } from '../../../page/data-table.js';
import { drawnFigure } from '../../../page/drawn-plot.js';
import { formatCount, formatSignificant } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { describeResponse } from '../outputs.js';
import type { MorrisResponse, ResultOf } from '../result.js';
import {
  describeFactors,
  describeSpace,
  type MethodContext,
  type MethodReport,
  responseSections,
} from './method-report.js';
import { tornadoFigure, UNSIGNED_COLOURS } from './tornado-plot.js';

const BARS = 25;

/** The page of a Morris screening. */
export async function morrisReport(result: ResultOf<'morris'>, context: MethodContext): Promise<MethodReport> {
  const { settings, factors, samples, responses } = result;
  return {
    title: 'Morris screening',
    lead: `${formatCount(factors)} ${describeFactors(settings)}, ${describeSpace(settings)}; ${formatCount(settings.samples)} trajectories, ${formatCount(samples)} samples.`,
    facts: [
      ['Levels', String(settings.levels)],
      ['Seed', settings.seed],
    ],
    sections: await responseSections(responses, (response, id) => morrisSection(response, id, context)),
    method: [
      'An elementary effect is the change of the output for a step in one parameter while all others are fixed, divided by the step as a share of the parameter’s range. mu* is the mean of the absolute effects over random base points and measures overall importance. sigma is the standard deviation of the effects and measures interaction and nonlinearity: where sigma is much smaller than mu* the effect is nearly linear and additive, where it is close to mu* or larger the parameter interacts with others or acts nonlinearly.',
      'Intervals are Student’s t intervals over trajectories. The parameters of a group are changed together, each in a random direction.',
    ],
  };
}

async function morrisSection(response: MorrisResponse, id: string, context: MethodContext): Promise<Section> {
  const title = describeResponse(response);
  const rows = response.rows.flatMap(({ mu_star: muStar, ci_low: low, ci_high: high, ...row }) =>
    muStar === null || low === null || high === null ? [] : [{ ...row, mu_star: muStar, ci_low: low, ci_high: high }],
  );
  const shown = rows.slice(0, BARS);
  const bars = await drawnFigure(
    {
      id: `${id}-bars`,
      title: `The ${shown.length} strongest`,
      key: [],
      caption: html`${title}. Lines are 95 % t intervals over trajectories.`,
      spec: tornadoFigure(
        shown.map(({ name, mu_star: value, ci_low: low, ci_high: high }) => ({ label: name, value, low, high })),
        { axis: 'mu*, change of the output over the full range', noise: null, colours: UNSIGNED_COLOURS },
      ),
    },
    context,
  );
  const single = rows.flatMap(({ name, mu_star: muStar, sigma }) =>
    sigma === null ? [] : [{ label: name, muStar, sigma }],
  );
  const plane =
    single.length < 2
      ? ''
      : await drawnFigure(
          {
            id: `${id}-plane`,
            title: 'Strength and interaction',
            key: [],
            caption: html`${title}. One point per parameter; the line is sigma = mu*. The strongest are labelled.`,
            spec: morrisFigure(single),
          },
          context,
        );
  return {
    id,
    title,
    body: html`${bars}${plane}${dataTable({
      caption: `The first ${shown.length}; all are in morris.csv.`,
      columns: [
        { title: 'factor' },
        { title: 'mu*', align: 'right' },
        { title: '95 % interval', align: 'right' },
        { title: 'mu', align: 'right' },
        { title: 'sigma', align: 'right' },
      ],
      rows: shown.map(({ name, mu_star: muStar, ci_low: low, ci_high: high, mu, sigma }) => ({
        cells: [
          name,
          formatSignificant(muStar),
          html`${formatSignificant(low)} to ${formatSignificant(high)}`,
          formatSignificant(mu),
          formatSignificant(sigma),
        ],
      })),
    })}`,
  };
}

/** A parameter in the plane of strength and spread. */
interface MorrisPoint {
  readonly label: string;
  readonly muStar: number;
  readonly sigma: number;
}

/** Labelled points, at most: more would overlap. */
const LABELLED = 8;
const SIZE = { width: 560, height: 320 } as const;

/** mu* against sigma. */
function morrisFigure(points: readonly MorrisPoint[]): TopLevelSpec {
  const top = Math.max(...points.map(({ muStar }) => muStar), Number.MIN_VALUE);
  const spread = Math.max(...points.map(({ sigma }) => sigma));
  const end = Math.min(top, spread);
  const labelled = [...points].sort((a, b) => b.muStar - a.muStar).slice(0, LABELLED);
  const x = { field: 'muStar', type: 'quantitative', axis: { title: 'mu*', grid: true } } as const;
  const y = { field: 'sigma', type: 'quantitative', axis: { title: 'sigma' } } as const;
  return {
    ...SIZE,
    layer: [
      {
        data: {
          values: [
            { muStar: 0, sigma: 0 },
            { muStar: end, sigma: end },
          ],
        },
        mark: { type: 'line', strokeDash: [4, 3], strokeWidth: 1, color: INK.faint },
        encoding: { x, y },
      },
      {
        data: { values: [...points] },
        mark: { type: 'point', filled: true, size: 36, opacity: 0.75, fill: palette['series-1'] },
        encoding: { x, y },
      },
      {
        data: { values: labelled },
        mark: { type: 'text', dy: -8, fontSize: 10, color: INK.text },
        encoding: { x, y, text: { field: 'label' } },
      },
    ],
  };
}
