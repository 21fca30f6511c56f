// Evidence: slow oracle (the JavaScript kernel, itself checked with an independent program), closed form (drug equations).
import { describe, expect, test } from 'vitest';
import { compileModel, type ModelOptions } from '../../../../src/model/compile/compile-model.js';
import { publishedDrugs } from '../../../../src/model/drugs/shipped-drugs.js';
import { builtInRegimens } from '../../../../src/model/drugs/trial-regimens.js';
import { cExport } from '../../../../src/model/export/c-export.js';
import { exportableModel } from '../../../../src/model/export/exportable-model.js';
import { postedSwitches, resolveSwitches, switchNames } from '../../../../src/model/switches.js';
import { dosePlan } from '../../../../src/simulation/dose-segments.js';
import { derivativesAt, rightHandSideFixture } from '../right-hand-side-cases.js';
import { compiler, runC, skipReason } from './c-compiler.js';
import { furtherDrugs } from './further-drugs.js';

/**
 * Same operations in the same order; only the last digit of exp can differ, and the sums behind a derivative can cancel a
 * digit of it.
 */
const LAST_DIGITS = 1e-14;

const drugs = [120, 35, 11, 4] as const;
const input = [2800, 950] as const;
const none = { regimen: 'none', segments: dosePlan({}, 365).segments };

/**
 * Reads parameters, 57 states and 2 inputs, as often as they come; prints 53 derivatives of the cells, 57 of all states and
 * the 6 rate constants each time.
 */
const driver = `#include <stdio.h>
#include "model.h"
static int read(double *to, int count) { while (count > 0 && scanf("%lf", to++) == 1) count--; return count == 0; }
static void print(const double *from, int count) { while (count-- > 0) printf("%.17g\\n", *from++); }
int main(void) {
  double parameters[QCIC_PARAMETERS], state[QCIC_STATES], input[QCIC_INPUTS], rates[6];
  double constants[QCIC_CONSTANTS], cells[QCIC_CELLS], all[QCIC_STATES], amounts[QCIC_INPUTS];
  while (read(parameters, QCIC_PARAMETERS) && read(state, QCIC_STATES) && read(input, QCIC_INPUTS)) {
    qcic_prepare(parameters, constants);
    for (int drug = 0; drug < QCIC_INPUTS; drug++) amounts[drug] = state[53 + 2 * drug];
    qcic_cell_rhs(state, amounts, constants, cells);
    qcic_rhs(0.0, state, constants, input, all);
    qcic_drug_rates(constants, rates);
    print(cells, QCIC_CELLS);
    print(all, QCIC_STATES);
    print(rates, 6);
  }
  return 0;
}
`;

interface Point {
  readonly parameters: readonly number[];
  readonly cells: readonly number[];
}

const PRINTED = 53 + 57 + 6;

/** Exports and compiles once, and evaluates at each point. */
function runExport(options: ModelOptions, points: readonly Point[]) {
  const text = cExport(exportableModel(options), none);
  const numbers = points.flatMap(({ parameters, cells }) => [...parameters, ...cells, ...drugs, ...input]);
  const values = runC({ 'model.h': text, 'driver.c': driver }, numbers);
  expect(values).toHaveLength(points.length * PRINTED);
  return points.map((_, index) => {
    const own = values.slice(index * PRINTED, (index + 1) * PRINTED);
    return { cells: own.slice(0, 53), all: own.slice(53, 110), rates: own.slice(110) };
  });
}

function largestError(values: readonly number[], expected: ArrayLike<number>): number {
  return Math.max(...values.map((value, i) => (value === expected[i] ? 0 : Math.abs(value / expected[i]! - 1))));
}

const { cases } = rightHandSideFixture;
const example = cases[1]!;
const point: Point = { parameters: example.perPatient, cells: example.cells };
const corrected = resolveSwitches(Object.fromEntries(switchNames.map((name) => [name, 'corrected'])));

