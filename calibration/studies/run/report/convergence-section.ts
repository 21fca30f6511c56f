import type { RoundRecord, ValidationLook } from '../../../fit/results.js';
import { dataTable } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { endpointOfArm } from '../../../plots/endpoint-phrase.js';
import type { Confirmation } from '../result.js';
import { describeMissing, type ReportContext } from './report-context.js';

function worstCell(worst: number | null): Html {
  return worst === null
    ? html`<span class="se">not evaluated</span>`
    : html`<span class="${worst <= 1 ? 'within' : 'outside'}">${formatFixed(worst, 2)}</span>`;
}

function roundsTable(rounds: readonly RoundRecord[]): Html {
  return dataTable({
    columns: [
      { title: 'Round' },
      { title: 'New patients', align: 'right' },
      { title: 'Patients in the pools', align: 'right' },
      { title: 'Effective sample size', align: 'right' },
      { title: 'Iterations', align: 'right' },
      { title: 'Objective, data', align: 'right' },
      { title: 'Objective, prior', align: 'right' },
      { title: 'Largest deviation', unit: 'next cohort, / tolerance', align: 'right' },
    ],
    rows: rounds.map((round) => ({
      cells: [
        String(round.round),
        formatCount(round.simulated),
        formatCount(round.pooled),
        formatCount(round.effective_sample_size),
        formatCount(round.iterations),
        formatFixed(round.cost_data, 2),
        formatFixed(round.cost_prior, 2),
        worstCell(round.fresh_cohort_worst),
      ],
    })),
  });
}

const lookVerdicts: Readonly<Record<ValidationLook['verdict'], string>> = {
  within: 'certain: within every tolerance',
  outside: 'certain: outside a tolerance',
  open: 'open',
};

/** `dcr of placebo` as it is stored, in words. */
function deciding(endpoint: string, arms: readonly ArmStyle[]): string {
  const [, name = '', arm = ''] = /^(\S+) of (.+)$/.exec(endpoint) ?? [];
  return name === '' ? endpoint : endpointOfArm({ arm, endpoint: name }, arms);
}

/** The looks at the validation cohort, and what a certain verdict means. */
function describeLooks({ planned, stop_error: error, looks }: Confirmation, arms: readonly ArmStyle[]): Html {
  if (planned === undefined || error === undefined || looks === undefined || looks.length === 0) return html``;
  const table = dataTable({
    columns: [
      { title: 'Patients', align: 'right' },
      { title: 'Verdict of the full cohort' },
      { title: 'Decided by' },
      { title: 'Deviation', unit: '/ tolerance', align: 'right' },
      { title: 'May change by', unit: '/ tolerance', align: 'right' },
    ],
    rows: looks.map(({ patients, verdict, endpoint, ratio, half_width: halfWidth }) => ({
      cells: [
        formatCount(patients),
        lookVerdicts[verdict],
        deciding(endpoint, arms),
        ratio === null ? '' : formatFixed(ratio, 2),
        halfWidth === null ? '' : formatFixed(halfWidth, 2),
      ],
    })),
  });
  return html`<p>The cohort of ${formatCount(planned)} patients was looked at after fixed numbers of them, and ends where the verdict of the full cohort is certain: with a probability of at most ${formatFixed(100 * error, 1)} % the full cohort would have another one. Response rates are read first; while one of them leaves the verdict open, the curves are not.</p>
${foldedDetail({ id: 'detail-looks', title: `${looks.length} looks at the validation cohort`, body: table })}`;
}

/** How the validation cohort was accepted; repeated comparisons with the same tolerances are reported. */
function describeConfirmation({ results, arms }: ReportContext): Html {
  const { confirmation } = results;
  if (confirmation === null) {
    return html`<p class="note">${describeMissing(results, 'The validation cohort')}</p>
`;
  }
  const { attempts, n, seed } = confirmation;
  const tries =
    attempts === 1
      ? 'It was the only one.'
      : `It was validation cohort number ${attempts}. Each further cohort is another comparison with the same tolerances, which makes agreement by chance more likely.`;
  return html`<p>The endpoints of this report come from an independent validation cohort of ${formatCount(n)} patients (seed <span class="mono">${seed}</span>). ${tries}</p>
${describeLooks(confirmation, arms)}`;
}

/**
 * The fit by round, and its validation.
 *
 * @param context - the run
 * @returns the section
 */
export function convergenceSection(context: ReportContext): Section {
  const { fit } = context.results;
  const rounds =
    fit.rounds.length === 0
      ? html`<p class="note">${describeMissing(context.results, 'The record of fitting rounds')}</p>`
      : html`<p>Each round simulates new patients from the current shapes, refits by importance weights on all pools so far, and is evaluated on the next cohort: 1 or less means every assessed endpoint is within its tolerance.</p>
${roundsTable(fit.rounds)}`;
  return { id: 'convergence', title: 'Convergence by round', body: html`${rounds}${describeConfirmation(context)}` };
}
