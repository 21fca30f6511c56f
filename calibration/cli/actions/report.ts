import { InputError } from '../../../src/index.js';
import { drawReport, drawReportInParts } from '../../session/draw-report.js';
import { print, type Runtime } from '../../session/runtime.js';
import { readManifest } from '../../store/manifest.js';
import { storedKinds } from '../../studies/registry.js';

export interface ReportFlags {
  readonly interactive: boolean;
  readonly out?: string;
  readonly force: boolean;
}

export async function report(runtime: Runtime, folder: string, flags: ReportFlags): Promise<undefined> {
  const { interactive, out, force } = flags;
  if (interactive) {
    const { interactiveReport } = await import('../interactive-report.js');
    return interactiveReport(runtime, folder, { out, force });
  }
  if (out !== undefined) throw new InputError('--out: must be given with --interactive; got none');
  const { kind } = await readManifest(folder);
  // A program gets the page in parts, and nothing is written
  if (runtime.reply !== undefined) runtime.reply({ result: await drawReportInParts(folder, storedKinds[kind]) });
  else print(runtime, `Report: ${await drawReport(folder, storedKinds[kind])}`);
}