describe.skipIf(compiler === undefined)(`exported C, compiled as strict C99${skipReason}`, () => {
  const derivesAlike = (_form: string, switches: typeof corrected) => {
    const [Targ_C, , Chem_C] = drugs;
    const compiled = compileModel({ switches });
    const results = runExport(
      { switches },
      cases.map(({ cells, perPatient }) => ({ parameters: perPatient, cells })),
    );
    results.forEach(({ cells, all }, index) => {
      const { cells: state, perPatient } = cases[index]!;
      const expected = derivativesAt(compiled, { cells: state, Targ_C, Chem_C }, perPatient);
      expect(largestError(cells, expected)).toBeLessThan(LAST_DIGITS);
      expect(all.slice(0, 53)).toEqual(cells);
    });
  };
  test.each([['posted form', postedSwitches]] as const)('%s: derivatives of the JavaScript kernel', derivesAlike);
  test.each([
    ['every form corrected', corrected] as const,
    ...switchNames.map((name) => [`${name} corrected`, resolveSwitches({ [name]: 'corrected' })] as const),
  ])('%s: derivatives of the JavaScript kernel', { tags: 'full/compiler' }, derivesAlike);

  test('drug amounts follow eqs. 19 and 20 with the published rate constants', { tags: 'full/compiler' }, () => {
    const [result] = runExport({ switches: postedSwitches }, [point]);
    const { all, rates } = result!;
    const [targC, targP, chemC, chemP] = drugs;
    expect(rates).toEqual([0.223, 0.215, 0.0779, 3.64, 5.55, 7.81]);
    const expected = [
      0.215 * targP - (0.223 + 0.0779) * targC + input[0],
      0.223 * targC - 0.215 * targP,
      5.55 * chemP - (3.64 + 7.81) * chemC + input[1],
      3.64 * chemC - 5.55 * chemP,
    ];
    expect(largestError(all.slice(53), expected)).toBeLessThan(LAST_DIGITS);
  });

  test('varying parameters come after the 21 per-patient ones, rate constants of drugs among them', () => {
    const options = { switches: corrected, varying: ['d_T8', 'k_10_Chem', 'lambda_betaTfhI21', 'V_C'] };
    const parameters = [...example.perPatient, 0.2, 6.5, 0.15, 0.4];
    const [result] = runExport(options, [{ parameters, cells: example.cells }]);
    const { cells, all, rates } = result!;
    const [Targ_C, , Chem_C, chemP] = drugs;
    const expected = derivativesAt(compileModel(options), { cells: example.cells, Targ_C, Chem_C }, parameters);
    expect(largestError(cells, expected)).toBeLessThan(LAST_DIGITS);
    expect(rates[5]).toBe(6.5);
    expect(largestError([all[55]!], [5.55 * chemP - (3.64 + 6.5) * Chem_C + input[1]])).toBeLessThan(LAST_DIGITS);
  });

  test('an override is folded in', { tags: 'full/compiler' }, () => {
    const options = { switches: postedSwitches, overrides: { d_T8: 0.31, k_21_Targ: 0.5 } };
    const [result] = runExport(options, [point]);
    const { cells, rates } = result!;
    const [Targ_C, , Chem_C] = drugs;
    const expected = derivativesAt(compileModel(options), { cells: example.cells, Targ_C, Chem_C }, example.perPatient);
    expect(largestError(cells, expected)).toBeLessThan(LAST_DIGITS);
    expect(rates[1]).toBe(0.5);
  });

  test('the tables hold initial state, example parameters and dose segments to the bit', {
    tags: 'full/compiler',
  }, () => {
    const model = exportableModel({ switches: postedSwitches, varying: ['V_C'] });
    const { segments } = dosePlan(builtInRegimens['protocol-tas102-bev']!, 100);
    const printer = `#include <stdio.h>
#include "model.h"
int main(void) {
  for (int i = 0; i < QCIC_STATES; i++) printf("%.17g\\n", qcic_initial_state[i]);
  for (int i = 0; i < QCIC_PARAMETERS; i++) printf("%.17g\\n", qcic_example_parameters[i]);
  for (int i = 0; i < QCIC_SEGMENTS; i++) for (int j = 0; j < 4; j++) printf("%.17g\\n", qcic_segments[i][j]);
  return 0;
}
`;
    const text = cExport(model, { regimen: 'protocol-tas102-bev', segments });
    expect(runC({ 'model.h': text, 'printer.c': printer })).toEqual([
      ...model.states.map(({ initial }) => initial),
      ...model.parameters.map(({ example: value }) => value),
      ...segments.flatMap(({ startDay, endDay, input: rate }) => [startDay, endDay, rate.bevacizumab, rate.tas102]),
    ]);
  });
});

const withFurther = { switches: postedSwitches, drugs: [...publishedDrugs, ...furtherDrugs], varying: ['half_probe1'] };

