import type { Identifiability } from '../../../fit/results.js';
import { dataTable } from '../../../page/data-table.js';
import { formatFixed, formatSignificant, powerOfTen } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { figureBlock } from './plot-block.js';
import { describeMissing, type ReportContext } from './report-context.js';
import { FITTED_COLOUR } from './shapes-plot.js';
import { SMALLEST_SHOWN_POWER, singularValuesFigure } from './singular-values-plot.js';

function leadingTable(identifiability: Identifiability): Html {
  return dataTable({
    caption: 'Leading directions: the combinations of shapes that the data speak to most.',
    columns: [
      { title: 'Rank' },
      { title: 'Singular value', align: 'right' },
      { title: 'Informed by data', unit: '% of the prior variance', align: 'right' },
      { title: 'Direction' },
    ],
    rows: identifiability.leading.map((direction, index) => ({
      cells: [
        String(index + 1),
        formatSignificant(direction.singular_value),
        formatFixed(100 * direction.informed, 1),
        direction.summary,
      ],
    })),
  });
}

/**
 * What the data do not identify: singular values, words, leading directions.
 *
 * @param context - the run
 * @returns the section; a note when the run did not analyse it
 */
export async function identifiabilitySection(context: ReportContext): Promise<Section> {
  const { identifiability } = context.results.fit;
  const title = 'What the data do not identify';
  if (identifiability === null) {
    const body = html`<p class="note">${describeMissing(context.results, 'The analysis of what the data identify')}</p>
`;
    return { id: 'identifiability', title, body };
  }
  const {
    constrained_directions: constrainedDirections,
    free_parameters: freeParameters,
    data_values: dataValues,
  } = identifiability;
  const figure = await figureBlock(
    {
      id: 'figure-singular-values',
      title: `The data constrain ${constrainedDirections} of ${freeParameters} directions`,
      key: [
        { shape: 'dot', colour: FITTED_COLOUR, label: 'above 1: the data say more than the prior' },
        { shape: 'dot', colour: INK.faint, label: 'below 1: the prior says more' },
      ],
      caption: html`Singular values of the Jacobian of the residuals, in units of the prior, at the fitted shapes; ${String(freeParameters)} free parameters, ${String(dataValues)} clinical figures. Values below ${powerOfTen(SMALLEST_SHOWN_POWER)} stand on the lower edge.`,
      tables: ['singular_values'],
      spec: () => singularValuesFigure(context.figures.singular_values),
    },
    context,
  );
  const summary = identifiability.summary.map((sentence) => html`<li>${sentence}</li>`);
  return { id: 'identifiability', title, body: html`<ul>${summary}</ul>${figure}${leadingTable(identifiability)}` };
}
