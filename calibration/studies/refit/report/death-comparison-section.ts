import type { DeathComparison } from '../../../inference/death-comparison-result.js';
import { dataTable } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCompact, formatCount, formatFixed } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armLabel, armName } from '../../../plots/arm-style.js';
import type { ReportContext } from '../../run/report/report-context.js';
import { comparedName, heldOutArmError, trialError } from '../death-comparison-summary.js';
import type { RefitResults } from '../result.js';
import { deathComparisonAlt } from './alt-texts.js';
import { deathComparisonKey, deathComparisonPlot } from './death-comparison-plot.js';
import { notComputed, refitFigure } from './refit-parts.js';

function mainTable({ forms, published }: DeathComparison, context: ReportContext): Html {
  return dataTable({
    columns: [
      { title: 'Form' },
      { title: 'Parameters', unit: 'of death', align: 'right' },
      { title: 'Parameters', unit: 'effective, all', align: 'right' },
      { title: 'Deviance', align: 'right' },
      { title: 'AIC', align: 'right' },
      { title: 'Held-out trials', unit: 'deviance', align: 'right' },
      { title: 'Held-out arms', unit: 'RMSE, points', align: 'right' },
      ...published.map(({ trial, arm, versus }) => ({
        title: html`${trial}, ${armLabel(context.arms, arm)} : ${armLabel(context.arms, versus)}`,
        unit: 'hazard ratio without the arm; without the trial',
        align: 'right' as const,
      })),
    ],
    rows: forms.map((form) => ({
      cells: [
        comparedName(form),
        formatCount(form.death_parameters),
        formatFixed(form.effective_parameters, 1),
        formatFixed(form.deviance, 1),
        formatFixed(form.aic, 1),
        formatFixed(trialError(form), 1),
        formatFixed(heldOutArmError(form), 2),
        ...form.hazard_ratios.map(
          (ratio) => `${formatFixed(ratio.without_arm, 2)}; ${formatFixed(ratio.without_trial, 2)}`,
        ),
      ],
    })),
  });
}

function armsTable({ forms }: DeathComparison, context: ReportContext): Html {
  const arms = forms[0]?.arms.map(({ arm }) => arm) ?? [];
  if (arms.length === 0) return NO_HTML;
  return dataTable({
    caption: 'Each arm left out and predicted',
    columns: [
      { title: 'Form' },
      ...arms.flatMap((arm) => [
        { title: armName(context.arms, arm), unit: 'RMSE, points', align: 'right' as const },
        { title: 'Deviance', align: 'right' as const },
        { title: 'Median', unit: 'months', align: 'right' as const },
      ]),
    ],
    rows: forms.map((form) => ({
      cells: [
        comparedName(form),
        ...form.arms.flatMap((held) => [
          formatFixed(held.survival_rmse, 1),
          formatFixed(held.deviance, 1),
          formatFixed(held.median_os_months, 2),
        ]),
      ],
    })),
  });
}

function trialsTable({ forms }: DeathComparison): Html {
  const trials = forms[0]?.trials.map(({ trial }) => trial) ?? [];
  if (trials.length === 0) return NO_HTML;
  return dataTable({
    caption: 'Each trial left out and predicted: deviance; root mean square error of survival in points',
    columns: [{ title: 'Form' }, ...trials.map((trial) => ({ title: trial, align: 'right' as const }))],
    rows: forms.map((form) => ({
      cells: [
        comparedName(form),
        ...form.trials.map(
          ({ deviance, survival_rmse: rmse }) => `${formatFixed(deviance, 1)}; ${formatFixed(rmse, 1)}`,
        ),
      ],
    })),
  });
}

function notes(comparison: DeathComparison, context: ReportContext): Html {
  const bounded = comparison.forms.filter((form) => form.at_bound.length > 0);
  const unsettled = comparison.forms.filter((form) => !form.converged || form.not_converged > 0);
  const donors = comparison.forms.find(({ sharing }) => sharing === 'by-arm')?.arms ?? [];
  return html`<p class="note">A held-out arm has a treatment effect of 0, that of ${armLabel(context.arms, comparison.reference)}. Where each arm has its own death function, a held-out arm has that of another: ${donors.map(({ arm, death_from: from }) => `${arm} that of ${from}`).join(', ')}.</p>
${
  bounded.length === 0
    ? NO_HTML
    : html`<p class="note">At a bound: ${bounded.map((form) => `${comparedName(form)} (${form.at_bound.join(', ')})`).join('; ')}. AIC counts these parameters as free.</p>
`
}${
  unsettled.length === 0
    ? NO_HTML
    : html`<p class="note">Not converged: ${unsettled.map((form) => `${comparedName(form)} (${form.converged ? '' : 'fit to all trials, '}${form.not_converged} without a trial or an arm)`).join('; ')}.</p>
`
}`;
}

/**
 * Forms of the death function side by side: fit, held-out trials and arms, published hazard ratios.
 *
 * @param context - the run
 * @param refit - what the refit found
 * @returns the section; a note when no comparison was made
 */
export async function deathComparisonSection(
  context: ReportContext,
  { death_comparison: comparison }: RefitResults,
): Promise<Section> {
  const base = { id: 'refit-death-functions', title: 'Forms of the death function' };
  if (comparison === undefined) return { ...base, body: notComputed('deathComparison') };
  const figure = await refitFigure(
    {
      id: 'figure-death-functions',
      title: 'Errors of each form on held-out arms and trials, and hazard ratios predicted without the arm',
      key: deathComparisonKey(),
      caption: html`Left: error of the survival curve of an arm that is left out, and deviance of trials that are left out. Hazard ratios: that of Cox regression on the predicted curves, fitted without every trial of the first arm. Band and line: as published.`,
      alt: deathComparisonAlt(comparison),
      draw: (layout) => deathComparisonPlot(comparison, context.arms, layout),
    },
    context,
  );
  const body = html`<p>Every form is fitted to the same trials by the likelihood of their counts, on the same ${formatCompact(comparison.patients)} simulated patients, shapes included; then without each trial, and without each arm. AIC is the deviance plus twice the effective number of parameters. The trials' differences beyond sampling ${comparison.overdispersion === 'estimated' ? 'are estimated' : 'are not accounted for, so that deviances are larger than the number of observations suggests'}.</p>
<ul>${comparison.summary.map((sentence) => html`<li>${sentence}</li>`)}</ul>
${figure}${notes(comparison, context)}${foldedDetail({ id: 'detail-death-forms', title: 'All forms: parameters, deviance, AIC, held-out arms and trials', body: html`${mainTable(comparison, context)}${armsTable(comparison, context)}${trialsTable(comparison)}` })}`;
  return { ...base, body };
}
