import { dataTable } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatEffort } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import type { ReportContext } from './report-context.js';

const INDENT = 2;

function runTable({ manifest, results }: ReportContext): Html {
  const facts: readonly (readonly [string, string])[] = [
    ['Command', manifest.generatedBy],
    ...(manifest.workingFolder === undefined
      ? []
      : [['Typed in, from the folder of this page', manifest.workingFolder] as const]),
    ['Workbench version', manifest.version],
    ['Commit', manifest.commit ?? 'not built from a repository'],
    ['Platform', manifest.platform],
    ['Elapsed', formatEffort(manifest)],
    ...(manifest.backend == null ? [] : [['Simulated with', manifest.backend] as const]),
    ['Seed', results.seed],
    ['Response rule', results.response_rule],
    ['Length of a month', `${results.month_days} days`],
    ['Layout of results.json', `version ${results.schema_version}`],
  ];
  return dataTable({
    width: 'narrow',
    columns: [{ title: 'Run' }, { title: '' }],
    rows: facts.map(([name, value]) => ({ cells: [name, html`<span class="mono">${value}</span>`] })),
  });
}

function switchTable({ results }: ReportContext): Html {
  return dataTable({
    width: 'narrow',
    columns: [{ title: 'Model switch' }, { title: 'Form' }],
    rows: Object.entries(results.switches).map(([name, form]) => ({
      cells: [html`<span class="mono">${name}</span>`, form],
    })),
  });
}

/** Drugs that arms are given; nothing for results that do not name them. */
function drugTable({ results: { drugs = [], treatments = [] } }: ReportContext): Html {
  if (drugs.length === 0) return NO_HTML;
  return dataTable({
    width: 'narrow',
    columns: [
      { title: 'Drug' },
      { title: 'Name in regimens' },
      { title: 'Dose unit' },
      { title: 'Effects' },
      { title: 'Definition' },
      { title: 'Arms' },
    ],
    rows: drugs.map(({ name, label, dose_unit: unit, calibrated, definition }) => ({
      cells: [
        label,
        html`<span class="mono">${name}</span>`,
        unit,
        calibrated ? 'calibrated' : 'not calibrated',
        definition === null ? 'ships with the workbench' : 'of the configuration',
        treatments
          .filter((treatment) => treatment.drugs.includes(name))
          .map((treatment) => treatment.label)
          .join(', '),
      ],
    })),
  });
}

function inputTable({ manifest }: ReportContext): Html {
  return dataTable({
    columns: [{ title: 'Input file' }, { title: 'SHA-256' }],
    rows: manifest.inputs.map(({ path, sha256, read_as: readAs }) => ({
      cells: [
        html`<span class="mono">${path}</span>${readAs === undefined ? '' : ` (${readAs})`}`,
        html`<span class="mono">${sha256}</span>`,
      ],
    })),
  });
}

/**
 * Everything needed to repeat the run: switches, seed, inputs, configuration.
 *
 * @param context - the run
 * @returns the section
 */
export function settingsSection(context: ReportContext): Section {
  const config = JSON.stringify(context.manifest.config, null, INDENT) ?? 'The manifest holds no configuration.';
  const body = html`${foldedDetail({
    id: 'detail-settings',
    title: 'Command, program, seed, model switches, drugs and input files',
    body: html`${runTable(context)}<p>Model switches: <em>posted</em> is the form of the authors' published code, <em>corrected</em> the form of the paper's text or of the mass balance.</p>
${switchTable(context)}${drugTable(context)}${inputTable(context)}`,
  })}${foldedDetail({ id: 'detail-configuration', title: 'Resolved configuration', body: html`<pre>${config}</pre>` })}`;
  return { id: 'settings', title: 'Settings', body };
}
