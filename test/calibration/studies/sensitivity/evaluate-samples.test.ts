// Evidence: the simulator in this process on the same parameters, output by output.
import { describe, expect, it } from 'vitest';
import { evaluateSamples } from '../../../../calibration/studies/sensitivity/evaluate-samples.js';
import { chooseFactors } from '../../../../calibration/studies/sensitivity/factors.js';
import { parseOutput } from '../../../../calibration/studies/sensitivity/outputs.js';
import { publishedMarginals } from '../../../../calibration/studies/sensitivity/settings.js';
import { openEngine } from '../../../../calibration/tasks/open-engine.js';
import {
  builtInRegimens,
  classifyResponse,
  cohortSimulator,
  compileSimulation,
  defaultAssessmentRules,
  defaultSolverSettings,
  fixedArm,
  fixedParameters,
  heterogeneityParameterNames,
  heterogeneityParameters,
  postedSwitches,
  publishedDrugs,
  type SimulationSpec,
  stateNames,
  tumorVolumeCm3,
} from '../../../../src/index.js';

const marginals = publishedMarginals();
const space = 'baseline' as const;
const arms = [{ name: 'tas102', regimen: builtInRegimens['published-tas102']! }];
const choice = { space, range: 0.1, switches: postedSwitches, marginals };
const names = ['beta_X2', 'V_C', 'k_10_Chem', 'baseline_tumor'];
const factors = chooseFactors({ ...choice, parameters: names });
const outputs = [
  'change@20',
  'tri@20',
  'volume@20',
  'density@10',
  'chi@20',
  'dcr@20',
  'pd@20',
  'th1_treg@15',
  'T8_C@7',
  'Chem_C@10',
].map(parseOutput);
const points = Float64Array.of(0.1, 0.9, 0.4, 0.3, 0.7, 0.2, 0.8, 0.6);
const experiment = { factors, arms, outputs, switches: postedSwitches, space, marginals };

const states: readonly string[] = stateNames;

/** The same by hand: every day of every state. */
async function oracle() {
  const spec: SimulationSpec = {
    switches: postedSwitches,
    overrides: {},
    varying: ['V_C', 'k_10_Chem', 'baseline_tumor'],
    drugs: publishedDrugs,
    arms: arms.map(({ name, regimen }) => fixedArm(name, regimen)),
    horizonDays: 20,
    assessment: defaultAssessmentRules,
    assessmentDay: 20,
    markerDays: [15],
    tumorDays: [0, 10, 20],
    keepTrajectories: true,
    solver: defaultSolverSettings,
  };
  const row = (beta: number, vc: number, k10: number, tumor: number) => [
    ...heterogeneityParameterNames.map(
      (name) => (name === 'beta_X2' ? beta : 1) * heterogeneityParameters[name].baseline,
    ),
    vc * fixedParameters.V_C.value,
    k10 * fixedParameters.k_10_Chem.value,
    tumor * 4e8,
  ];
  const at = (u: number) => 0.9 + 0.2 * u;
  const rows = [row(1, 1, 1, 1), row(at(0.1), at(0.9), at(0.4), at(0.3)), row(at(0.7), at(0.2), at(0.8), at(0.6))];
  const { tas102: record } = cohortSimulator(spec, await compileSimulation(spec))(Float64Array.from(rows.flat())).arms;
  const state = (sample: number, day: number, name: string) =>
    record!.trajectories[(sample * 21 + day) * stateNames.length + states.indexOf(name)]!;
  const tumor = (sample: number, day: number) =>
    ['X1_C', 'X2_C', 'X3_C'].reduce((sum, name) => sum + state(sample, day, name), 0);
  return [1, 2].map((sample) => {
    const tri = tumor(sample, 20) / tumor(sample, 0) - 1;
    const progressed = classifyResponse(tri, 'volume', 1) === 'PD' ? 1 : 0;
    return [
      tumor(sample, 20) / tumor(0, 20) - 1,
      tri,
      tumorVolumeCm3(tumor(sample, 20), rows[sample]![21]!),
      tumor(sample, 10),
      tumor(sample, 20) / heterogeneityParameters.K3.baseline,
      1 - progressed,
      progressed,
      state(sample, 15, 'T1_C') / state(sample, 15, 'Treg_C'),
      state(sample, 7, 'T8_C'),
      state(sample, 10, 'Chem_C'),
    ];
  });
}

/** The baseline is simulated with constants folded in, and chi is kept in single precision. */
const ROUNDING = 1e-6;

describe('evaluateSamples', () => {
  it('reads every kind of output from the simulation', async () => {
    const engine = openEngine(0);
    const { responses, samples, failures } = await evaluateSamples(experiment, points, { engine });
    expect(samples).toBe(2);
    expect(failures).toEqual([]);
    const expected = await oracle();
    responses.forEach(({ values, failed, output }, index) => {
      expect([...failed]).toEqual([0, 0]);
      expected.forEach((row, sample) => {
        const scale = Math.max(Math.abs(row[index]!), 1e-3);
        expect(Math.abs(values[sample]! - row[index]!) / scale, output).toBeLessThan(ROUNDING);
      });
    });
  });

  it('does not depend on the other samples', async () => {
    const engine = openEngine(0);
    const { responses } = await evaluateSamples(experiment, points, { engine });
    const alone = await evaluateSamples(experiment, points.slice(4), { engine });
    expect(alone.responses.map(({ values }) => values[0])).toEqual(responses.map(({ values }) => values[1]));
  });

  it('marks samples that fail, and has no outputs for a missing baseline', async () => {
    const engine = openEngine(0);
    const patients = { ...choice, space: 'patients' as const, parameters: ['K1'] };
    const own = {
      ...experiment,
      factors: chooseFactors(patients),
      space: 'patients' as const,
      outputs: [parseOutput('tri@20')],
    };
    const { responses } = await evaluateSamples(own, Float64Array.of(0.5), { engine });
    expect(responses[0]!.baseline).toBeNull();
    expect(responses[0]!.failed[0]).toBe(0);
  });
});

describe('parseOutput', () => {
  it('defaults to day 56', () => {
    expect(parseOutput('tri')).toEqual({ label: 'tri@56', name: 'tri', day: 56 });
    expect(parseOutput('T8_C@7')).toEqual({ label: 'T8_C@7', name: 'T8_C', day: 7 });
  });

  it.each(['trj', 'tri@', 'tri@0', 'tri@1.5', 'tri@-3', 'tri@5@6', '', '@5', 'tri@4000'])('refuses %j', (text) => {
    expect(() => parseOutput(text)).toThrow(/--output: must/);
  });
});
