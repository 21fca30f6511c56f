// Evidence: the documented schema of the file; the page is drawn from the stored result only, without warnings.
import { describe, expect, test } from 'vitest';
import { pageOf } from '../../../../calibration/page/page.js';
import { computeSensitivity } from '../../../../calibration/studies/sensitivity/compute.js';
import { sensitivityAnswer } from '../../../../calibration/studies/sensitivity/report/answer.js';
import { render } from '../../../../calibration/studies/sensitivity/report.js';
import {
  type SensitivityMethod,
  type SensitivityResult,
  sensitivityResultSchema,
} from '../../../../calibration/studies/sensitivity/result.js';
import { publishedMarginals, type StudySettings } from '../../../../calibration/studies/sensitivity/settings.js';
import { openEngine } from '../../../../calibration/tasks/open-engine.js';
import { postedSwitches } from '../../../../src/index.js';
import { withoutScript } from '../run/report/page-checks.js';
import { noWarnings, storedSource } from '../stored-source.js';

/** Few samples, for speed. */
const base: StudySettings = {
  method: 'pcc',
  space: 'baseline',
  range: 0.1,
  ranges: {},
  parameters: ['tumor proliferation'],
  by: 'parameter',
  arms: ['placebo'],
  outputs: ['tri@28', 'dcr@28'],
  samples: 12,
  design: 'latin-hypercube',
  seed: '0',
  switches: postedSwitches,
  failures: 'bounds',
  order: 'first',
  replicates: 0,
  levels: 0,
  step: 0,
  marginals: publishedMarginals(),
  from: null,
  population: null,
};

const methods: readonly (readonly [SensitivityMethod, Partial<StudySettings>])[] = [
  ['pcc', {}],
  ['prcc', {}],
  ['morris', { samples: 3, levels: 4 }],
  ['sobol', { samples: 8, replicates: 5, order: 'second', design: 'sobol' }],
  ['local', { step: 0.01 }],
  ['intervals', { space: 'patients', parameters: ['beta_X1', 'beta_X2'], outputs: ['dcr@28'], samples: 40 }],
];

/** The first factor of the stored result with its estimate, as the answer has to state them. */
function leaderOf(result: SensitivityResult): RegExp {
  switch (result.method) {
    case 'pcc':
    case 'prcc': {
      const { parameter, correlation } = result.responses[0]!.rows[0]!;
      return new RegExp(`${parameter} .* ${correlation!.r.toFixed(2).replace('-', '−')}`);
    }
    case 'morris': {
      const { name, mu_star: muStar } = result.responses[0]!.rows[0]!;
      return new RegExp(`${name} .*${muStar!.toPrecision(3)}`);
    }
    case 'sobol': {
      const { name, total } = result.responses[0]!.rows[0]!;
      return new RegExp(`${name} .*${(100 * total!.value).toFixed(0)} %`);
    }
    case 'local':
    case 'shapes': {
      const { parameter } = result.responses[0]!.rows[0]!;
      return new RegExp(`${parameter} `);
    }
    case 'intervals': {
      const { parameter } = result.responses[0]!.factors[0]!;
      return new RegExp(`${parameter} |No factor has an estimate`);
    }
  }
}

describe('render', () => {
  test.each(methods)(
    'draws %s from the stored result, which has the documented form',
    async (method, changes) => {
      const settings = { ...base, ...changes, method };
      const output = await computeSensitivity(settings, { engine: openEngine(0) });
      const stored = storedSource(output, (value) => sensitivityResultSchema.parse(value));
      expect(stored.result).toEqual(JSON.parse(JSON.stringify(output.result)));
      const page = pageOf(await render(stored, noWarnings));
      expect(withoutScript(page)).not.toMatch(/NaN|undefined|\[object|<script/);
      expect(page).toContain('How to read it');
      expect(sensitivityAnswer(stored.result)).toMatch(leaderOf(stored.result));
      expect(pageOf(await render(stored))).toBe(page);
    },
    60_000,
  );
});
