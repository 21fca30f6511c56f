import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { resultSchemas } from '../../../calibration/studies/result-schemas.js';
import { jsonOf, root } from './run-cli.js';

/** A keyword that the validator does not know is an error, not a test that passes. */
const ajv = new Ajv2020({ allErrors: true, strictSchema: true, strictTypes: false, strictTuples: false });
const validators = new Map<string, Promise<ValidateFunction>>();

function validatorOf(name: string): Promise<ValidateFunction> {
  const known = validators.get(name);
  if (known !== undefined) return known;
  const made = readFile(`${root}docs/schemas/${name}.schema.json`, 'utf8').then((text) =>
    ajv.compile(JSON.parse(text)),
  );
  validators.set(name, made);
  return made;
}

/**
 * Holds the JSON files of a study's folder against the documented schemas, as a program in another language would.
 *
 * @param folder - of a finished study
 * @returns by file name, where it departs from docs/schemas; empty lists where it does not
 */
export async function schemaIssues(folder: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const issues = await Promise.all(
    files.map(async (file) => [file, await issuesOf(file, await jsonOf(join(folder, file)))] as const),
  );
  return Object.fromEntries(issues);
}

async function issuesOf(file: string, value: unknown): Promise<readonly string[]> {
  const schema = resultSchemas.find((each) => each.file === file);
  if (schema === undefined) return [`${file} has no schema in docs/schemas`];
  const validate = await validatorOf(schema.name);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

/** What {@link schemaIssues} gives for files that follow their schemas. */
export const valid = (...files: readonly string[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(files.map((file) => [file, []]));
