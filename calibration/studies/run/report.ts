import type { FigureReceiver } from '../../page/drawn-plot.js';
import type { ReportPage } from '../../page/page.js';
import { refitResultSchema } from '../refit/result.js';
import type { StoredStudy } from '../study.js';
import { figureFile, parseFigureTable } from './parse-plot-table.js';
import { FIGURE_TABLE_NAMES, type FigureTableName, type FigureTables } from './plot-tables.js';
import { renderReport } from './report/report.js';
import type { ReportInput } from './report/report-input.js';
import type { RunResults } from './result.js';
import { deathRemarks } from './status-summary.js';

/**
 * The page of a run or a refit, from what it stored.
 *
 * @throws InputError - when refit.json is not of its form; DataError - when a table is damaged
 */
export async function render(stored: StoredStudy<RunResults>, receiver?: FigureReceiver): Promise<ReportPage> {
  const { manifest, result: results } = stored;
  const refit = await stored.json('refit.json', refitResultSchema);
  const input: ReportInput = {
    results,
    figures: await storedFigures(stored),
    manifest: {
      version: manifest.version,
      commit: manifest.commit,
      generatedBy: manifest.command,
      workingFolder: manifest.working_folder,
      elapsedSeconds: manifest.timings.elapsed_seconds,
      workers: manifest.workers,
      backend: manifest.backend,
      platform: manifest.platform,
      inputs: manifest.inputs,
      config: manifest.config,
    },
    ...(refit === undefined ? {} : { refit }),
    remarks: { deathProbability: deathRemarks(results.fit.dpf) },
  };
  return renderReport(input, receiver);
}

async function storedFigures({ folder, text }: StoredStudy<RunResults>): Promise<FigureTables> {
  const tables: [FigureTableName, unknown][] = [];
  for (const name of FIGURE_TABLE_NAMES) {
    const file = figureFile(name);
    tables.push([name, parseFigureTable(name, await text(file), `${folder}/${file}`)]);
  }
  return Object.fromEntries(tables) as unknown as FigureTables;
}
