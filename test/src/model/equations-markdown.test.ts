import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { administrationsOf } from '../../../src/model/administrations.js';
import { ownParameters } from '../../../src/model/drugs/drug-parameters.js';
import { stateNames, symbolOf } from '../../../src/model/drugs/drug-states.js';
import { shippedDrugs } from '../../../src/model/drugs/shipped-drugs.js';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import { equationsMarkdown } from '../../../src/model/equations-markdown.js';
import { fixedParameters } from '../../../src/model/parameters/fixed-parameters.js';
import { heterogeneityParameterNames, heterogeneityParameters } from '../../../src/model/parameters/heterogeneity.js';
import { correctedOnlyParameters } from '../../../src/model/parameters/parameter-name.js';
import { qcicModel } from '../../../src/model/qcic-model.js';
import { cellStates } from '../../../src/model/species.js';
import { postedSwitches, switchDescriptions } from '../../../src/model/switches.js';
import { classifyResponse } from '../../../src/simulation/treatment-response.js';
import { tumorVolumeCm3 } from '../../../src/simulation/tumor-volume.js';
import { formulaBlocks, postedDefinitions, workedOut } from './equations/read-document.js';
import { largestError, rightHandSideFixture } from './right-hand-side-cases.js';

const document = equationsMarkdown();
const lines = document.split('\n');
const formulas = formulaBlocks(document).join('\n');
const tableRows = lines
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** Numbers in the document round-trip; the formulas regroup a dozen operations. */
const READING_TOLERANCE = 1e-12;

test('src/model/EQUATIONS.md is what the model generates (line ends aside); write it with `qcic equations`', () => {
  const written = readFileSync(new URL('../../../src/model/EQUATIONS.md', import.meta.url), 'utf8');
  expect(written.replaceAll('\r\n', '\n')).toBe(document);
});

describe('what the document holds', () => {
  const parameters = { ...fixedParameters, ...heterogeneityParameters, ...correctedOnlyParameters };

  test('every one of the 410 + 21 + 1 parameters is in some formula', () => {
    const names = new Set(formulas.match(/\w+/g));
    expect(Object.keys(parameters)).toHaveLength(432);
    expect(Object.keys(parameters).filter((name) => !names.has(name))).toEqual([]);
  });

  test('every fixed parameter has one table row with its value and unit', () => {
    for (const [name, { value, unit }] of Object.entries({ ...fixedParameters, ...correctedOnlyParameters })) {
      const rows = tableRows.filter((cells) => cells[1] === `\`${name}\``);
      expect(rows.map((cells) => [Number(cells[2]), cells[3]])).toEqual([[value, unit]]);
    }
  });

  test('every per-patient parameter has one table row with range, shapes, baseline and unit', () => {
    for (const [name, { min, max, alpha, beta, baseline, unit }] of Object.entries(heterogeneityParameters)) {
      const rows = tableRows.filter((cells) => cells[1] === `\`${name}\``);
      expect(rows.map((cells) => [...cells.slice(2, 7).map(Number), cells[7]])).toEqual([
        [min, max, alpha, beta, baseline, unit],
      ]);
    }
  });

  test('every state has one table row and one differential equation', () => {
    expect(stateNames).toHaveLength(57);
    for (const state of stateNames) {
      expect(tableRows.filter((cells) => cells[2] === `\`${state}\``)).toHaveLength(1);
      expect(formulas.split('\n').filter((line) => line.startsWith(`d[${state}]/dt =`))).toHaveLength(1);
    }
  });

  test('every quasi-steady molecule is defined once in posted form', () => {
    for (const { name } of qcicModel(postedSwitches).molecules) {
      expect(formulas.split('\n').filter((line) => line.startsWith(`${name} = `))).toHaveLength(1);
    }
  });

  test('every switch is explained in both forms', () => {
    for (const [name, { posted, corrected }] of Object.entries(switchDescriptions)) {
      const rows = tableRows.filter((cells) => cells[1] === `\`${name}\``);
      expect(rows.map((cells) => [cells[2], cells[3]])).toEqual([[posted, corrected]]);
    }
  });

  test('every regimen lists the days on which each drug starts', () => {
    for (const [name, regimen] of Object.entries(builtInRegimens)) {
      const rows = tableRows.filter((cells) => cells[1] === `\`${name}\``);
      const expected = [regimen.tas102, regimen.bevacizumab].flatMap((courses = []) =>
        courses.map((course) =>
          administrationsOf(course, 85)
            .map(({ startDay }) => startDay)
            .join(', '),
        ),
      );
      expect(rows.map((cells) => cells[6])).toEqual(expected.length === 0 ? ['-'] : expected);
    }
  });

  test('every drug that ships has a heading with its unit, a row for each effect and each parameter of its own', () => {
    for (const [name, definition] of Object.entries(shippedDrugs)) {
      const drug = { name, definition };
      const { label, doseUnit, effects, calibrated } = definition;
      const heading = `### ${label} (\`${symbolOf(drug)}\`), in ${doseUnit}`;
      const from = document.indexOf(heading);
      expect(from, heading).toBeGreaterThan(0);
      const own = document.slice(from, document.indexOf('\n#', from + 1));
      expect(own.includes('not calibrated to trials')).toBe(!calibrated);
      expect(own.match(/^\| (kills|drives|inhibits|enhances) /gm)).toHaveLength(effects.length);
      for (const [parameter, { value, unit }] of Object.entries(ownParameters([drug]))) {
        const rows = tableRows.filter((cells) => cells[1] === `\`${parameter}\``);
        expect(rows.map((cells) => [Number(cells[2]), cells[3]])).toEqual([[value, unit]]);
      }
    }
  });

  test('no formula line is wider than 110 characters, no line ends in a space, the last one ends', () => {
    expect(formulas.split('\n').filter((line) => line.length > 110)).toEqual([]);
    expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
    expect(document.endsWith('\n') && !document.endsWith('\n\n')).toBe(true);
  });
});

