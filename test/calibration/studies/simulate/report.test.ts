// Evidence: shares, medians and quartiles of a table of five rows counted by hand; courses of round numbers.
import { describe, expect, it } from 'vitest';
import { FIGURE_LAYOUTS } from '../../../../calibration/page/drawn-plot.js';
import { pageOf } from '../../../../calibration/page/page.js';
import { figureTable } from '../../../../calibration/page/plots/figure-table.js';
import { armStyles } from '../../../../calibration/plots/arm-style.js';
import { simulationAnswer } from '../../../../calibration/studies/simulate/report/answer.js';
import { MAIN_CELLS } from '../../../../calibration/studies/simulate/report/cell-plots.js';
import { rowsByArm } from '../../../../calibration/studies/simulate/report/cohort.js';
import { drugsFigure } from '../../../../calibration/studies/simulate/report/drug-plots.js';
import { patientCourses } from '../../../../calibration/studies/simulate/report/patient-courses.js';
import { shownPatients } from '../../../../calibration/studies/simulate/report/shown-patients.js';
import { tumorSizeFigure } from '../../../../calibration/studies/simulate/report/tumor-plots.js';
import { render } from '../../../../calibration/studies/simulate/report.js';
import { pageIssues } from '../run/report/page-checks.js';

const header = [
  'patient',
  'arm',
  'status',
  'tri_day56',
  'recist',
  'th1',
  'ctl',
  'th1_treg',
  'ctl_treg',
  'bor',
  'bor_confirmed',
  'progression_day',
  'response_day',
];
const manifest = { version: '1.0.0', commit: null, command: 'qcic simulate --patients p.csv' };
const rows = [
  ['1', 'placebo', 'completed', '0.5', 'PD', '1', '10', '2', '3', 'PD', 'PD', '56', ''],
  ['2', 'placebo', 'completed on retry', '0.1', 'SD', '3', '30', '4', '5', 'PR', 'SD', '112', '84'],
  ['3', 'placebo', 'failed: step limit on day 3.00', ...Array<string>(10).fill('')],
  ['1', 'tas102', 'failed: step limit on day 1.00', ...Array<string>(10).fill('')],
  ['2', 'tas102', 'completed', '-0.4', 'PR', '7', '8', '9', '10', 'PR', 'PR', '', '56'],
];
const page = (cells: readonly (readonly string[])[]) =>
  render({ manifest, result: null, table: async () => [header, ...cells] }).then(pageOf);
const textOf = (text: string) =>
  text
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, '|')
    .replace(/[|\s]+/g, ' ');

describe('render', () => {
  it('percentages are of completed patients; failed ones are counted', async () => {
    const text = textOf(await page(rows));
    expect(text).toContain('Placebo 2 1 0.0 0.0 50.0 50.0 +30.0 (+20.0 to +40.0)');
    expect(text).toContain('TAS-102 1 1 0.0 100.0 0.0 0.0 −40.0 (−40.0 to −40.0)');
    expect(text).toContain('Failed simulations 2');
    expect(text).toContain('Placebo 2.00 (1.50 to 2.50) 20.0 (15.0 to 25.0)');
  });

  it('best responses and progression are of completed patients too', async () => {
    const text = textOf(await page(rows));
    expect(text).toContain('Placebo 0.0 50.0 0.0 50.0 0.0 0.0 100.0 84 (70 to 98)');
    expect(text).toContain('TAS-102 0.0 100.0 0.0 0.0 0.0 100.0 0.0 – (– to –)');
    expect(text).toContain('Day of the response 56');
  });

  it('a table of an earlier version has no best responses, and a configuration another day', async () => {
    const short = [header.slice(0, 9).with(3, 'tri_day60'), ...rows.map((row) => row.slice(0, 9))];
    const text = textOf(pageOf(await render({ manifest, result: null, table: async () => short })));
    expect(text).not.toContain('Best response');
    expect(text).toContain('Placebo 2 1 0.0 0.0 50.0 50.0 +30.0 (+20.0 to +40.0)');
    expect(text).toContain('Day of the response 60');
  });

  it('an arm in which every patient failed has no percentages', async () => {
    expect(textOf(await page(rows.slice(2, 3)))).toContain('Placebo 0 1 – – – –');
  });

  it('names of arms are data', async () => {
    const text = await page([['1', '<b>', 'completed', '0', 'SD', '1', '1', '1', '1', 'SD', 'SD', '', '']]);
    expect(text).not.toContain('<b>');
    expect(text).toContain('&lt;b&gt;');
  });
});

