import { dataTable } from '../../../page/data-table.js';
import { drawnFigure } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed, formatSignificant } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { describeResponse, outputTitle } from '../outputs.js';
import type { LocalResponse, ResultOf } from '../result.js';
import { type MethodContext, type MethodReport, responseSections } from './method-report.js';
import { SIGN_COLOURS, signKey, tornadoFigure, tornadoTable } from './tornado-plot.js';

const BARS = 25;
/** Parameters that the text alternative names. */
const DESCRIBED = 5;

/** The page of a study of local derivatives. */
export async function localReport(result: ResultOf<'local'>, context: MethodContext): Promise<MethodReport> {
  const { settings, factors, samples, responses } = result;
  const { step } = settings;
  return {
    title: 'Local sensitivity',
    lead: `${formatCount(factors)} parameters at the baseline; steps of ${formatFixed(100 * step, 1)} and ${formatFixed(200 * step, 1)} %, ${formatCount(samples)} samples.`,
    facts: [],
    sections: await responseSections(responses, (response, id) => localSection(response, id, context)),
    method: [
      'The slope is the derivative of the output with respect to the logarithm of a parameter, at the baseline: increasing the parameter by 1 % changes the output by a hundredth of the slope. The elasticity is the slope divided by the output, percent per percent; it is not defined for outputs that are not positive.',
      'Central differences with two step lengths are combined by Richardson extrapolation: the error is of the fourth order in the step. The error estimate is the difference between the extrapolated value and that of the shorter step. It exceeds the true error unless the error of the ODE solver dominates.',
    ],
  };
}

async function localSection(response: LocalResponse, id: string, context: MethodContext): Promise<Section> {
  const title = describeResponse(response);
  const known = response.rows
    .flatMap(({ derivative, ...parameter }) => (derivative === null ? [] : [{ ...parameter, ...derivative }]))
    .slice(0, BARS);
  const axis = `Slope: d ${outputTitle(response.output)} / d log parameter`;
  const bars = known.map(({ parameter, slope, error }) => ({
    label: parameter,
    value: slope,
    low: slope - error,
    high: slope + error,
  }));
  const figure = await drawnFigure(
    {
      id: `${id}-slopes`,
      title: `The ${known.length} steepest`,
      key: signKey('parameter', 'output'),
      alt: `Slopes of ${title}: ${known
        .slice(0, DESCRIBED)
        .map(({ parameter, slope }) => `${parameter} ${formatSignificant(slope)}`)
        .join(', ')}.`,
      caption: html`${formatSignificant(response.base)} at the baseline. Lines are the error estimates of the differences.`,
      table: tornadoTable(bars, { axis }),
      draw: (layout) => tornadoFigure(bars, { axis, noise: null, colours: SIGN_COLOURS }, layout),
    },
    context,
  );
  return {
    id,
    title,
    body: html`${figure}${foldedDetail({
      id: `${id}-table`,
      title: `Slopes of the ${known.length} steepest`,
      body: slopesTable(known),
    })}`,
  };
}

interface KnownSlope extends Pick<LocalResponse['rows'][number], 'parameter' | 'group'> {
  readonly slope: number;
  readonly error: number;
  readonly elasticity: number | null;
}

function slopesTable(known: readonly KnownSlope[]): Html {
  return dataTable({
    caption: `The first ${known.length}; all are in local.csv.`,
    columns: [
      { title: 'Parameter' },
      { title: 'Group' },
      { title: 'Slope', unit: 'per unit of the logarithm', align: 'right' },
      { title: 'Error', align: 'right' },
      { title: 'Elasticity', unit: '% per %', align: 'right' },
    ],
    rows: known.map(({ parameter, group, slope, error, elasticity }) => ({
      cells: [
        parameter,
        group,
        formatSignificant(slope, 4),
        formatSignificant(error, 1),
        formatSignificant(elasticity),
      ],
    })),
  });
}
