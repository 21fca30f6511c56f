// Evidence: the stored documents against the schemas that they are made from.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refitResultSchema } from '../../../calibration/studies/refit/result.js';
import { resultSchemas } from '../../../calibration/studies/result-schemas.js';
import { runResultSchema } from '../../../calibration/studies/run/result.js';
import { resultFieldsDocument, resultJsonSchema } from '../../../calibration/studies/schema-documents.js';
import { schemaIssues, valid } from '../cli/schema-issues.js';
import { sampleRefit } from './run/report/sample-refit.js';
import { sampleResults } from './run/report/sample-results.js';

/** As a file holds it: JSON writes null for what is not finite. */
const inFile = (value: unknown) => JSON.parse(JSON.stringify(value));

const docs = new URL('../../../docs/', import.meta.url);

describe('documents of the result files', () => {
  // After a change of a schema: npm run schema
  test.each(resultSchemas.map(({ name }) => name))('docs/schemas/%s.schema.json is current', (name) => {
    expect(readFileSync(new URL(`schemas/${name}.schema.json`, docs), 'utf8')).toBe(resultJsonSchema(name));
  });

  test('docs/schemas holds nothing else, and names are given once', () => {
    const names = resultSchemas.map(({ name }) => `${name}.schema.json`).sort();
    expect(readdirSync(new URL('schemas/', docs)).sort()).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
  });

  test('docs/result-fields.md is current, and every field has a meaning', () => {
    const text = resultFieldsDocument();
    expect(readFileSync(new URL('result-fields.md', docs), 'utf8')).toBe(text);
    expect(
      text
        .split('\n')
        .filter((line) => /^\| `(fit|targets|confirmation|draws|endpoint_changes|profiles)\b.*\| {2}\|$/.test(line)),
    ).toEqual([]);
  });

  test('an unknown name is refused with the known ones', () => {
    expect(() => resultJsonSchema('none')).toThrow(/schema: must be one of results, calibration, .*; got 'none'/);
  });
});

describe('schemas of run and refit', () => {
  test('what has no value is null in the file and NaN when it is read', () => {
    const refit = sampleRefit();
    const [first] = refit.contributions;
    const stored = inFile({ ...refit, contributions: [{ ...first, residual: Number.NaN }] });
    expect(stored.contributions[0].residual).toBeNull();
    expect(refitResultSchema.parse(stored).contributions[0]?.residual).toBeNaN();
  });

  test('refuse another version, an unknown key and a missing one', () => {
    const stored = inFile(sampleResults());
    expect(runResultSchema.safeParse(stored).success).toBe(true);
    expect(runResultSchema.safeParse({ ...stored, schema_version: 1 }).success).toBe(false);
    expect(runResultSchema.safeParse({ ...stored, further: 1 }).success).toBe(false);
    expect(runResultSchema.safeParse({ ...stored, targets: undefined }).success).toBe(false);
  });
});

describe('schemaIssues', () => {
  const folder = join(tmpdir(), `qcic-schemas-${process.pid}`);
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
  beforeAll(() => mkdirSync(folder));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('finds a missing key, an unknown key, a value of another type and a file without a schema', async () => {
    const stored = inFile(sampleResults());
    write('results.json', stored);
    expect(await schemaIssues(folder)).toEqual(valid('results.json'));
    write('results.json', { ...stored, further: 1, seed: 5, targets: undefined });
    write('other.json', {});
    expect(await schemaIssues(folder)).toEqual({
      'results.json': [
        ": must have required property 'targets'",
        ': must NOT have additional properties',
        '/seed: must be string',
      ],
      'other.json': ['other.json has no schema in docs/schemas'],
    });
  });
});
