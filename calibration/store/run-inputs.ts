import { dirname } from 'node:path';
import { builtInArms, mostBytes, readTableFile, readText, sha256 } from '../../src/index.js';
import type { Config } from '../config/config-schema.js';
import { parseConfig } from '../config/parse-config.js';
import { addTrials } from '../targets/new-trials/add-trials.js';
import { probableDoubles } from '../targets/new-trials/probable-doubles.js';
import { parseTrialTables } from '../targets/parse-trial-tables.js';
import { tableRemarks } from '../targets/table-remarks.js';
import { type TrialTables, trialTexts } from '../targets/trial-tables.js';
import { requireWeightedGroups, unreportedRemarks } from '../targets/weighted-groups.js';
import { dataFiles } from './packaged-data.js';
import { type InputFile, readNewTrials, tableInput } from './read-trials.js';

/** A configuration with the files it names, read and checked, and the hash of each. */
export interface RunInputs {
  readonly config: Config;
  readonly tables: TrialTables;
  /** What is worth knowing about the tables before the fit, one sentence each. */
  readonly remarks: readonly string[];
  readonly publishedModel: { readonly text: string; readonly source: string } | null;
  readonly hazardRatios: { readonly text: string; readonly source: string } | null;
  readonly files: readonly InputFile[];
}

/**
 * Reads a configuration and the tables it names: relative to the configuration's folder, or from the package (see
 * {@link dataFiles}).
 *
 * @param path - configuration file
 * @param options - seed: replaces that of the configuration; text: its content, where the file is not written yet; root: folder of the installed package, whose data a copied
 * configuration may use; null for none
 * @throws InputError, ConfigError, DataError - naming the file and every issue found
 */
export async function readRunInputs(
  path: string,
  { seed, root, text }: { readonly seed?: string | undefined; readonly root: string | null; readonly text?: string },
): Promise<RunInputs> {
  const files: InputFile[] = [];
  const read = async (path: string) => {
    const file = await readTableFile(path, mostBytes.trials);
    files.push(tableInput(path, file));
    return file;
  };
  const readPlain = async (path: string) => {
    const file = await readTableFile(path, mostBytes.trials);
    files.push({ path, sha256: file.sha256 });
    // Stored in calibration.json as it is
    return { text: file.text, source: file.source };
  };
  const configuration = text ?? (await readText(path, mostBytes.configuration));
  files.push({ path, sha256: sha256(configuration) });
  const parsed = parseConfig(configuration, path);
  const config = seed === undefined ? parsed : { ...parsed, seed };
  const data = dataFiles(dirname(path), root);
  const readAll = async (names: readonly string[] | null) => {
    const texts = [];
    for (const name of names ?? []) texts.push(await read(await data.find(name)));
    return texts;
  };
  const { publishedModel, hazardRatios, trials, notEvaluable, allow } = config.targets;
  const arms = knownArms(config);
  const remarks: string[] = [];
  const pooled = parseTrialTables(await trialTexts((table) => readAll(config.targets[table])), {
    arms,
    allow,
    remarks,
  });
  const newTrials: string[] = [];
  for (const name of trials ?? []) newTrials.push(await data.find(name));
  const added = await readNewTrials(newTrials, { arms, allow });
  files.push(...added.files);
  const tables = addTrials(pooled, added.trials, { notEvaluable });
  requireWeightedGroups(tables, Object.keys(config.arms), config.targets.weights);
  const published = publishedModel === null ? null : await readPlain(await data.find(publishedModel));
  const ratios = hazardRatios === null ? null : await readPlain(await data.find(hazardRatios));
  return {
    config,
    tables,
    remarks: [
      ...data.remarks(),
      ...remarks,
      ...added.remarks,
      ...probableDoubles(added.trials, tables),
      ...tableRemarks(tables, Object.keys(config.arms), config.targets),
      ...unreportedRemarks(tables, Object.keys(config.arms), config.targets.weights),
    ],
    publishedModel: published,
    hazardRatios: ratios,
    files,
  };
}

/** Arms that the trial tables may name: the configuration's, and the built-in ones that it may leave out. */
export function knownArms(config: Config): readonly string[] {
  return [...new Set([...builtInArms, ...Object.keys(config.arms)])];
}
