import type { FigureReceiver } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import type { ReportPage, Section } from '../../../page/page.js';
import { madeBy } from '../../../page/study-page.js';
import { refitAnswer, refitHeading } from '../../refit/report/answer.js';
import { refitChangesSection } from '../../refit/report/changes-section.js';
import { refitContributionsSection } from '../../refit/report/contributions-section.js';
import { deathComparisonSection } from '../../refit/report/death-comparison-section.js';
import { leaveOneArmOutSection } from '../../refit/report/leave-one-arm-out-section.js';
import { leaveOneTrialOutSection } from '../../refit/report/leave-one-trial-out-section.js';
import { refitProfilesSection } from '../../refit/report/profiles-section.js';
import { refitRidgesSection } from '../../refit/report/ridges-section.js';
import { refitStartsSection } from '../../refit/report/starts-section.js';
import { refitUncertaintySection } from '../../refit/report/uncertainty-section.js';
import type { RefitResults } from '../../refit/result.js';
import { runAnswer } from './answer.js';
import { biomarkersSection } from './biomarkers-section.js';
import { citationsSection } from './citations-section.js';
import { convergenceSection } from './convergence-section.js';
import { coursesSection } from './courses-section.js';
import { deathProbabilitySection } from './death-probability-section.js';
import { explorationSection } from './exploration-section.js';
import { failuresSection } from './failures-section.js';
import { reportHead } from './header.js';
import { identifiabilitySection } from './identifiability-section.js';
import { methodSection } from './method-section.js';
import { progressionSection } from './progression-section.js';
import { type ReportContext, reportContext } from './report-context.js';
import type { ReportInput } from './report-input.js';
import { responseSection } from './response-section.js';
import { settingsSection } from './settings-section.js';
import { shapesSection } from './shapes-section.js';
import { survivalSection } from './survival-section.js';
import { targetsSection } from './targets-section.js';
import { tradeOffSection } from './trade-off-section.js';
import { tumorSection } from './tumor-section.js';

/** Sections of the run that a refit repeats: in its report they are folded away. */
const REPEATED = new Set([
  'tumor',
  'courses',
  'biomarkers',
  'shapes',
  'death-probability',
  'convergence',
  'identifiability',
]);

const folded = (section: Section): Section =>
  REPEATED.has(section.id)
    ? {
        ...section,
        body: foldedDetail({
          id: `detail-of-${section.id}`,
          title: 'Of the refitted model, as in the report of a run',
          body: section.body,
        }),
      }
    : section;

/** Sections of a refit by position: before those of the run, and after identifiability. */
async function refitSections(context: ReportContext, refit: RefitResults | undefined) {
  if (refit === undefined) return { first: [], later: [] };
  return {
    first: [await refitChangesSection(context, refit), refitContributionsSection(context, refit)],
    later: [
      await refitUncertaintySection(context, refit),
      await refitProfilesSection(context, refit),
      await refitRidgesSection(context, refit),
      await refitStartsSection(context, refit),
      await leaveOneTrialOutSection(context, refit),
      leaveOneArmOutSection(context, refit),
      await deathComparisonSection(context, refit),
    ],
  };
}

async function reportSections(context: ReportContext, refit: RefitResults | undefined): Promise<readonly Section[]> {
  const { first, later } = await refitSections(context, refit);
  const ofRun = await runSections(context);
  return [
    ...first,
    ...(refit === undefined ? ofRun : ofRun.map(folded)),
    ...later,
    settingsSection(context),
    methodSection(context),
    citationsSection(context),
  ];
}

async function runSections(context: ReportContext): Promise<readonly Section[]> {
  return [
    await responseSection(context),
    await tumorSection(context),
    await survivalSection(context),
    await progressionSection(context),
    await coursesSection(context),
    ...explorationSection(context),
    await biomarkersSection(context),
    targetsSection(context),
    await shapesSection(context),
    deathProbabilitySection(context),
    convergenceSection(context),
    failuresSection(context),
    await identifiabilitySection(context),
    ...(await tradeOffSection(context)),
  ];
}

/**
 * The report of a run.
 *
 * The same input gives the same page.
 *
 * @param run - results, figure tables, manifest, remarks, and what a refit adds
 * @param receiver - of warnings of the plot renderer, and of the tables behind figures
 * @returns the page
 */
export async function renderReport(run: ReportInput, receiver: Partial<FigureReceiver> = {}): Promise<ReportPage> {
  const context = reportContext(run, { onWarning: () => undefined, ...receiver });
  const sections = await reportSections(context, run.refit);
  const { results, manifest } = context;
  const heading = run.refit === undefined ? results.name : refitHeading(results.name, run.refit);
  const kicker = run.refit === undefined ? 'QCIC calibration report' : 'QCIC refit report';
  return {
    title: `${heading} - ${kicker}`,
    kicker,
    heading,
    answer: run.refit === undefined ? runAnswer(results, context.arms) : refitAnswer(run.refit, context.arms),
    head: reportHead(context),
    sections,
    footer: madeBy({
      version: manifest.version,
      command: manifest.generatedBy,
      working_folder: manifest.workingFolder,
    }),
  };
}
