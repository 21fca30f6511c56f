import { join } from 'node:path';
import { writeFileAtomically } from '../../src/index.js';
import { readRefit } from '../store/refit-files.js';
import { runFiles } from '../store/run-folder.js';
import { readStoredRun } from '../store/write-run.js';
import { renderReport } from '../studies/run/report/report.js';
import { deathRemarks } from '../studies/run/status-summary.js';

/**
 * Draws report.html from what a run stored, and nothing else.
 *
 * @param folder - folder of a finished run
 * @returns path of the report
 */
export async function writeReport(folder: string): Promise<string> {
  const { results, figures, manifest } = await readStoredRun(folder);
  const refit = await readRefit(folder);
  const html = await renderReport({
    results,
    figures,
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
  const path = join(folder, runFiles.report);
  await writeFileAtomically(path, html);
  return path;
}
