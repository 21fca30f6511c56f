import type { RefitResults } from '../refit-results.js';
import { html } from './html.js';
import { pageOf } from './page.js';
import { type ReportContext, reportContext } from './report-context.js';
import type { ReportInput } from './report-input.js';
import { biomarkersSection } from './sections/biomarkers-section.js';
import { citationsSection } from './sections/citations-section.js';
import { convergenceSection } from './sections/convergence-section.js';
import { deathProbabilitySection } from './sections/death-probability-section.js';
import { failuresSection } from './sections/failures-section.js';
import { reportHeader } from './sections/header.js';
import { identifiabilitySection } from './sections/identifiability-section.js';
import { methodSection } from './sections/method-section.js';
import { refitChangesSection } from './sections/refit-changes-section.js';
import { refitContributionsSection } from './sections/refit-contributions-section.js';
import { refitHeldOutSection } from './sections/refit-held-out-section.js';
import { refitLeaveOutSection } from './sections/refit-leave-out-section.js';
import { refitProfilesSection } from './sections/refit-profiles-section.js';
import { refitRidgesSection } from './sections/refit-ridges-section.js';
import { refitStartsSection } from './sections/refit-starts-section.js';
import { refitUncertaintySection } from './sections/refit-uncertainty-section.js';
import { responseSection } from './sections/response-section.js';
import type { Section } from './sections/section.js';
import { settingsSection } from './sections/settings-section.js';
import { shapesSection } from './sections/shapes-section.js';
import { survivalSection } from './sections/survival-section.js';
import { targetsSection } from './sections/targets-section.js';
import { tumorSection } from './sections/tumor-section.js';

/** What a caller of {@link renderReport} may say. */
export interface RenderReportOptions {
  /** Receives what the figure renderer finds odd; silent when absent. */
  readonly onWarning?: (message: string) => void;
}

/** Sections of a refit, by where they stand: before the run's own, and after what the data do not identify. */
async function refitSections(context: ReportContext, refit: RefitResults | undefined) {
  if (refit === undefined) return { first: [], later: [] };
  return {
    first: [await refitChangesSection(context, refit), refitContributionsSection(context, refit)],
    later: [
      await refitUncertaintySection(context, refit),
      await refitProfilesSection(context, refit),
      await refitRidgesSection(context, refit),
      await refitStartsSection(context, refit),
      await refitLeaveOutSection(context, refit),
      refitHeldOutSection(context, refit),
    ],
  };
}

async function reportSections(context: ReportContext, refit: RefitResults | undefined): Promise<readonly Section[]> {
  const { first, later } = await refitSections(context, refit);
  return [
    ...first,
    await responseSection(context),
    await tumorSection(context),
    await survivalSection(context),
    await biomarkersSection(context),
    targetsSection(context),
    await shapesSection(context),
    deathProbabilitySection(context),
    convergenceSection(context),
    failuresSection(context),
    await identifiabilitySection(context),
    ...later,
    settingsSection(context),
    methodSection(),
    citationsSection(context),
  ];
}

/**
 * The report of a run: one HTML page with its figures inside, readable offline, without script.
 *
 * The same input gives the same bytes.
 *
 * @param run - results, figure tables, manifest, remarks, and what a refit adds
 * @param options - receiver of figure warnings
 * @returns the page
 */
export async function renderReport(run: ReportInput, options: RenderReportOptions = {}): Promise<string> {
  const context = reportContext(run, options.onWarning ?? (() => undefined));
  const sections = await reportSections(context, run.refit);
  const { results, manifest } = context;
  return pageOf({
    title: `${results.name} - QCIC calibration report`,
    header: reportHeader(context),
    sections,
    footer: html`Made by the QCIC workbench ${manifest.version} with <span class="mono">${manifest.generatedBy}</span>. For research only, not for treating patients.`,
  });
}
