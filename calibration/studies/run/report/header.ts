import { endpointNames } from '../../../endpoints/endpoints.js';
import { formatCount, formatEffort } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { endpointOfArm } from '../../../plots/endpoint-phrase.js';
import { withArmLabels } from '../../../plots/with-arm-labels.js';
import type { RunStatus } from '../result.js';
import { headlineTable } from './headline-table.js';
import type { ReportContext } from './report-context.js';
import type { ReportManifest } from './report-input.js';

const STATUS_TITLES: Readonly<Record<RunStatus, string>> = {
  converged: 'Converged',
  'not-converged': 'Not converged',
  evaluated: 'Evaluated, not fitted',
  interrupted: 'Interrupted',
};

/** `(dcr of ARM)` as it is stored, in words. */
function withEndpointNames(sentence: string, arms: readonly ArmStyle[]): string {
  return sentence.replace(/\((\w+) of ([^()]+)\)/g, (whole, endpoint: string, arm: string) =>
    endpointNames.some((name) => name === endpoint) ? `(${endpointOfArm({ arm, endpoint }, arms)})` : whole,
  );
}

/** Sentences of the status; those on identifiability stand in its section. */
function banner({ results, arms }: ReportContext): Html {
  const elsewhere = results.fit.identifiability?.summary ?? [];
  const summary = results.status_summary
    .filter((sentence) => !elsewhere.includes(sentence))
    .map((sentence) => html`<li>${withArmLabels(withEndpointNames(sentence, arms), arms)}</li>`);
  return html`<div class="banner ${results.status}" role="status"><strong>${STATUS_TITLES[results.status]}</strong>
<ul>${summary.length === 0 ? html`<li>The run has no summary.</li>` : summary}</ul></div>
`;
}

/** What the configuration says of itself. */
function description({ config }: ReportManifest): Html {
  const text = typeof config === 'object' && config !== null && 'description' in config ? config.description : '';
  return typeof text === 'string' && text !== '' ? html`<p class="description">${text}</p>\n` : NO_HTML;
}

function facts({ results, manifest }: ReportContext): Html {
  const { confirmation } = results;
  const pairs: readonly (readonly [string, string])[] = [
    ['Seed', results.seed],
    [
      'Validation cohort',
      confirmation === null ? 'none' : `${formatCount(confirmation.n)} patients per arm, independent of the fit`,
    ],
    ['Month', `${results.month_days} days`],
    ['Response rule', results.response_rule],
    ['Workbench', `${manifest.version}${manifest.commit === null ? '' : ` (${manifest.commit})`}`],
    ['Elapsed', formatEffort(manifest)],
  ];
  return html`<dl class="facts">${pairs.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
`;
}

/**
 * Top of the page, under its answer: what was configured, status, where the run comes from, and the headline table.
 *
 * @param context - the run
 */
export function reportHead(context: ReportContext): Html {
  return html`${description(context.manifest)}${banner(context)}${facts(context)}${headlineTable(context)}`;
}
