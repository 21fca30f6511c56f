import type { PointOrRange } from '../../../fit/results.js';
import type { DeathFormName } from '../../../fit/survival/death-forms.js';
import { dataTable } from '../../../page/data-table.js';
import { formatCompact, formatFixed } from '../../../page/format-number.js';
import { html, NO_HTML } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armName } from '../../../plots/arm-style.js';
import { withArmLabels } from '../../../plots/with-arm-labels.js';
import { formEnds, formLabel } from '../death-form-labels.js';
import { describeMissing, type ReportContext } from './report-context.js';

function formatPointOrRange(value: PointOrRange): string {
  return typeof value === 'number'
    ? formatFixed(value, 3)
    : `${formatFixed(value[0], 3)} to ${formatFixed(value[1], 3)}`;
}

/** A form other than the paper's: the log hazard is linear in its covariate. */
function otherFormSection(context: ReportContext, name: DeathFormName): Section {
  const { atZero, atOne } = formEnds(name);
  const table = dataTable({
    width: 'narrow',
    columns: [
      { title: 'Arm' },
      { title: `Deaths at ${atZero}`, unit: '% per day', align: 'right' },
      { title: `Deaths at ${atOne}`, unit: '% per day', align: 'right' },
      { title: 'Bounds' },
    ],
    rows: Object.entries(context.results.fit.dpf).map(([arm, fitted]) => ({
      cells: [
        armName(context.arms, arm),
        formatCompact(fitted.daily_death_percent_at_zero),
        formatCompact(fitted.daily_death_percent_at_one),
        fitted.at_bound.length === 0
          ? 'inside'
          : html`<span class="flag">${fitted.at_bound.join(', ')} at bound</span>`,
      ],
    })),
  });
  const body = html`<p>${formLabel(name)}: the logarithm of the daily hazard of death is linear between its values at ${atZero} and at ${atOne}, and beyond. It is not the form of the paper.</p>
${table}`;
  return { id: 'death-probability', title: 'Death probability function', body };
}

/**
 * The death probability function of each arm, with daily death probabilities.
 *
 * @param context - the run
 * @returns the section
 */
export function deathProbabilitySection(context: ReportContext): Section {
  const entries = Object.entries(context.results.fit.dpf);
  const form = entries[0]?.[1].form;
  if (form !== undefined) return otherFormSection(context, form);
  const table = dataTable({
    width: 'narrow',
    columns: [
      { title: 'Arm' },
      { title: 'μ', unit: 'units of χ', align: 'right' },
      { title: 'σ', unit: 'units of χ', align: 'right' },
      { title: 'Deaths at χ = 0', unit: '% per day', align: 'right' },
      { title: 'Deaths at χ = 1', unit: '% per day', align: 'right' },
      { title: 'Bounds' },
    ],
    rows: entries.map(([arm, fitted]) => ({
      cells: [
        armName(context.arms, arm),
        formatPointOrRange(fitted.mu),
        formatPointOrRange(fitted.sigma),
        formatCompact(fitted.daily_death_percent_at_zero),
        formatCompact(fitted.daily_death_percent_at_one),
        fitted.at_bound.length === 0
          ? 'inside'
          : html`<span class="flag">${fitted.at_bound.join(', ')} at bound</span>`,
      ],
    })),
  });
  const remarks = context.remarks.deathProbability ?? [];
  const burden =
    context.results.switches['dpf-burden'] === 'corrected'
      ? 'the dominant tumor clone over its own carrying capacity'
      : 'all tumor cells over the carrying capacity of the drug-pressure clone, (X1 + X2 + X3) / K3, as posted';
  const body = html`<p>χ is ${burden}. At χ a patient dies on a given day with probability 1 / (1 + exp(−(χ − μ)/σ)). A range means one uniform draw per round; daily probabilities are given at its centre.</p>
${entries.length === 0 ? html`<p class="note">${describeMissing(context.results, 'The death probability function')}</p>` : table}${
  remarks.length === 0
    ? NO_HTML
    : html`<div class="note">${remarks.map((remark) => html`<p>${withArmLabels(remark, context.arms)}</p>`)}</div>
`
}`;
  return { id: 'death-probability', title: 'Death probability function', body };
}
