// Evidence: what options offer is what the program knows.
import { expect, test } from 'vitest';
import { analysisDefaults } from '../../../calibration/biomarkers/score-table.js';
import * as choices from '../../../calibration/cli/choices.js';
import { rocCommand } from '../../../calibration/cli/commands/roc.js';
import { survivalCommand } from '../../../calibration/cli/commands/survival.js';
import { mosts } from '../../../calibration/cli/option-values.js';
import { ACCEPTED_FAILED_SHARE } from '../../../calibration/config/failed-patients.js';
import { MOST_DAYS, MOST_PATIENTS } from '../../../calibration/config/ranges.js';
import { overdispersions } from '../../../calibration/fit/objective/likelihood-rows.js';
import { deathFormNames, deathSharings } from '../../../calibration/fit/survival/death-forms.js';
import { resultSchemas } from '../../../calibration/studies/result-schemas.js';
import { factorSpaces } from '../../../calibration/studies/sensitivity/factors.js';
import { markerCuts } from '../../../calibration/studies/survival/analyse-prognosis.js';
import { medianRules } from '../../../calibration/targets/clinical-targets.js';
import { notEvaluableRules } from '../../../calibration/targets/new-trials/to-table-rows.js';
import { allowances } from '../../../calibration/targets/units.js';
import {
  builtInArms,
  builtInRegimens,
  designKinds,
  exportFormats,
  failurePolicies,
  missingCells,
  missingPolicies,
  uniformDesigns,
} from '../../../src/index.js';

test('names and defaults of the options are those of the program', () => {
  expect(choices.arms).toEqual(builtInArms);
  expect(choices.regimens).toEqual(Object.keys(builtInRegimens));
  expect(choices.designs).toEqual(designKinds);
  expect(choices.cohortDesigns).toEqual(uniformDesigns);
  expect(choices.exportFormats).toEqual(exportFormats);
  expect(choices.failurePolicies).toEqual(failurePolicies);
  expect(choices.spaces).toEqual(factorSpaces);
  expect(choices.notEvaluableRules).toEqual(notEvaluableRules);
  expect(choices.allowances).toEqual(allowances);
  expect(choices.medianRules).toEqual(medianRules);
  expect(choices.overdispersions).toEqual(overdispersions);
  expect(choices.deathForms).toEqual(deathFormNames);
  expect(choices.deathSharings).toEqual(deathSharings);
  expect(choices.missingPolicies).toEqual(missingPolicies);
  expect(choices.markerCuts).toEqual(markerCuts);
  expect(choices.ACCEPTED_FAILED_SHARE).toBe(ACCEPTED_FAILED_SHARE);
  expect(analysisDefaults).toMatchObject(choices.roc);
  expect(choices.resultFiles).toEqual(resultSchemas.map(({ name }) => name));
});

test('the largest values of options are those of configurations', () => {
  expect(mosts).toMatchObject({ days: MOST_DAYS, patients: MOST_PATIENTS });
});

test.each([
  ['roc', rocCommand],
  ['survival', survivalCommand],
])('the help of %s names every cell that is missing', (_, commandOf) => {
  let help = '';
  commandOf(() => async () => {})
    .configureOutput({ writeOut: (text) => (help += text) })
    .outputHelp();
  const [, listed] = /Missing are empty\s+cells, ([^;]*?),(?: and| in any)/.exec(help) ?? [];
  expect(listed?.split(', ')).toEqual(missingCells.filter((cell) => cell !== ''));
});
