import { decimalsOf, endpointLabel, endpointNames, unitOf } from '../../../endpoints/endpoints.js';
import type { BootstrapBand, BootstrapResult } from '../../../inference/results.js';
import { dataTable, type TableRow } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCompact, formatCount, formatFixed, formatSignificant, NO_NUMBER } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armKey, armName } from '../../../plots/arm-style.js';
import type { ReportContext } from '../../run/report/report-context.js';
import { isOutOfReach, type RefitResults } from '../result.js';
import { bootstrapAlt } from './alt-texts.js';
import { bootstrapFigure, intervalRows } from './bootstrap-plot.js';
import { armsOf } from './changes-section.js';
import { parameterSummary } from './parameter-summary.js';
import { boundNote, notComputed, OUT_OF_REACH, OUT_OF_REACH_MEANS, refitFigure } from './refit-parts.js';

/**
 * A shape whose bootstrap standard deviation is below this share of its prior's is dominated by the prior: the data
 * inform its direction by less than a hundredth.
 */
const PRIOR_DOMINATED_ABOVE = 0.1;

const percentOf = (level: number): string => `${formatCompact(100 * level)} %`;

function endpointRow(endpoint: (typeof endpointNames)[number], band: BootstrapBand): TableRow {
  const decimals = decimalsOf(endpoint);
  return {
    cells: [
      `${endpointLabel(endpoint)}, ${unitOf(endpoint)}`,
      formatFixed(band.centre, decimals),
      `${formatFixed(band.low, decimals)} to ${formatFixed(band.high, decimals)}`,
      ...(isOutOfReach(band)
        ? [OUT_OF_REACH, OUT_OF_REACH]
        : [formatFixed(band.standard_deviation, decimals + 1), formatFixed(band.delta_standard_error, decimals + 1)]),
    ],
  };
}

function endpointTable({ endpoints, level }: BootstrapResult, context: ReportContext): Html {
  const arms = armsOf(
    Object.keys(endpoints).map((arm) => ({ arm })),
    context,
  );
  const stuck = Object.values(endpoints).some((bands) => Object.values(bands).some(isOutOfReach));
  return dataTable({
    caption: `Endpoints of the refitted model, with the uncertainty from new trials of the same sizes.${stuck ? ` ${OUT_OF_REACH_MEANS}` : ''}`,
    columns: [
      { title: 'Endpoint' },
      { title: 'At the fit', align: 'right' },
      { title: `${percentOf(level)} interval`, align: 'right' },
      { title: 'Standard deviation', unit: 'bootstrap', align: 'right' },
      { title: 'Standard error', unit: 'first order', align: 'right' },
    ],
    rows: arms.flatMap((arm) => [
      { group: armName(context.arms, arm) },
      ...endpointNames.flatMap((endpoint) => {
        const band = endpoints[arm]?.[endpoint];
        return band === undefined ? [] : [endpointRow(endpoint, band)];
      }),
    ]),
  });
}

/** True where the prior dominates a shape; its interval then reflects the prior. */
function isPriorDominated(
  name: string,
  { standard_deviation: standardDeviation, prior_standard_deviation: priorStandardDeviation }: BootstrapBand,
): boolean {
  if (!name.startsWith('log ') || !Number.isFinite(standardDeviation) || priorStandardDeviation === null) return false;
  return standardDeviation < PRIOR_DOMINATED_ABOVE * priorStandardDeviation;
}

function parameterTable(
  rows: readonly (readonly [string, BootstrapBand])[],
  level: number,
  context: ReportContext,
): Html {
  const summary = rows.map(([name, band]) => ({ name, band, summary: parameterSummary(name, context.arms) }));
  const ordered = [...summary.filter((row) => !row.summary.isShape), ...summary.filter((row) => row.summary.isShape)];
  return dataTable({
    columns: [
      { title: 'Parameter' },
      { title: 'At the fit', align: 'right' },
      { title: `${percentOf(level)} interval`, align: 'right' },
      { title: 'Standard deviation', unit: 'of its logit or logarithm', align: 'right' },
      { title: 'Informed by' },
    ],
    rows: ordered.map(({ name, band, summary: { name: title, unit, toValue } }): TableRow => {
      const ends = [band.low, band.high];
      const isDominated = isPriorDominated(name, band);
      return {
        cells: [
          html`${title}${unit === '' ? NO_HTML : html` <span class="se">${unit}</span>`}`,
          Number.isFinite(band.centre) ? formatSignificant(toValue(band.centre)) : NO_NUMBER,
          ends.every(Number.isFinite) ? ends.map((end) => formatSignificant(toValue(end))).join(' to ') : NO_NUMBER,
          formatFixed(band.standard_deviation, 3),
          isDominated ? 'the prior' : 'the trials, in part',
        ],
        ...(isDominated ? { look: 'quiet' as const } : {}),
      };
    }),
  });
}

