// Evidence: SHA-256 of the model's fingerprint; laws.
import { describe, expect, it } from 'vitest';
import { compiledModelOf, type ModelChoice, modelHash } from '../../../calibration/pool/compiled-model.js';
import {
  cohortSimulator,
  InputError,
  modelFingerprint,
  postedSwitches,
  publishedDrugs,
  type SimulationSpec,
  sha256,
} from '../../../src/index.js';
import { shortRun, shortSpec } from './short-simulation.js';

/** Models that are kept at the same time. */
const MOST_MODELS = 16;

const choice = (changes: Partial<ModelChoice> = {}): ModelChoice => ({
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs: publishedDrugs,
  ...changes,
});

/** As many models as wanted, none of them used elsewhere. */
const others = (count: number, from: number) =>
  Array.from({ length: count }, (_, index) => choice({ overrides: { V_C: 0.5 + (from + index) / 1000 } }));

describe('modelHash', () => {
  it.each([
    ['posted', choice()],
    ['corrected', choice({ switches: { ...postedSwitches, 'dptc-inflow': 'corrected' } })],
    ['overrides', choice({ overrides: { V_C: 0.7 } })],
    ['varying', choice({ varying: ['V_C'] })],
  ])('is the hash of the fingerprint, every time: %s', (_label, given) => {
    expect(modelHash(given)).toBe(sha256(modelFingerprint(given)));
    expect(modelHash(structuredClone(given))).toBe(modelHash(given));
  });

  it('depends on the model alone, not on arms, days and solver', () => {
    const shorter: SimulationSpec = { ...shortSpec, horizonDays: 7, arms: [] };
    expect(modelHash(shorter)).toBe(modelHash(choice()));
  });

  it('is the same for the same overrides in any order', () => {
    expect(modelHash(choice({ overrides: { V_C: 0.7, V_A: 0.3 } }))).toBe(
      modelHash(choice({ overrides: { V_A: 0.3, V_C: 0.7 } })),
    );
  });

  it('differs between models', () => {
    const hashes = [choice(), ...others(5, 0), choice({ varying: ['V_C'] })].map(modelHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it.each([
    ['an unknown parameter', { no_such: 1 }],
    ['an impossible value', { V_C: -1 }],
    ['no number', { V_C: Number.NaN }],
  ])('refuses %s, every time', (_label, overrides) => {
    for (let time = 0; time < 2; time++) expect(() => modelHash(choice({ overrides }))).toThrow(InputError);
  });
});

describe('compiledModelOf', () => {
  it('compiles a model once for all specifications that have it', async () => {
    const first = compiledModelOf(shortSpec);
    expect(compiledModelOf({ ...shortSpec, horizonDays: 7, keepTrajectories: true })).toBe(first);
    expect(compiledModelOf(structuredClone(shortSpec))).toBe(first);
    expect(compiledModelOf({ ...shortSpec, overrides: { V_C: 0.7 } })).not.toBe(first);
  });

  it('gives the model of the specification that was asked for', async () => {
    const { parameters } = shortRun(1);
    for (const spec of [shortSpec, { ...shortSpec, overrides: { V_C: 0.7 } }]) {
      const simulate = cohortSimulator(spec, await compiledModelOf(spec));
      expect(simulate(parameters).failures).toEqual([]);
    }
    const simd = await compiledModelOf({ ...shortSpec, overrides: { V_C: 0.7 } });
    expect(() => cohortSimulator(shortSpec, simd)).toThrow('the compiled model must be that of the specification');
  });

  it('keeps the models that were asked for last, and compiles the others again', () => {
    const spec = { ...shortSpec, overrides: { V_C: 0.9 } };
    const first = compiledModelOf(spec);
    others(MOST_MODELS - 1, 100).forEach(modelHash);
    expect(compiledModelOf(spec)).toBe(first);
    // Asked for in between, it is not the oldest one
    others(MOST_MODELS - 1, 200).forEach(modelHash);
    expect(compiledModelOf(spec)).toBe(first);
    others(MOST_MODELS, 300).forEach(modelHash);
    expect(compiledModelOf(spec)).not.toBe(first);
  });
});
