import { dataTable } from '../../../page/data-table.js';
import { drawnFigure } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatSignificant } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { describeResponse, outputSummary } from '../outputs.js';
import type { MorrisResponse, ResultOf } from '../result.js';
import {
  describeFactors,
  describeSpace,
  type MethodContext,
  type MethodReport,
  responseSections,
} from './method-report.js';
import { morrisFigure } from './morris-plot.js';
import { tornadoFigure, tornadoTable, UNSIGNED_COLOURS } from './tornado-plot.js';

const BARS = 25;
/** Factors that the text alternative names. */
const DESCRIBED = 5;

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
  const axis = `mu*: mean absolute effect of the full range on ${outputSummary(response.output)}`;
  const shownBars = shown.map(({ name, mu_star: value, ci_low: low, ci_high: high }) => ({
    label: name,
    value,
    low,
    high,
  }));
  const bars = await drawnFigure(
    {
      id: `${id}-bars`,
      title: `The ${shown.length} strongest`,
      key: [],
      alt: `mu* of ${title}: ${shown
        .slice(0, DESCRIBED)
        .map(({ name, mu_star: value }) => `${name} ${formatSignificant(value)}`)
        .join(', ')}.`,
      caption: html`Lines are 95 % t intervals over trajectories.`,
      table: tornadoTable(shownBars, { axis }),
      draw: (layout) => tornadoFigure(shownBars, { axis, noise: null, colours: UNSIGNED_COLOURS }, layout),
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
            alt: `sigma against mu* of ${single.length} parameters; ${single.filter(({ muStar, sigma }) => sigma > muStar).length} lie above the line sigma = mu*, where interaction or nonlinearity dominates.`,
            caption: html`One point per parameter; the line is sigma = mu*. The strongest are labelled.`,
            table: {
              columns: ['Parameter', 'mu*', 'sigma'],
              rows: single.map(({ label, muStar, sigma }) => [label, muStar, sigma]),
            },
            draw: (layout) => morrisFigure(single, outputSummary(response.output), layout),
          },
          context,
        );
  return {
    id,
    title,
    body: html`${bars}${plane}${foldedDetail({
      id: `${id}-table`,
      title: `mu*, mu and sigma of the ${shown.length} strongest`,
      body: dataTable({
        caption: `The first ${shown.length}; all are in morris.csv.`,
        columns: [
          { title: 'Factor' },
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
      }),
    })}`,
  };
}
