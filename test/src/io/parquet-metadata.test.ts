// Evidence: the documented keys; the hash of a configuration by node:crypto.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { numberColumn, textColumn } from '../../../src/io/described-column.js';
import { parquetMetadata } from '../../../src/io/parquet-metadata.js';

const columns = [textColumn('patient', 'name of the patient'), numberColumn('th1', 'cell/L', 'Th1 cells')];
const origin = { version: '1.2.3', command: 'qcic simulate', inputs: [{ path: 'p.csv', sha256: 'ab', read_as: 'x' }] };

test('parquetMetadata states origin, units and descriptions, and the same once more for pandas', () => {
  const metadata = parquetMetadata('endpoints', columns, { ...origin, seed: '7', config: { b: 1, a: [2] } });
  const found = Object.fromEntries(metadata.map(({ key, value }) => [key, value]));
  const { PANDAS_ATTRS: attributes, ...own } = found;
  expect(own).toEqual({
    'qcic:producer': 'qcic-workbench',
    'qcic:version': '1.2.3',
    'qcic:schema': '1',
    'qcic:table': 'endpoints',
    'qcic:command': 'qcic simulate',
    'qcic:seed': '7',
    'qcic:config-sha256': createHash('sha256').update('{"a":[2],"b":1}').digest('hex'),
    'qcic:inputs': '[{"path":"p.csv","sha256":"ab"}]',
    'qcic:columns':
      '{"patient":{"unit":"","description":"name of the patient"},"th1":{"unit":"cell/L","description":"Th1 cells"}}',
  });
  const lists = ['qcic:inputs', 'qcic:columns'];
  const expected = Object.entries(own).map(([key, text]) => [key, lists.includes(key) ? JSON.parse(text) : text]);
  expect(JSON.parse(attributes!)).toEqual(Object.fromEntries(expected));
});

test('parquetMetadata leaves out seed and configuration where there are none', () => {
  const keys = parquetMetadata('visits', columns, { ...origin, seed: '', config: null }).map(({ key }) => key);
  expect(keys).not.toContain('qcic:seed');
  expect(keys).not.toContain('qcic:config-sha256');
});
