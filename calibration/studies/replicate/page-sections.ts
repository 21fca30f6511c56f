import type { Section } from '../run/report/section.js';
import type { ReplicateOutput } from './compute.js';
import { deathSection } from './death-page.js';
import { markerSection } from './marker-page.js';
import type { PageContext } from './page-context.js';
import { prognosisSection } from './prognosis-page.js';
import { responseSection } from './response-page.js';
import { sensitivitySection } from './sensitivity-page.js';
import { survivalSection } from './survival-page.js';
import { switchSection } from './switch-page.js';
import { tableOneSection } from './table-one-page.js';

/**
 * The sections of the page, in the order of the paper's figures.
 *
 * @param output - results, cohorts and curves
 * @param context - arm styles, receiver of figure warnings
 */
export async function pageSections(output: ReplicateOutput, context: PageContext): Promise<readonly Section[]> {
  return [
    tableOneSection(output, context),
    await responseSection(output, context),
    await survivalSection(output, context),
    await markerSection(output, context),
    await prognosisSection(output, context),
    await switchSection(output, context),
    await sensitivitySection(output, context),
    deathSection(output, context),
  ];
}
