// Evidence: the documented contract.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../src/errors.js';
import { exportFormats, modelExporter } from '../../../../src/model/export/export-formats.js';

describe('modelExporter', () => {
  test('every listed format has an exporter', () => {
    expect(exportFormats).toEqual(['c', 'julia', 'latex', 'markdown', 'sbml']);
    for (const format of exportFormats) expect(modelExporter(format)).toBeTypeOf('function');
  });

  test.each(['xml', '', 'constructor', 'toString'])("'%s' is refused, and the message says which exist", (format) => {
    expect(() => modelExporter(format)).toThrow(InputError);
    expect(() => modelExporter(format)).toThrow(`format: must be one of ${exportFormats.join(', ')}; got ${format}`);
  });
});
