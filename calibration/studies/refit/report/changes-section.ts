import { Z95 } from '../../../../src/index.js';
import { decimalsOf, endpointLabel, unitOf } from '../../../endpoints/endpoints.js';
import type { BootstrapResult, EndpointChange } from '../../../inference/results.js';
import { dataTable, type TableRow } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed, formatSigned } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { armName } from '../../../plots/arm-style.js';
import { withArmLabels } from '../../../plots/with-arm-labels.js';
import type { ReportContext } from '../../run/report/report-context.js';
import { isOutOfReach, type RefitResults } from '../result.js';
import { endpointChangesAlt } from './alt-texts.js';
import { endpointChangesPlot, inEndpointOrder } from './endpoint-changes-plot.js';
import { ERROR_STYLES } from './error-style.js';
import { OUT_OF_REACH, OUT_OF_REACH_MEANS, refitFigure } from './refit-parts.js';

const OBJECTIVES = {
  pooled: 'the pooled endpoints by least squares',
  likelihood: "the likelihood of the trials' own counts",
} as const;

function describeFit({ from, objective, overdispersion }: RefitResults): Html {
  const spread =
    overdispersion === 'estimated'
      ? '; the variance between trials beyond sampling error is estimated'
      : objective === 'likelihood'
        ? '; trials are assumed to differ by sampling error alone'
        : '';
  return html`<p>A refit of <span class="mono">${from}</span> to ${OBJECTIVES[objective]}${spread}.</p>
`;
}

function trialsBlock({ added, dropped }: RefitResults, context: ReportContext): Html {
  if (added.length === 0 && dropped.length === 0) {
    return html`<p class="note">No trial was added or omitted: the trials are those of the earlier run.</p>
`;
  }
  return dataTable({
    width: 'narrow',
    columns: [{ title: 'Trial' }, { title: 'Arm' }, { title: 'n', align: 'right' }, { title: '' }],
    rows: [
      ...added.map(({ trial, arm, n }) => ({
        cells: [trial, armName(context.arms, arm), formatCount(n), html`<span class="within">added</span>`],
      })),
      ...dropped.map((trial) => ({ cells: [trial, '', '', html`<span class="outside">omitted</span>`] })),
    ],
  });
}

const LOOKS = { follows: 'within', differs: 'outside', 'not assessed': 'not-assessed' } as const;

const describeVerdict = (verdict: EndpointChange['verdict']): Html =>
  html`<span class="whole ${LOOKS[verdict]}">${verdict}</span>`;

/** Whether no refit moves an endpoint. */
function isStuck({ arm, endpoint }: EndpointChange, bootstrap: BootstrapResult | null): boolean {
  const band = bootstrap?.endpoints[arm]?.[endpoint];
  return band !== undefined && isOutOfReach(band);
}

function endpointChangesRow(change: EndpointChange, bootstrap: BootstrapResult | null): TableRow {
  const decimals = decimalsOf(change.endpoint);
  const error = (value: number | null): string => formatFixed(value, decimals + 1);
  return {
    cells: [
      `${endpointLabel(change.endpoint)}, ${unitOf(change.endpoint)}`,
      formatFixed(change.before, decimals),
      formatFixed(change.after, decimals),
      formatSigned(change.after - change.before, decimals),
      html`<strong>${formatFixed(change.confirmed, decimals)}</strong>`,
      formatSigned(change.difference, decimals),
      error(change.sampling_error),
      isStuck(change, bootstrap) ? OUT_OF_REACH : error(change.parameter_error),
      error(change.monte_carlo_error),
      formatSigned(change.z, 1),
      describeVerdict(change.verdict),
    ],
  };
}

