import { InputError } from '../../../src/index.js';
import { REFIT_SCHEMA_VERSION, type RefitResults } from '../refit/result.js';
import type { StoredStudy } from '../study.js';
import { figureFile, parseFigureTable } from './parse-plot-table.js';
import { FIGURE_TABLE_NAMES, type FigureTableName, type FigureTables } from './plot-tables.js';
import { renderReport } from './report/report.js';
import type { RunResults } from './result.js';
import { deathRemarks } from './status-summary.js';

/**
 * The page of a run or a refit, from what it stored.
 *
 * @throws InputError - when a part of the results is missing; DataError - when a table is damaged
 */
export async function render(stored: StoredStudy<RunResults>): Promise<string> {
  const { folder, manifest, result: results } = stored;
  if (typeof results !== 'object' || results === null) {
    throw new InputError(`${folder}/results.json: must hold an object; got ${JSON.stringify(results)}`);
  }
  for (const key of ['schema_version', 'status', 'fit', 'targets']) {
    if (!(key in results)) throw new InputError(`${folder}/results.json: ${key}: must be present; got none`);
  }
  const refit = (await stored.json('refit.json')) as RefitResults | undefined;
  if (refit !== undefined && refit?.schema_version !== REFIT_SCHEMA_VERSION) {
    const got = JSON.stringify(refit?.schema_version);
    throw new InputError(`${folder}/refit.json: schema_version: must be ${REFIT_SCHEMA_VERSION}; got ${got}`);
  }
  return renderReport({
    results,
    figures: await storedFigures(stored),
    manifest: {
      version: manifest.version,
      commit: manifest.commit,
      generatedBy: manifest.command,
      elapsedSeconds: manifest.timings.elapsed_seconds,
      workers: manifest.workers,
      platform: manifest.platform,
      inputs: manifest.inputs,
      config: manifest.config,
    },
    ...(refit === undefined ? {} : { refit }),
    remarks: { deathProbability: deathRemarks(results.fit.dpf) },
  });
}

async function storedFigures({ folder, text }: StoredStudy<RunResults>): Promise<FigureTables> {
  const tables: [FigureTableName, unknown][] = [];
  for (const name of FIGURE_TABLE_NAMES) {
    const file = figureFile(name);
    tables.push([name, parseFigureTable(name, await text(file), `${folder}/${file}`)]);
  }
  return Object.fromEntries(tables) as unknown as FigureTables;
}
