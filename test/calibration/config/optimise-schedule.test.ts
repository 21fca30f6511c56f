// Evidence: the question of the shipped search, checked by hand against the trials' schedule.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseOptimise } from '../../../calibration/config/parse-optimise.js';
import { builtInRegimens } from '../../../src/index.js';

const file = 'optimise-schedule.json';
const config = parseOptimise(readFileSync(new URL(`../../../configs/${file}`, import.meta.url), 'utf8'), file);

describe('configs/optimise-schedule.json', () => {
  const patternsOf = (wanted: string) => {
    const variable = config.variables.find(({ name }) => name === wanted);
    return variable?.vary === 'pattern' ? Object.entries(variable.choices) : [];
  };

  test('is named after its file', () => {
    expect(`optimise-${config.name}.json`).toBe(file);
  });

  test.each(['tas102', 'bevacizumab'])('the trials give %s as the first choice states', (drug) => {
    const [course] = builtInRegimens['protocol-tas102-bev']![drug]!;
    const [, first] = patternsOf(`${drug}_days`)[0]!;
    expect(first).toEqual({ days: course!.days, cycleDays: course!.cycleDays });
  });

  test('the biweekly schedule of TAS-CC4 is among the choices, and asked about', () => {
    const biweekly = { days: [1, 2, 3, 4, 5, 15, 16, 17, 18, 19], cycleDays: 28 };
    const [label] = patternsOf('tas102_days').find(([, { days }]) => days.join() === biweekly.days.join())!;
    expect(Object.fromEntries(patternsOf('tas102_days'))[label]).toEqual(biweekly);
    expect(Object.values(config.ask)).toEqual([{ tas102_days: label }]);
  });

  // 10 x 95 of TAS-102 and 2 x 280 of bevacizumab in 28 days
  test.each([
    ['tas102', 950],
    ['bevacizumab', 560],
  ])('every choice of %s can give the dose of the trials in 28 days', (drug, intensity) => {
    const held = config.hold.find(({ quantity }) => quantity === `dose_intensity.${drug}`)!;
    for (const [, { days, cycleDays = 28 }] of patternsOf(`${drug}_days`)) {
      const dose = (intensity * cycleDays) / 28 / days.length;
      expect(dose).toBeGreaterThanOrEqual(held.least);
      expect(dose).toBeLessThanOrEqual(held.most + 1e-9);
    }
  });
});
