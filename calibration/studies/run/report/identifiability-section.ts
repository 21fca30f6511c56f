import type { Identifiability } from '../../../fit/results.js';
import { dataTable } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatFixed, formatSignificant, powerOfTen } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { withArmLabels } from '../../../plots/with-arm-labels.js';
import { singularValuesAlt } from './alt-texts.js';
import { figureBlock } from './plot-block.js';
import { describeMissing, type ReportContext } from './report-context.js';
import { FITTED_COLOUR } from './shapes-plot.js';
import { SMALLEST_SHOWN_POWER, singularValuesFigure } from './singular-values-plot.js';

function leadingTable(identifiability: Identifiability, arms: readonly ArmStyle[]): Html {
  return dataTable({
    caption: 'Leading directions: the parameter combinations that the data inform most.',
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
        withArmLabels(direction.summary, arms),
      ],
    })),
  });
}

/**
 * Identifiability: singular values, summary, leading directions.
 *
 * @param context - the run
 * @returns the section; a note when the run did not analyse it
 */
export async function identifiabilitySection(context: ReportContext): Promise<Section> {
  const { identifiability } = context.results.fit;
  const title = 'Identifiability of the parameters';
  if (identifiability === null) {
    const body = html`<p class="note">${describeMissing(context.results, 'The identifiability analysis')}</p>
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
      title: `${constrainedDirections} of ${freeParameters} parameter combinations are informed by the data`,
      key: [
        { shape: 'dot', colour: FITTED_COLOUR, label: 'above 1: informed by the data' },
        { shape: 'dot', colour: INK.faint, label: 'below 1: dominated by the prior' },
      ],
      caption: html`Singular values of the Jacobian of the residuals, in units of the prior, at the fitted shapes; ${String(freeParameters)} free parameters, ${String(dataValues)} clinical data values. Values below ${powerOfTen(SMALLEST_SHOWN_POWER)} are drawn at the lower edge.`,
      tables: ['singular_values'],
      alt: () => singularValuesAlt(context.figures.singular_values),
      draw: (layout) => singularValuesFigure(context.figures.singular_values, layout),
    },
    context,
  );
  const summary = identifiability.summary.map((sentence) => html`<li>${withArmLabels(sentence, context.arms)}</li>`);
  return {
    id: 'identifiability',
    title,
    body: html`<ul>${summary}</ul>${foldedDetail({ id: 'detail-identifiability', title: 'Singular values, and the directions that the data inform most', body: html`${figure}${leadingTable(identifiability, context.arms)}` })}`,
  };
}