function parameterBlock({ parameters, level }: BootstrapResult, context: ReportContext): Html {
  const entries = Object.entries(parameters);
  const dominated = entries.filter(([name, band]) => isPriorDominated(name, band));
  const informed = entries.filter(([name, band]) => !isPriorDominated(name, band));
  if (entries.length === 0) return NO_HTML;
  const folded =
    dominated.length === 0
      ? NO_HTML
      : foldedDetail({
          id: 'detail-prior-dominated',
          title: `${dominated.length} shapes dominated by the prior`,
          body: parameterTable(dominated, level, context),
        });
  return html`<h3>Parameters</h3>
<p>${String(dominated.length)} of ${String(entries.length)} parameters hardly change between bootstrap replicates (standard deviation below ${percentOf(PRIOR_DOMINATED_ABOVE)} of that of the prior). They are dominated by the prior: their narrow intervals reflect the prior, not the data.</p>
${informed.length === 0 ? NO_HTML : foldedDetail({ id: 'detail-informed', title: `Intervals of ${informed.length} parameters that the trials inform, in part`, body: parameterTable(informed, level, context) })}${folded}`;
}

/** Number of refits behind the intervals, and how they terminated. */
function describeDrawn({
  replicates,
  not_converged: notConverged,
  penalty_active: penaltyActive,
  patients,
}: BootstrapResult): Html {
  const remarks = [
    ...(notConverged > 0 ? [`${formatCount(notConverged)} did not reach a minimum`] : []),
    ...(penaltyActive > 0
      ? [
          `${formatCount(penaltyActive)} were limited by the effective-sample-size constraint, which narrows the intervals`,
        ]
      : []),
  ];
  const all = remarks.length === 0 ? 'All reached a minimum.' : `Of these ${remarks.join(', and ')}.`;
  return html`<p>${formatCount(replicates)} sets of trials of the original sizes were simulated from the fitted model and refitted, on the same ${formatCount(patients)} simulated patients. ${all} The spread is the sampling error of the trials, propagated through the fit. It includes neither Monte-Carlo error nor uncertainty about the model.</p>
`;
}

/**
 * Bootstrap uncertainty of endpoints and parameters.
 *
 * @param context - the run
 * @param refit - results of the refit
 * @returns the section; a note when the bootstrap was not computed
 */
export async function refitUncertaintySection(context: ReportContext, { bootstrap }: RefitResults): Promise<Section> {
  const base = { id: 'refit-uncertainty', title: 'Uncertainty from the sampling of the trials' };
  if (bootstrap === null) return { ...base, body: notComputed('bootstrap') };
  const { endpoints, level } = bootstrap;
  const figure =
    intervalRows(endpoints, context.arms).length === 0
      ? html`<p class="note">No refit gave an interval of an endpoint.</p>
`
      : await refitFigure(
          {
            id: 'figure-bootstrap',
            title: `Endpoints of the refitted model with ${percentOf(level)} intervals`,
            key: armKey(context.arms, 'dot'),
            caption: html`Dot: at the fit. Line: percentile interval over ${formatCount(bootstrap.replicates)} refits to simulated trials.`,
            alt: bootstrapAlt(endpoints, context.arms),
            draw: (layout) => bootstrapFigure(endpoints, context.arms, layout),
          },
          context,
        );
  const table =
    Object.keys(endpoints).length === 0
      ? NO_HTML
      : foldedDetail({
          id: 'detail-bootstrap',
          title: 'Intervals and standard errors of all endpoints',
          body: endpointTable(bootstrap, context),
        });
  return {
    ...base,
    body: html`${describeDrawn(bootstrap)}${boundNote(bootstrap.at_bound)}${foldedDetail({ id: 'detail-bootstrap-figure', title: `Endpoints of the refitted model with ${percentOf(level)} intervals`, body: figure })}${table}${parameterBlock(bootstrap, context)}`,
  };
}