/** The document read back as arithmetic: an independent route from the declaration to the derivatives. */
describe('the printed equations are the ones that run', () => {
  const definitions = postedDefinitions(document);

  test.each([...rightHandSideFixture.cases.entries()])(
    'case %i: reading them gives the 53 derivatives',
    (_index, example) => {
      const { lambda_betaTfhI21: _gain, ...overrides } = example.fixed;
      const known: Record<string, number> = { Targ_C: example.Targ_C, Chem_C: example.Chem_C };
      for (const cells of tableRows) {
        const name = /^`(\w+)`$/.exec(cells[1] ?? '')?.[1] ?? '';
        if (Object.hasOwn(fixedParameters, name)) known[name] = overrides[name] ?? Number(cells[2]);
      }
      for (const [index, name] of heterogeneityParameterNames.entries()) known[name] = example.perPatient[index]!;
      for (const [index, state] of cellStates.entries()) known[state] = example.cells[index]!;
      const values = workedOut(definitions, known);
      const read = cellStates.map((state) => values[`d[${state}]/dt`] ?? Number.NaN);
      expect(largestError(read, example.posted)).toBeLessThan(READING_TOLERANCE);
    },
  );
});

describe('the endpoints in the document are those of the code', () => {
  test('constants of the tumor volume, eq. (23)', () => {
    const [, cellVolume, fraction] = /V_T = (\S+) cm\^3\/cell \* X_C \* V_C \/ (\S+)/.exec(document)!;
    expect(tumorVolumeCm3(4e8, 0.8)).toBeCloseTo((Number(cellVolume) * 4e8 * 0.8) / Number(fraction), 12);
  });

  test('thresholds of the response classes', () => {
    const [, cr, pr, pd] = /CR: TRI <= (\S+) .*PR: .* < TRI < (\S+) .*PD: TRI >= (\S+)/.exec(document)!;
    const classes = [cr, pr, pd].map((border) => classifyResponse(Number(border), 'volume', 2));
    expect(classes).toEqual(['CR', 'SD', 'PD']);
    expect(classifyResponse(Number(cr) + 1e-9, 'volume', 2)).toBe('PR');
    expect(classifyResponse(Number(pr) - 1e-9, 'volume', 2)).toBe('PR');
    expect(classifyResponse(Number(pd) - 1e-9, 'volume', 2)).toBe('SD');
  });
});
