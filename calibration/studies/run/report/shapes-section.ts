import type { FittedShape } from '../../../fit/results.js';
import { dataTable } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCompact, formatFixed, formatSigned, formatSignificant } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { shapesAlt } from './alt-texts.js';
import { figureBlock } from './plot-block.js';
import type { ReportContext } from './report-context.js';
import { FITTED_COLOUR, shapesFigure } from './shapes-plot.js';

/** Smallest shift of the mean that is counted in the title; share of the range. */
const MOVED = 0.05;

/** Mean of a Beta marginal on its scaled interval. */
const scaledMean = (alpha: number, beta: number): number => alpha / (alpha + beta);

/** Shift of the mean from published to fitted, as a share of the range. */
function shiftOf(shape: FittedShape): number {
  return scaledMean(shape.alpha, shape.beta) - scaledMean(shape.published_alpha, shape.published_beta);
}

function stateOf(shape: FittedShape): Html {
  if (!shape.free) {
    return html`<span class="se">fixed</span>`;
  }
  return shape.at_bound.length === 0
    ? html`free`
    : html`free <span class="flag">${shape.at_bound.join(', ')} at bound</span>`;
}

function shapesTable(shapes: ReportContext['results']['fit']['shapes']): Html {
  const at = (shape: FittedShape, mean: number): number => shape.min + mean * (shape.max - shape.min);
  return dataTable({
    caption: 'Beta shapes on the range. Shift: change of the mean as a share of the range.',
    columns: [
      { title: 'Parameter' },
      { title: 'Unit' },
      { title: 'Range', align: 'right' },
      { title: 'α, β published', align: 'right' },
      { title: 'α, β fitted', align: 'right' },
      { title: 'Mean published', align: 'right' },
      { title: 'Mean fitted', align: 'right' },
      { title: 'Shift', unit: '% of range', align: 'right' },
      { title: 'In the fit' },
    ],
    rows: Object.entries(shapes).map(([name, shape]) => ({
      cells: [
        html`<span class="mono">${name}</span>`,
        html`<span class="whole">${shape.unit}</span>`,
        `${formatCompact(shape.min)} to ${formatCompact(shape.max)}`,
        `${formatFixed(shape.published_alpha, 2)}, ${formatFixed(shape.published_beta, 2)}`,
        `${formatFixed(shape.alpha, 2)}, ${formatFixed(shape.beta, 2)}`,
        formatSignificant(at(shape, scaledMean(shape.published_alpha, shape.published_beta))),
        formatSignificant(at(shape, scaledMean(shape.alpha, shape.beta))),
        formatSigned(100 * shiftOf(shape), 1),
        stateOf(shape),
      ],
    })),
  });
}

/** Correlations as configured; nothing where parameters are independent. */
function correlationsTable({ correlations = [] }: ReportContext['results']['fit']): Html {
  if (correlations.length === 0) return html``;
  const table = dataTable({
    caption:
      'Correlations of per-patient parameters, as configured: a Gaussian copula joins the marginals. They are not fitted; all other pairs are independent.',
    columns: [
      { title: 'Parameters' },
      { title: 'Rank correlation (Spearman)', align: 'right' },
      { title: 'Correlation of normal scores', align: 'right' },
    ],
    rows: correlations.map(({ between: [a, b], normal_score: normalScore, spearman }) => ({
      cells: [
        html`<span class="mono">${a}</span>, <span class="mono">${b}</span>`,
        formatSigned(spearman, 3),
        formatSigned(normalScore, 3),
      ],
    })),
  });
  return html`<div id="correlations">${table}</div>`;
}

/**
 * Fitted against published shapes of the heterogeneous parameters.
 *
 * @param context - the run
 * @returns the section
 */
export async function shapesSection(context: ReportContext): Promise<Section> {
  const { figures, results } = context;
  const shapes = Object.values(results.fit.shapes);
  const moved = shapes.filter((shape) => Math.abs(shiftOf(shape)) > MOVED).length;
  const figure = await figureBlock(
    {
      id: 'figure-shapes',
      title: `The mean of ${moved} of ${shapes.length} marginals shifted by more than ${100 * MOVED} % of the range`,
      key: [
        { shape: 'outline', colour: FITTED_COLOUR, label: 'fitted' },
        { shape: 'dashes', colour: INK.soft, label: 'published' },
      ],
      caption: html`Beta densities of the ${String(shapes.length)} heterogeneous parameters from which virtual patients are drawn. Each panel has its own scales; density is in 1/unit, and a density that grows without bound at an end of its range is cut.`,
      tables: ['shapes'],
      alt: () => shapesAlt(results.fit.shapes, shiftOf),
      draw: (layout) => shapesFigure(figures.shapes, { shapes: results.fit.shapes }, layout),
    },
    context,
  );
  return {
    id: 'shapes',
    title: 'Fitted against published shapes',
    body: html`${figure}${correlationsTable(results.fit)}${foldedDetail({ id: 'detail-shapes', title: `Shapes and means of ${shapes.length} parameters`, body: shapesTable(results.fit.shapes) })}`,
  };
}
