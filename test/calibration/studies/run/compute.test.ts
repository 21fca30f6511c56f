// Evidence: laws of a whole run, on a stand-in for the model that costs nothing; the published trial tables.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../calibration/config/parse-config.js';
import { inProcessEngine } from '../../../../calibration/engine/local/in-process-engine.js';
import type { SimulateTask } from '../../../../calibration/pool/simulate-task.js';
import { runWorkbench } from '../../../../calibration/studies/run/compute.js';
import { parseFigureTable, toFigureTableCells } from '../../../../calibration/studies/run/parse-plot-table.js';
import { FIGURE_TABLE_NAMES, type FigureTableName } from '../../../../calibration/studies/run/plot-tables.js';
import {
  type CohortRecord,
  fixedArm,
  heterogeneityParameterNames,
  heterogeneityParameters,
  toCsvLine,
  toPrettyJson,
} from '../../../../src/index.js';
import { toySimulate } from '../../fit/toy-model.js';
import { publishedTables } from '../../targets/published-tables.js';

const dimensions = heterogeneityParameterNames.length;
const ranges = heterogeneityParameterNames.map((name) => heterogeneityParameters[name]);

/** The toy behind the names of the model: its two parameters are the places of the first two in their ranges. */
function standIn(fails?: (response: number) => boolean) {
  const simulate = toySimulate(dimensions, fails);
  return ({ spec, parameters }: SimulateTask) => {
    const places = parameters.map((value, at) => {
      const { min, max } = ranges[at % dimensions]!;
      return (value - min) / (max - min);
    });
    const [control, treated] = ['control', 'treated'].map((name) =>
      simulate({ spec: { ...spec, arms: [fixedArm(name, {}, spec.arms[0]!.visits)] }, parameters: places }),
    ) as [ReturnType<typeof simulate>, ReturnType<typeof simulate>];
    const arms = spec.arms.map(({ name }) => {
      return [name, name === 'placebo' ? control.arms.control! : treated.arms.treated!] as const;
    });
    const failures = spec.arms.flatMap(({ name }) => control.failures.map((failure) => ({ ...failure, arm: name })));
    return { patients: control.patients, arms: Object.fromEntries(arms), failures };
  };
}

const published = new URL('../../../../data/published/model-survival.csv', import.meta.url);
const publishedModel = { text: readFileSync(published, 'utf8'), source: 'model-survival.csv' };

const unmissable = { ratePoints: 1000, medianMonths: 1000, survivalRmsePoints: 1000 };
const unreachable = { ratePoints: 1e-3, medianMonths: 1e-3, survivalRmsePoints: 1e-3 };

interface Changes {
  readonly targets?: object;
  readonly fit?: object;
  readonly biomarkers?: object;
  readonly simulation?: object;
  readonly explore?: object;
}

async function workbench(changes: Changes = {}, fails?: (response: number) => boolean) {
  const config = parseConfig(
    JSON.stringify({
      name: 'stand-in',
      seed: 0,
      ...changes,
      targets: { tolerances: unmissable, ...changes.targets },
      fit: { poolPatients: 60, rounds: 1, maxIterations: 10, ...changes.fit },
      confirmation: { patients: 150, maxAttempts: 2 },
      biomarkers: { arms: ['tas102'], folds: 2, ...changes.biomarkers },
    }),
    'stand-in',
  );
  const stages: string[] = [];
  const chunks: CohortRecord[] = [];
  const simulate = standIn(fails);
  const engine = inProcessEngine({
    simulate: (task: SimulateTask) => {
      const record = simulate(task);
      chunks.push(record);
      return record;
    },
  });
  const output = await runWorkbench(
    { config, tables: publishedTables, publishedModel, hazardRatios: null },
    { engine },
    {
      onCohort: () => {},
      onCohortDone: () => {},
      onFit: () => {},
      onStage: (summary) => stages.push(summary),
    },
  );
  return { ...output, stages, chunks };
}

const fields = ({ results, figures, counts }: Awaited<ReturnType<typeof workbench>>) => ({ results, figures, counts });

