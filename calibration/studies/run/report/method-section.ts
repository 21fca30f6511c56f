import { drugNames, shippedDrugs } from '../../../../src/index.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { uncalibratedNote } from '../../treatments.js';
import type { RunResults } from '../result.js';
import type { ReportContext } from './report-context.js';

/**
 * Methods in short, and limits of use.
 *
 * @param results - of the run, for its drugs
 * @returns the section
 */
export function methodSection({ results }: Pick<ReportContext, 'results'>): Section {
  const note = uncalibratedNote(results);
  const warning = html`<p class="warning"><strong>For research only.</strong> Virtual patients are not patients. Nothing in this report may guide the treatment of a person.</p>
`;
  const methods = html`<ul>
<li><strong>Model.</strong> The QCIC model of the cancer-immunity cycle in metastatic colorectal cancer: lymph node, blood and tumor, with ${listed(drugLabels(results))}. It is integrated dose by dose; a patient whose integration fails is counted and reported.</li>
${
  note === ''
    ? ''
    : html`<li><strong>Not calibrated.</strong> ${note.replace('Not calibrated: the', 'The')}</li>
`
}<li><strong>Virtual patients.</strong> ${String(Object.keys(results.fit.shapes).length)} parameters differ between patients, each with a Beta marginal on a fixed range${results.fit.correlations === undefined ? '' : '; correlated ones are joined by a Gaussian copula'}. The same patients go through every arm.</li>
<li><strong>Response.</strong> Change of tumor volume from baseline to the first assessment, cut into classes by the response rule named above.</li>
<li><strong>Survival.</strong> Each day a patient dies with a probability that depends on tumor burden. Curves are exact expectations over the cohort; no deaths are drawn.</li>
<li><strong>Fit.</strong> Patients are simulated once and reweighted as the shapes change; least squares on residuals in standard errors, with a prior centred on the published shapes. New patients are simulated in each round, so that importance weights stay close to one.</li>
<li><strong>Validation.</strong> The endpoints of this report come from an independent validation cohort.</li>
</ul>`;
  const body = html`${warning}${foldedDetail({ id: 'detail-method', title: 'Model, virtual patients, response, survival, fit and validation in short', body: methods })}<h3>Limits</h3>
<ul>
<li>The trials give fewer endpoints than the fit has parameters: another set of shapes can fit as well.</li>
<li>The pooled trials differ in their patients and in how they count patients who could not be evaluated; pooled endpoints do not show this.</li>
<li>AUCs of markers come from the model's own patients, all of whom start from one state; they are not clinical evidence.</li>
<li>Monte-Carlo errors do not include the sampling error of the trials or the uncertainty of the shapes.</li>
</ul>
`;
  return { id: 'method', title: 'Methods and limitations', body };
}

/** Labels of the drugs of the model: those of the published one, then the others that arms are given. */
function drugLabels({ drugs = [] }: RunResults): readonly string[] {
  const further = drugs.filter(({ name }) => !drugNames.includes(name));
  return [...drugNames.map((name) => shippedDrugs[name]!.label), ...further.map(({ label }) => label)];
}

function listed(labels: readonly string[]): string {
  return [labels.slice(0, -1).join(', '), ...labels.slice(-1)].filter((text) => text !== '').join(' and ');
}
