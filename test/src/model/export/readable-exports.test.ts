// Evidence: slow oracle (the JavaScript kernel, itself checked with an independent program), closed form (drug equations),
// structure (what a document must have once). Julia itself was not run: its lines of arithmetic are, as JavaScript.
import { describe, expect, test } from 'vitest';
import { compileModel, type ModelOptions } from '../../../../src/model/compile/compile-model.js';
import { publishedDrugs } from '../../../../src/model/drugs/shipped-drugs.js';
import { builtInRegimens } from '../../../../src/model/drugs/trial-regimens.js';
import { exportableModel } from '../../../../src/model/export/exportable-model.js';
import { exportedEquations } from '../../../../src/model/export/exported-equations.js';
import { juliaExport } from '../../../../src/model/export/julia-export.js';
import { latexExport } from '../../../../src/model/export/latex-export.js';
import { latexName, latexText } from '../../../../src/model/export/latex-name.js';
import { markdownExport } from '../../../../src/model/export/markdown-export.js';
import { heterogeneityParameterNames } from '../../../../src/model/parameters/heterogeneity.js';
import { postedSwitches, resolveSwitches, switchNames } from '../../../../src/model/switches.js';
import { dosePlan } from '../../../../src/simulation/dose-segments.js';
import { postedDefinitions, workedOut } from '../equations/read-document.js';
import { derivativesAt, largestError, rightHandSideFixture } from '../right-hand-side-cases.js';
import { furtherDrugs } from './further-drugs.js';
import { juliaDerivatives, juliaTuple } from './julia-reading.js';

/** The printed formulas regroup a dozen operations of the kernel. */
const READING_TOLERANCE = 1e-12;

const corrected = resolveSwitches(Object.fromEntries(switchNames.map((name) => [name, 'corrected'])));
const dosing = {
  regimen: 'protocol-tas102-bev',
  segments: dosePlan(builtInRegimens['protocol-tas102-bev']!, 60).segments,
};
const { cases } = rightHandSideFixture;
const amounts = [120, 35, 11, 4];
const overrides = { d_T8: 0.31, k_21_Targ: 0.5 };
const forms: readonly (readonly [string, ModelOptions])[] = [
  ['every form corrected', { switches: corrected }],
  ['posted form, overridden', { switches: postedSwitches, overrides }],
];

type Compiled = ReturnType<typeof compileModel>;

function expectedCells(model: Compiled, index: number): number[] {
  const { cells, perPatient } = cases[index]!;
  return [...derivativesAt(model, { cells, Targ_C: amounts[0]!, Chem_C: amounts[2]! }, perPatient)];
}