describe('runWorkbench', () => {
  it('is converged where the validation cohort is within every tolerance', async () => {
    const { results, stages } = await workbench();
    expect(results.status).toBe('converged');
    expect(results.confirmation).toMatchObject({ n: 150, attempts: 1, seed: '0, confirmation patients, attempt 1' });
    expect(results.arms).toEqual(['placebo', 'tas102', 'tas102_bev']);
    // 11 of response and survival, median PFS and five best responses in each arm; progression-free at 16 weeks in two arms
    expect(results.targets).toHaveLength(3 * (11 + 1 + 5) + 2);
    expect(stages[0]).toContain('biomarkers');
  });

  it('explores an arm on the patients of the validation cohort: like a fitted arm it has the endpoints of that arm, and nothing else changes', async () => {
    const same = { regimen: 'published-tas102-bev', death: 'tas102_bev' };
    const [plain, exploring] = [await workbench(), await workbench({ explore: { again: same } })];
    const { exploration, status_summary: summary, ...others } = exploring.results;
    expect(exploration).toEqual({
      n: 150,
      arms: {
        again: {
          label: 'again',
          drugs: ['tas102', 'bevacizumab'],
          uncalibrated: [],
          death_from: 'tas102_bev',
          outcome: plain.results.confirmation!.arms.tas102_bev,
        },
      },
    });
    expect({ ...others, status_summary: summary.filter((line) => !line.startsWith('Exploration')) }).toEqual(
      plain.results,
    );
    expect(
      summary.filter((line) => line.startsWith('Exploration of again (not fitted; deaths as tas102_bev)')),
    ).toHaveLength(1);
    expect(exploring.figures).toEqual(plain.figures);
  });

  it('is not converged where it is not, after every attempt', async () => {
    const { results, counts } = await workbench({ targets: { tolerances: unreachable } });
    expect(results.status).toBe('not-converged');
    expect(results.confirmation!.attempts).toBe(2);
    expect(results.status_summary[0]).toMatch(/^Not converged/);
    expect(counts.map(({ patients }) => patients)).toEqual([60, 150, 150]);
  });

  it('is evaluated, whatever the agreement, where no shape is free', async () => {
    for (const tolerances of [unmissable, unreachable]) {
      const { results } = await workbench({ targets: { tolerances }, fit: { shapes: 'none' } });
      expect(results.status).toBe('evaluated');
      for (const { alpha, published_alpha: publishedAlpha, free } of Object.values(results.fit.shapes)) {
        expect(alpha).toBe(publishedAlpha);
        expect(free).toBe(false);
      }
    }
  });

  it('lists failed patients by number from 1, with cohort, arm, reason and day', async () => {
    const { results, counts, chunks } = await workbench({}, (response) => response > 0.9);
    expect(results.failures.length).toBeGreaterThan(0);
    for (const { cohort, patient, arm, reason } of results.failures) {
      expect(patient).toBeGreaterThanOrEqual(1);
      expect(patient).toBeLessThanOrEqual(counts.find((count) => count.cohort === cohort)!.patients);
      expect(results.arms).toContain(arm);
      expect(reason).toBe('too many steps');
    }
    for (const { cohort, failed } of counts) {
      const patients = results.failures.filter((failure) => failure.cohort === cohort).map(({ patient }) => patient);
      expect(failed).toBe(new Set(patients).size);
    }
    // Chunks in turn: the pool's 60 patients, then the confirmation's 150; the first arm of each, rows from 0
    let before = 0;
    const rows = chunks.flatMap((chunk) => {
      const start = before < 60 ? before : before - 60;
      before += chunk.patients;
      return chunk.failures.filter(({ arm }) => arm === 'placebo').map(({ patient }) => start + patient + 1);
    });
    expect(results.failures.filter(({ arm }) => arm === 'placebo').map(({ patient }) => patient)).toEqual(rows);
    const { completed, failed } = results.confirmation!.arms.placebo!;
    expect(completed + failed).toBe(150);
    expect(failed).toBe(counts.at(-1)!.failed);
  });

  it('is not converged, and not evaluated, where more patients failed than are accepted', async () => {
    const fails = (response: number) => response > 0.9;
    const refused = (await workbench({}, fails)).results;
    expect(refused.status).toBe('not-converged');
    expect(refused.status_summary[1]).toMatch(/simulated patients failed, .* more than the accepted 1 %/);
    const share = refused.failed_patients.largest_share;
    expect(share).toBeGreaterThan(0.01);
    expect((await workbench({ fit: { shapes: 'none' } }, fails)).results.status).toBe('not-converged');
    const accepted = (await workbench({ simulation: { maxFailedShare: share } }, fails)).results;
    expect(accepted.status).toBe('converged');
    expect(accepted.failed_patients).toEqual({ ...refused.failed_patients, accepted_share: share });
  });

  it.each<[string, Changes]>([
    ['an ordinary run', {}],
    ['the endpoints of a run that did not converge', { targets: { tolerances: unreachable } }],
    ['no biomarkers', { biomarkers: { arms: [] } }],
    [
      'ranges of mu and sigma, months of 30 days, diameters',
      {
        fit: { mu: 'range', sigma: 'range', shapes: 'none' },
        simulation: { monthDays: 30, responseRule: 'diameter' },
      },
    ],
    ['residuals in tolerances', { targets: { residualScale: 'tolerance' } }],
  ])('makes results that JSON can hold and figure tables that read back as they were: %s', async (_label, changes) => {
    const { results, figures } = await workbench(changes);
    expect(() => toPrettyJson(results)).not.toThrow();
    expect(Object.keys(figures).sort()).toEqual([...FIGURE_TABLE_NAMES].sort());
    const readBack = <Name extends FigureTableName>(name: Name) => {
      const { header, rows } = toFigureTableCells(name, figures[name]);
      const text = [header, ...rows].map((cells) => toCsvLine(cells, header.length)).join('');
      return parseFigureTable(name, text, name);
    };
    for (const name of FIGURE_TABLE_NAMES) expect(readBack(name)).toEqual(figures[name]);
  });

  it('gives the same results when repeated', async () => {
    expect(fields(await workbench())).toEqual(fields(await workbench()));
  });

  it('states a marginal for each parameter, a death function for each arm, and what the data inform', async () => {
    const { results } = await workbench();
    expect(Object.keys(results.fit.shapes)).toEqual(heterogeneityParameterNames);
    expect(Object.keys(results.fit.dpf)).toEqual(results.arms);
    const {
      free_parameters: freeParameters,
      data_values: dataValues,
      constrained_directions: constrainedDirections,
    } = results.fit.identifiability!;
    expect(freeParameters).toBe(2 * dimensions + 3 * 3);
    expect(dataValues).toBe(3 * 9);
    expect(constrainedDirections).toBeLessThanOrEqual(27);
    for (const { unit } of Object.values(results.fit.shapes)) expect(unit).not.toBe('');
  });
});
