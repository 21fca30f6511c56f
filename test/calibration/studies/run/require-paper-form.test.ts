// Evidence: laws.
import { expect, test } from 'vitest';
import { requirePaperForm } from '../../../../calibration/studies/run/require-paper-form.js';
import { InputError } from '../../../../src/index.js';

const fitted = { mu: 1.5, sigma: 0.2, daily_death_percent_at_zero: 0.05, daily_death_percent_at_one: 2, at_bound: [] };

test("a death function of the paper's form passes, any other one is refused with arm and form", () => {
  expect(() => requirePaperForm('placebo', fitted, 'run')).not.toThrow();
  const refused = () => requirePaperForm('placebo', { ...fitted, form: 'growth' }, 'run');
  expect(refused).toThrow(InputError);
  expect(refused).toThrow(
    "run: fit.dpf.placebo.form: must be absent, the paper's form of the death function; got 'growth'",
  );
});
