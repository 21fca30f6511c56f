// Evidence: worked by hand · laws.
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../calibration/config/parse-config.js';
import { fitSettings, loopSettings, simulationSpec } from '../../../../calibration/studies/run/run-settings.js';
import { heterogeneityParameterNames, heterogeneityParameters } from '../../../../src/index.js';

const configOf = (changes: object = {}) => parseConfig(JSON.stringify({ name: 'test', seed: 0, ...changes }), 'test');

describe('simulationSpec', () => {
  it('keeps tumors every four weeks from day 0 and at the assessment, each once', () => {
    expect(simulationSpec(configOf()).tumorDays).toEqual([
      0, 28, 56, 84, 112, 140, 168, 196, 224, 252, 280, 308, 336, 364,
    ]);
    const odd = simulationSpec(configOf({ simulation: { assessmentDay: 60 } })).tumorDays;
    expect(odd.slice(0, 5)).toEqual([0, 28, 56, 60, 84]);
  });

  it('completes the switches with the posted forms', () => {
    const { switches } = simulationSpec(configOf({ model: { switches: { dosing: 'corrected' } } }));
    expect(switches.dosing).toBe('corrected');
    expect(switches['dpf-burden']).toBe('posted');
  });

  it('passes on what the configuration says', () => {
    const simulation = {
      horizonDays: 400,
      markerDay: 14,
      relativeTolerance: 1e-5,
      absoluteTolerance: 0.1,
      maxSteps: 500,
    };
    expect(simulationSpec(configOf({ simulation, model: { overrides: { V_C: 1 } } }))).toMatchObject({
      horizonDays: 400,
      markerDays: [14],
      overrides: { V_C: 1 },
      keepTrajectories: false,
      solver: { relativeTolerance: 1e-5, absoluteTolerance: 0.1, maxSteps: 500 },
    });
  });
});

describe('fitSettings', () => {
  it('starts at the published marginals, all free', () => {
    const { marginals, freeMarginals } = fitSettings(configOf());
    expect(freeMarginals).toEqual(heterogeneityParameterNames);
    for (const { name, ...shape } of marginals) {
      const { min, max, alpha, beta } = heterogeneityParameters[name as keyof typeof heterogeneityParameters];
      expect(shape).toEqual({ min, max, alpha, beta });
    }
  });

  it('frees no marginal, or those alone that say so', () => {
    expect(fitSettings(configOf({ fit: { shapes: 'none' } })).freeMarginals).toEqual([]);
    const one = configOf({ fit: { shapes: 'none' }, marginals: { beta_X1: { free: true, alpha: 9 } } });
    expect(fitSettings(one).freeMarginals).toEqual(['beta_X1']);
    expect(fitSettings(one).marginals.find(({ name }) => name === 'beta_X1')!.alpha).toBe(9);
    const all = configOf({ marginals: { beta_X1: { free: false } } });
    expect(fitSettings(all).freeMarginals).toHaveLength(20);
  });
});

describe('loopSettings', () => {
  it('iterates and confirms as the configuration says where a shape is free', () => {
    const config = configOf({ fit: { rounds: 5 }, confirmation: { patients: 77, maxAttempts: 4 } });
    expect(loopSettings(config, { placebo: 3 })).toMatchObject({
      seed: '0',
      pools: [1500, 2550, 4335, 7369, 12528],
      maxConfirmations: 4,
      confirmationPatients: 77,
      publishedRmse: { placebo: 3 },
    });
  });

  it('fits once and confirms once where none is', () => {
    expect(loopSettings(configOf({ fit: { pools: [64, 128] } }), {}).pools).toEqual([64, 128]);
    const config = configOf({ fit: { rounds: 5, shapes: 'none' }, confirmation: { maxAttempts: 4 } });
    expect(loopSettings(config, {})).toMatchObject({ pools: [1500], maxConfirmations: 1 });
  });
});
