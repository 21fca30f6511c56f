import { ROLE_COLOUR } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatFixed } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armKey } from '../../../plots/arm-style.js';
import { BEST_RESPONSE_STYLES } from '../../../plots/recist-style.js';
import type { ResponseRow } from '../plot-tables.js';
import { bestResponseAlt, responseAlt } from './alt-texts.js';
import { bestResponseFigure } from './best-response-plot.js';
import { figureBlock } from './plot-block.js';
import { describeCohort, type ReportContext } from './report-context.js';
import { responseFigure, SHOWN_RATES } from './response-plot.js';
import { trialCounts } from './trial-counts.js';

/** Classes of disease control. */
const CONTROLLED = new Set<string>(['CR', 'PR', 'SD']);

const ASSESSED = new Set<string>(SHOWN_RATES);

/** Largest difference between simulated and pooled rates over all arms; percentage points. */
function largestDifference(rows: readonly ResponseRow[]): number | null {
  const assessed = rows.filter((row) => ASSESSED.has(row.endpoint));
  const differences = assessed
    .filter((row) => row.source === 'simulated')
    .flatMap((simulated) => {
      const pooled = assessed.find(
        (row) => row.source === 'pooled trials' && row.arm === simulated.arm && row.endpoint === simulated.endpoint,
      );
      return pooled === undefined ? [] : [Math.abs(simulated.percent - pooled.percent)];
    });
  return differences.length === 0 ? null : Math.max(...differences);
}

/**
 * Response rates at the first assessment against the trials.
 *
 * @param context - the run
 * @returns the section
 */
export async function responseSection(context: ReportContext): Promise<Section> {
  const rows = context.figures.response;
  const largest = largestDifference(rows);
  const trials = rows
    .filter(({ source }) => source !== 'simulated' && source !== 'pooled trials')
    .map(({ source, subgroup }) => ({ trial: source, subgroup }));
  const body = await figureBlock(
    {
      id: 'figure-response',
      title:
        largest === null
          ? 'Response rates by arm'
          : `Response rates: simulated and pooled ones differ by at most ${formatFixed(largest, 1)} percentage points`,
      key: [
        ...armKey(context.arms, 'fill'),
        { shape: 'diamond', colour: ROLE_COLOUR, label: 'simulated' },
        { shape: 'outline', colour: ROLE_COLOUR, label: 'pooled trials' },
        { shape: 'dot', colour: ROLE_COLOUR, label: 'one trial, symbol area by number of patients' },
      ],
      caption: html`Share of patients by response at the first assessment, with 95 % Wilson intervals. ORR is CR + PR, DCR is CR + PR + SD. ${describeCohort(context.results)} Clinical: ${trialCounts(trials)}. One line per trial, subgroup and arm.`,
      tables: ['response'],
      alt: () => responseAlt(rows, context.arms),
      draw: (layout) => responseFigure(rows, context.arms, layout),
    },
    context,
  );
  return {
    id: 'response',
    title: 'Response against the trials',
    body: html`${body}${foldedDetail({ id: 'detail-best-response', title: 'Best overall response over all visits, with the trials', body: await bestResponse(context) })}`,
  };
}

/** Best overall response over all visits, beside the trials that state one. */
async function bestResponse(context: ReportContext): Promise<Html> {
  const { arms, figures, results } = context;
  const rows = figures.best_response;
  const controlled = arms.flatMap(({ arm, label }) => {
    const own = rows.filter((row) => row.source === 'simulated' && row.arm === arm);
    if (own.length === 0) return [];
    const percent = own.filter(({ best }) => CONTROLLED.has(best)).reduce((sum, row) => sum + row.percent, 0);
    return [`${formatFixed(percent, 1)} % (${label})`];
  });
  const trials = rows
    .filter(({ source }) => source !== 'simulated' && source !== 'pooled trials')
    .map(({ source, subgroup }) => ({ trial: source, subgroup }));
  const clinical =
    trials.length === 0 ? 'No trial of the tables states best responses.' : html`Clinical: ${trialCounts(trials)}.`;
  return figureBlock(
    {
      id: 'figure-best-response',
      title:
        controlled.length === 0
          ? 'Best overall response by arm'
          : `Best overall response; simulated disease control: ${controlled.join(', ')}`,
      key: BEST_RESPONSE_STYLES.map(({ recist, summary, colour }) => ({
        shape: 'fill',
        colour,
        label: `${summary} (${recist})`,
      })),
      caption: html`Best class of the visits up to progression; a patient who dies before the first visit is not evaluable. Simulated shares are expectations. ${describeCohort(results)} ${clinical}`,
      tables: ['best_response'],
      alt: () => bestResponseAlt(rows, arms),
      draw: (layout) => bestResponseFigure(rows, arms, layout),
    },
    context,
  );
}