describe('patients by day', () => {
  /** Five patients whose tumor under `active` has changed by 10, 50, 30, 20 and 40 %; the third has no record under `placebo`. */
  const changes = { a: 0.1, b: 0.5, c: 0.3, d: 0.2, e: 0.4 };
  const endpoints = Object.entries(changes).flatMap(([id, change]) => [
    ...(id === 'c'
      ? [[id, 'placebo', 'failed: step limit on day 1.00', ...Array<string>(10).fill('')]]
      : [[id, 'placebo', 'completed', '1', 'PD', '1', '1', '1', '1', 'PD', 'PD', '56', '']]),
    [id, 'active', 'completed', String(change), 'SD', '1', '1', '1', '1', 'SD', 'SD', '', ''],
  ]);
  const states = ['X1_C', 'X2_C', 'X3_C', ...MAIN_CELLS, 'Drug_C', 'Drug_P'];
  /** The tumor doubles in 4 days under placebo and is halved under the other arm; only that arm has a drug. */
  const trajectories = [
    ['patient', 'arm', 'day', ...states],
    ...['a', 'd', 'e', 'b'].flatMap((id) =>
      ['placebo', 'active'].flatMap((arm) =>
        [0, 2, 4].map((day, index) => {
          const [clone, drug] =
            arm === 'placebo' ? [100 * (1 + index / 2), 0] : [100 * (1 - index / 4), 12 / (1 + index)];
          return [
            id,
            arm,
            String(day),
            ...[clone, 3 * clone, 0, ...MAIN_CELLS.map(() => 5e6), drug, drug / 2].map(String),
          ];
        }),
      ),
    ),
  ];
  const settings = {
    simulation: { drugs: [{ name: 'x', definition: { label: 'Drug X', symbol: 'Drug', doseUnit: 'mg' } }] },
  };
  const files = ['endpoints.csv', 'trajectories.csv', 'visits.csv'].map((path) => ({ path }));
  const styles = armStyles(['placebo', 'active']);
  const arms = rowsByArm([header, ...endpoints]);
  const courses = patientCourses(trajectories);
  const rowsOf = (spec: unknown) => {
    const { columns, rows: cells } = figureTable(spec);
    return cells.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])));
  };

  it('shown are the completed patients at median and quartiles of the change under the last arm; all of a few', () => {
    // Rank by rank a, d, e, b have both arms: 0.25 and 0.5 of ranks 0 to 3 are 1 and 2 (rounded), the next one is 3
    expect(shownPatients(arms, 'tri_day56')).toEqual([
      { id: 'd', label: 'Patient d (lower quartile)', isMain: false },
      { id: 'e', label: 'Patient e (median)', isMain: true },
      { id: 'b', label: 'Patient b (upper quartile)', isMain: false },
    ]);
    expect(shownPatients(rowsByArm([header, ...endpoints.slice(0, 2)]), 'tri_day56')).toEqual([
      { id: 'a', label: 'Patient a', isMain: true },
    ]);
    // A name that its table writes in quotes
    expect(shownPatients(rowsByArm([header, ['a,b', ...endpoints[1]!.slice(1)]]), 'tri_day56')).toEqual([]);
  });

  it('drawn are 0, +50, +100 % and 0, −25, −50 % of tumor, 12, 6, 4 mg of the drug', () => {
    const patients = shownPatients(arms, 'tri_day56');
    const sizes = rowsOf(tumorSizeFigure({ courses, patients, visits: [], arms: styles }, FIGURE_LAYOUTS.wide));
    const changeOf = (arm: string) =>
      sizes.filter((row) => row.patient === 'd' && row.armLabel === arm).map((row) => row['Change of tumor size (%)']);
    expect(changeOf('Placebo')).toEqual([0, 50, 100]);
    expect(changeOf('active')).toEqual([0, -25, -50]);
    const [drug] = settings.simulation.drugs.map(({ name, definition: { label, symbol, doseUnit } }) => ({
      name,
      label,
      symbol,
      unit: doseUnit,
    }));
    const amounts = rowsOf(
      drugsFigure(courses.slice(0, 2), { drugs: [drug!], arms: styles }, FIGURE_LAYOUTS.narrow),
    ).filter((row) => row.compartment === 'central');
    expect(amounts.map((row) => row['Amount (mg)'])).toEqual([12, 6, 4]);
  });

  it('answers with the controlled patients of each arm; of one patient with its changes', () => {
    const study = { styles, change: 'tri_day56', day: '56' };
    expect(simulationAnswer({ ...study, arms, patients: 5 })).toBe(
      'On day 56 the disease is controlled (no progression) in 0 % under Placebo (median change of size +100 %) and 100 % under active (median change of size +30 %) of 5 patients.',
    );
    expect(simulationAnswer({ ...study, arms: rowsByArm([header, ...endpoints.slice(0, 2)]), patients: 1 })).toBe(
      'The tumor of this patient has changed by day 56 by +100 % under Placebo (PD) and +10 % under active (SD).',
    );
  });

  it('the page has all figures, drawn without a warning', { tags: 'full/studies' }, async () => {
    const [warnings, asked]: [string[], string[][]] = [[], []];
    const figures: string[] = [];
    const stored = {
      manifest: { ...manifest, settings, files },
      result: null,
      table: async (file: string) =>
        file === 'visits.csv'
          ? [
              ['patient', 'arm', 'day', 'size', 'class'],
              ['d', 'active', '4', '0.5', 'PR'],
            ]
          : [header, ...endpoints],
      records: async (_file: string, beginnings: readonly string[]) => {
        asked.push([...beginnings]);
        return trajectories.filter(([id], index) => index === 0 || beginnings.includes(`${id},`));
      },
    };
    const receiver = {
      onWarning: (message: string) => warnings.push(message),
      onFigure: ({ id }: { readonly id: string }) => figures.push(id),
    };
    const text = pageOf(await render(stored, receiver));
    expect(warnings).toEqual([]);
    expect(pageIssues(text)).toEqual([]);
    expect(asked).toEqual([['d,', 'e,', 'b,']]);
    expect(figures).toEqual([
      ...['tumor-size', 'tumor-clones', 'drug-amounts'],
      ...['cells-C', 'cells-B', 'cells-A', 'main-cells'],
    ]);
  });
});