describe.skipIf(compiler === undefined)(`exported C with further drugs${skipReason}`, () => {
  test('derivatives of cells and saturable amounts are those of the JavaScript kernel, the others their equations', {
    tags: 'full/compiler',
  }, () => {
    const model = exportableModel(withFurther);
    const names = model.states.map(({ name }) => name);
    expect(names.slice(57)).toEqual(['probe0_C', 'probe1_C', 'probe1_E', 'probe2_C', 'probe2_P', 'probe2_E']);
    const amounts = [120, 35, 11, 4, 22, 50, 7, 31, 9, 3];
    const rates = [2800, 950, 60, 500, 8];
    const parameters = [...example.perPatient, 12];
    const printer = `#include <stdio.h>
#include "model.h"
static int read(double *to, int count) { while (count > 0 && scanf("%lf", to++) == 1) count--; return count == 0; }
int main(void) {
  double parameters[QCIC_PARAMETERS], state[QCIC_STATES], input[QCIC_INPUTS], constants[QCIC_CONSTANTS], all[QCIC_STATES];
  if (!read(parameters, QCIC_PARAMETERS) || !read(state, QCIC_STATES) || !read(input, QCIC_INPUTS)) return 1;
  qcic_prepare(parameters, constants);
  qcic_rhs(0.0, state, constants, input, all);
  for (int i = 0; i < QCIC_STATES; i++) printf("%.17g\\n", all[i]);
  return 0;
}
`;
    const text = cExport(model, none);
    const all = runC({ 'model.h': text, 'printer.c': printer }, [
      ...parameters,
      ...example.cells,
      ...amounts,
      ...rates,
    ]);

    const { kernel, dimension } = compileModel(withFurther);
    const constants = new Float64Array(kernel.constantCount);
    const expected = new Float64Array(dimension);
    kernel.prepareInto(Float64Array.from(parameters), constants);
    const state = Float64Array.of(...example.cells, ...amounts.slice(5));
    // Central amounts of the drugs in closed form, input rates of the others
    kernel.evaluateInto(state, Float64Array.of(120, 11, 22, 500, 8), constants, expected);
    expect(largestError(all.slice(0, 53), expected)).toBeLessThan(LAST_DIGITS);
    expect(largestError(all.slice(58), expected.slice(53))).toBeLessThan(LAST_DIGITS);
    expect(largestError(all.slice(57, 58), [60 - 0.7 * 22])).toBeLessThan(LAST_DIGITS);
    // The varied half-saturation is that of the patient
    expect(largestError([all[58]!], [500 - (40 * 50) / (12 + 50)])).toBeLessThan(LAST_DIGITS);
  });
});

describe('the text of an export with further drugs', () => {
  const course = { days: [1], cycleDays: 7, cycles: 1 };
  const regimen = {
    tas102: [{ ...course, dose: 95, durationDays: 0.1 }],
    probe1: [{ ...course, dose: 5, durationDays: 0 }],
  };
  const { segments } = dosePlan(regimen, 7);
  const text = cExport(exportableModel(withFurther), { regimen: 'own', segments });

  test('has inputs and boluses of every drug in the order of the drugs, by stretch', () => {
    expect(text).toContain('#define QCIC_INPUTS 5\n');
    expect(text).toContain('{ 1.0, 1.1, 0.0, 950.0, 0.0, 0.0, 0.0 },');
    const boluses = text
      .slice(text.indexOf('qcic_boluses[QCIC_SEGMENTS]'))
      .split('\n')
      .slice(1, 1 + segments.length);
    expect(boluses.filter((row) => row !== '  { 0.0, 0.0, 0.0, 0.0, 0.0 },')).toEqual([
      '  { 0.0, 0.0, 0.0, 5.0, 0.0 },',
    ]);
  });

  test('names drugs, units and that they are not calibrated in comments that they cannot end', () => {
    expect(text).toContain(
      'drug * / 2: probe2_C (central), probe2_P (peripheral), probe2_E (eliminated); mg; not calibrated',
    );
    expect(text).toContain('bevacizumab: Targ_C (central), Targ_P (peripheral); dose unit\n');
    expect(text).not.toContain('drug */');
  });
});

describe('the text of an export', () => {
  const text = cExport(exportableModel({ switches: corrected, overrides: { d_T8: 0.3 }, varying: ['V_C'] }), none);

  test('names every state and parameter in order', () => {
    const model = exportableModel({ switches: corrected, varying: ['V_C'] });
    const listed = [...text.matchAll(/^ {2}"(\w+)",$/gm)].map(([, name]) => name);
    expect(listed).toEqual([...model.states, ...model.parameters].map(({ name }) => name));
    expect(text).toContain('#define QCIC_STATES 57\n#define QCIC_CELLS 53\n#define QCIC_PARAMETERS 22\n');
  });

  test('says in its head which forms, overrides and varying parameters it has', () => {
    const head = text.slice(0, text.indexOf('*/'));
    for (const name of switchNames) expect(head).toContain(`${name} = corrected: `);
    expect(head).toContain('Overridden parameters: d_T8 = 0.3');
    expect(head).toContain('then V_C');
    expect(head).toContain('doi:10.1038/s41540-025-00513-1');
  });

  test('needs nothing but math.h, and the same options give the same text', () => {
    expect(text.match(/^#include .*$/gm)).toEqual(['#include <math.h>']);
    expect(cExport(exportableModel({ switches: corrected, overrides: { d_T8: 0.3 }, varying: ['V_C'] }), none)).toBe(
      text,
    );
  });
});
