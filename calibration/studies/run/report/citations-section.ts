import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import type { ReportContext } from './report-context.js';

interface Citation {
  readonly summary: string;
  readonly doi: string;
}

const CITATIONS: readonly Citation[] = [
  {
    summary: 'QCIC model: Li C, Wei Y, Lei J. npj Systems Biology and Applications (2025).',
    doi: '10.1038/s41540-025-00513-1',
  },
  {
    summary: 'RECIST 1.1: Eisenhauer EA et al. European Journal of Cancer 45, 228-247 (2009).',
    doi: '10.1016/j.ejca.2008.10.026',
  },
  {
    summary: 'AUC of correlated ROC curves: DeLong ER, DeLong DM, Clarke-Pearson DL. Biometrics 44, 837-845 (1988).',
    doi: '10.2307/2531595',
  },
  {
    summary: 'Interval of a proportion: Wilson EB. Journal of the American Statistical Association 22, 209-212 (1927).',
    doi: '10.1080/01621459.1927.10502953',
  },
];

const AGGREGATES = new Set(['simulated', 'pooled trials', 'pooled']);

/** Names of the individual trials in the plots, in alphabetical order. */
function trialNames({ figures }: ReportContext): readonly string[] {
  const names = [...figures.response.map((row) => row.source), ...figures.survival_clinical.map((row) => row.trial)];
  return [...new Set(names)].filter((name) => !AGGREGATES.has(name)).sort();
}

/**
 * Sources of the model, the methods and the clinical endpoints.
 *
 * @param context - the run
 * @returns the section
 */
export function citationsSection(context: ReportContext): Section {
  const names = trialNames(context);
  const items = CITATIONS.map(
    ({ summary, doi }) => html`<li>${summary} <a href="https://doi.org/${doi}">doi:${doi}</a></li>
`,
  );
  const shown = names.length === 0 ? '' : ` Shown here: ${names.join('; ')}.`;
  const body = html`<ul>
${items}<li>Clinical trials: references, patient counts and known defects are listed in <span class="mono">data/trials/README.md</span>.${shown}</li>
</ul>
`;
  return { id: 'citations', title: 'Citations', body };
}