describe('juliaExport', () => {
  test.each(forms)('%s: its lines of arithmetic give the derivatives of the JavaScript kernel', (_form, options) => {
    const text = juliaExport(exportableModel(options), dosing);
    const derivatives = juliaDerivatives(text);
    const parameters = juliaTuple(text, 'qcic_parameters');
    const compiled = compileModel(options);
    cases.forEach(({ cells, perPatient }, index) => {
      heterogeneityParameterNames.forEach((name, slot) => {
        parameters[name] = perPatient[slot]!;
      });
      const p = { ...parameters, J_Targ: 950, J_Chem: 2800 };
      const derived = derivatives([...cells, ...amounts], p);
      expect(largestError(derived.slice(0, 53), expectedCells(compiled, index).slice(0, 53))).toBeLessThan(
        READING_TOLERANCE,
      );
      const [k21, k12] = [options.overrides?.k_21_Targ ?? 0.215, 0.223];
      const drugs = [k21 * 35 - (k12 + 0.0779) * 120 + 950, k12 * 120 - k21 * 35];
      expect(largestError(derived.slice(53, 55), drugs)).toBeLessThan(READING_TOLERANCE);
    });
  });

  test('drugs with saturable elimination and drugs that share a target have their terms', () => {
    const options = { switches: postedSwitches, drugs: [...publishedDrugs, ...furtherDrugs] };
    const model = exportableModel(options);
    const text = juliaExport(model, dosing);
    const all = [...amounts, 22, 50, 7, 31, 9, 3];
    const p = {
      ...juliaTuple(text, 'qcic_parameters'),
      J_Targ: 1,
      J_Chem: 2,
      J_probe0: 60,
      J_probe1: 500,
      J_probe2: 8,
    };
    const derivatives = juliaDerivatives(text);
    const values = derivatives([...cases[1]!.cells, ...all], p);
    const [v1, v2] = [(40 * 50) / 65, 0.3 * 31 + (40 * 31) / 46];
    const expected = [60 - 0.7 * 22, 500 - v1, v1, 8 + 0.8 * 9 - 1.2 * 31 - v2, 1.2 * 31 - 0.8 * 9, v2];
    expect(largestError(values.slice(57), expected)).toBeLessThan(READING_TOLERANCE);
    const without = derivatives([...cases[1]!.cells, ...amounts, 0, 50, 7, 0, 9, 3], p);
    // Kills alone differ for X2_C, which they do not act on but by the checkpoint
    expect(values[31]).toBeLessThan(without[31]!);
  });

  test('its tables are those of the model, and its example names what there is', () => {
    const model = exportableModel({ switches: postedSwitches });
    const text = juliaExport(model, { regimen: 'a\nb', segments: [{ ...dosing.segments[0]!, bolus: { tas102: 7 } }] });
    const block = /const qcic_initial_state = \[\n([\s\S]*?)\n\]/.exec(text)![1]!;
    expect(block.split('\n').map((line) => Number.parseFloat(line))).toEqual(
      model.states.map(({ initial }) => initial),
    );
    expect(text).toContain('bolus = Pair{Int,Float64}[56 => 7.0])');
    expect(text).toContain('(start = 0.0, stop = 1.0, input = (J_Targ = 0.0, J_Chem = 0.0,)');
    expect(text).toContain('regimen a b,');
    const named = /merge\(qcic_parameters, \((\w+) =/.exec(text)![1]!;
    expect(exportedEquations(model).parameters.map(({ name }) => name)).toContain(named);
  });
});

describe('markdownExport', () => {
  test.each(forms)('%s: reading its equations gives the derivatives of the JavaScript kernel', (_form, options) => {
    const text = markdownExport(exportableModel(options), dosing);
    const known: Record<string, number> = { Targ_C: amounts[0]!, Chem_C: amounts[2]! };
    for (const [, name, value] of text.matchAll(/^\| `(\w+)` +\| ([-\d.e]+) /gm)) known[name!] = Number(value);
    heterogeneityParameterNames.forEach((name, slot) => {
      known[name] = cases[1]!.perPatient[slot]!;
    });
    const names = Object.keys(Object.fromEntries(rightHandSideFixture.cellOrder.map((name) => [name, 0])));
    names.forEach((name, index) => {
      known[name] = cases[1]!.cells[index]!;
    });
    const values = workedOut(postedDefinitions(text), known);
    const read = names.map((name) => values[`d[${name}]/dt`] ?? Number.NaN);
    expect(largestError(read, expectedCells(compileModel(options), 1).slice(0, 53))).toBeLessThan(READING_TOLERANCE);
    expect(text).not.toMatch(/# [\w-]+ corrected:/m);
  });
});

describe('latexExport', () => {
  const model = exportableModel({ switches: postedSwitches, drugs: [...publishedDrugs, ...furtherDrugs] });
  const text = latexExport(model, { ...dosing, regimen: '100% a_b' });

  test('braces, environments and \\left with \\right are in pairs', () => {
    const open: string[] = [];
    for (const [, kind, name] of text.matchAll(/\\(begin|end)\{(\w+\*?)\}/g)) {
      if (kind === 'begin') open.push(name!);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
    let depth = 0;
    for (const [brace] of text.replace(/\\[{}]/g, '').matchAll(/[{}]/g)) {
      depth += brace === '{' ? 1 : -1;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toBe(0);
    for (const line of text.split('\n')) {
      expect(line.match(/\\left\(/g)?.length ?? 0).toBe(line.match(/\\right\)/g)?.length ?? 0);
      expect(line.match(/(?<!\\)\$/g)?.length ?? 0).toSatisfy((count: number) => count % 2 === 0);
    }
    expect(text.match(/\\Bigl\(/g)).toHaveLength(text.match(/\\Bigr\)/g)!.length);
    expect(text).toContain('\\texttt{100\\% a\\_b}');
  });

  test('every state has one differential equation, every flux one definition, every parameter one row', () => {
    for (const { name } of model.states) {
      expect(text.split(`\\frac{\\mathrm{d}}{\\mathrm{d}t} ${latexName(name, 'cell')} &=`), name).toHaveLength(2);
    }
    const processes = model.network.families.flatMap((family) => family.processes);
    for (const index of processes.keys()) expect(text.split(`F_{${index + 1}} &=`)).toHaveLength(2);
    const { parameters } = exportedEquations(model);
    for (const { name } of parameters) {
      const symbol = latexName(name, 'parameter');
      expect(text.split(`$${symbol}$ & \\texttt{${latexText(name)}} &`), name).toHaveLength(2);
      // In its row, and in at least one equation
      expect(text.split(symbol).length, name).toBeGreaterThan(2);
    }
    expect(new Set(parameters.map(({ name }) => latexName(name, 'parameter'))).size).toBe(parameters.length);
  });
});

test('names in LaTeX: Greek stems, upright subscripts, numbers below', () => {
  expect(latexName('lambda_T8Igamma', 'parameter')).toBe('\\lambda_{\\mathrm{T8I}\\gamma}');
  expect(latexName('V_T1_AB', 'parameter')).toBe('V_{\\mathrm{T1,AB}}');
  expect(latexName('a31', 'parameter')).toBe('a_{31}');
  expect(latexName('TGFb_C', 'molecule')).toBe('\\mathrm{TGF}\\beta_{\\mathrm{C}}');
  expect(latexName('PD1_PDL1_C', 'molecule')).toBe('\\mathrm{PD1/PDL1}_{\\mathrm{C}}');
  expect(latexText('50% of `a_b` < c\n& d')).toBe('50\\% of \\texttt{a\\_b} \\textless{} c \\& d');
});
