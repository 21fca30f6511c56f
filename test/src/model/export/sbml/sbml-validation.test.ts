// Evidence: independent tool (libSBML 5.19.7, python3-sbml5 of Debian; test/fixtures/sbml/validate-sbml.py).
import { describe, expect, test } from 'vitest';
import { exportedDocuments } from './exported-documents.js';
import { isPythonAvailable, runPython, skipReason } from './python-libsbml.js';

interface Remark {
  readonly id: number;
  readonly category: string;
  readonly line: number;
  readonly message: string;
}

const validate = (documents: readonly string[]) =>
  runPython('validate-sbml.py', documents) as readonly (readonly Remark[])[];

describe.skipIf(!isPythonAvailable)(`exported SBML, checked by libSBML${skipReason}`, { tags: 'full/models' }, () => {
  test('has no error and no warning in any category: units, identifiers, math, modelling practice, SBO', () => {
    const names = Object.keys(exportedDocuments);
    const remarks = validate(names.map((name) => exportedDocuments[name]!()));
    expect(Object.fromEntries(names.map((name, index) => [name, remarks[index]]))).toEqual(
      Object.fromEntries(names.map((name) => [name, []])),
    );
  });

  test('the checks of units are on: a wrong unit and a number without unit are found', () => {
    const document = exportedDocuments['the posted form']!();
    const changed = [
      ['id="K_I12" value="8000" units="pg_per_L"', 'id="K_I12" value="8000" units="cell_per_L"'],
      ['<cn type="integer" sbml:units="dimensionless">1</cn>', '<cn type="integer">1</cn>'],
    ].map(([from, to]) => {
      expect(document).toContain(from);
      return document.replace(from!, to!);
    });
    const [unit, number] = validate(changed);
    expect(unit!.map(({ id }) => id)).toContain(10501);
    expect(new Set(number!.map(({ category }) => category))).toEqual(new Set(['SBML unit consistency']));
    expect(number!.length).toBeGreaterThan(0);
  });
});