function endpointChangesTable(
  changes: readonly EndpointChange[],
  context: ReportContext,
  bootstrap: BootstrapResult | null,
): Html {
  const stuck = changes.some((change) => isStuck(change, bootstrap)) ? ` ${OUT_OF_REACH_MEANS}` : '';
  return dataTable({
    caption: `Pooled endpoints of the trials, and those of the refitted model on an independent validation cohort. Errors are standard errors; z is the difference over the errors of trial sampling and Monte-Carlo together. The model follows where |z| is at most ${Z95.toFixed(2)}.${stuck}`,
    columns: [
      { title: 'Endpoint' },
      { title: 'Before', unit: 'trials', align: 'right' },
      { title: 'After', unit: 'trials', align: 'right' },
      { title: 'Change', align: 'right' },
      { title: 'Confirmed', unit: 'model', align: 'right' },
      { title: 'Difference', unit: 'confirmed − after', align: 'right' },
      { title: 'Error of', unit: 'trial sampling', align: 'right' },
      { title: 'Error of', unit: 'parameters', align: 'right' },
      { title: 'Error of', unit: 'Monte-Carlo', align: 'right' },
      { title: 'z', align: 'right' },
      { title: 'Model' },
    ],
    rows: armsOf(changes, context).flatMap((arm) => [
      { group: armName(context.arms, arm) },
      ...inEndpointOrder(changes.filter((change) => change.arm === arm)).map((change) =>
        endpointChangesRow(change, bootstrap),
      ),
    ]),
  });
}

/** Arms of some rows: those of the run first, in its order. */
export function armsOf(rows: readonly { readonly arm: string }[], context: ReportContext): readonly string[] {
  const found = new Set(rows.map(({ arm }) => arm));
  const known = context.arms.map(({ arm }) => arm);
  return [...known.filter((arm) => found.has(arm)), ...[...found].filter((arm) => !known.includes(arm))];
}

const isMissing = (value: number | null): boolean => value === null || !Number.isFinite(value);

/** Missing error bands are reported: otherwise they would read as zero. */
function missingErrors(changes: readonly EndpointChange[]): Html {
  const missing = [
    ...(changes.every(({ confirmed }) => isMissing(confirmed)) ? ['the validation cohort'] : []),
    ...(changes.every(({ parameter_error: parameterError }) => isMissing(parameterError))
      ? ['the error of the parameters']
      : []),
    ...(changes.every(({ monte_carlo_error: monteCarloError }) => isMissing(monteCarloError))
      ? ['the Monte-Carlo error']
      : []),
  ];
  return missing.length === 0
    ? NO_HTML
    : html`<p class="note">Not known in this refit: ${missing.join(', ')}.</p>
`;
}

/**
 * What the new trials changed: which trials, the endpoint changes, and the endpoints of the refitted model.
 *
 * @param context - the run
 * @param refit - results of the refit
 * @returns the section
 */
export async function refitChangesSection(context: ReportContext, refit: RefitResults): Promise<Section> {
  const { endpoint_changes: changes, summary } = refit;
  const sentences =
    summary.length === 0
      ? NO_HTML
      : html`<ul>${summary.map((sentence) => html`<li>${withArmLabels(sentence, context.arms).replace(' -> ', ' → ')}</li>`)}</ul>
`;
  const comparison =
    changes.length === 0
      ? html`<p class="note">No pooled endpoint was compared.</p>
`
      : html`${await refitFigure(
          {
            id: 'figure-endpoint-changes',
            title: 'Endpoint changes of the trials and of the refitted model',
            key: [
              { shape: 'ring', colour: INK.text, label: 'trials before the change' },
              { shape: 'dot', colour: INK.text, label: 'refitted model, validation cohort' },
              ...ERROR_STYLES.map(({ colour, summary: name }) => ({ shape: 'fill' as const, colour, label: name })),
            ],
            caption: html`Zero is the pooled endpoint of the trials after the change. Bands are 1.96 standard errors to each side. The sampling error of the trials is drawn around zero; the errors of the parameters and of simulation are drawn around the refitted model.`,
            alt: endpointChangesAlt(changes, context.arms),
            draw: (layout) => endpointChangesPlot(changes, context.arms, layout),
          },
          context,
        )}${missingErrors(changes)}${foldedDetail({ id: 'detail-endpoint-changes', title: `All ${changes.length} endpoints with their errors`, body: endpointChangesTable(changes, context, refit.bootstrap) })}`;
  const body = html`${describeFit(refit)}${sentences}${trialsBlock(refit, context)}${comparison}`;
  return { id: 'refit-changes', title: 'What the new trials changed', body };
}
