import { drawReport, drawReportInParts } from '../../session/draw-report.js';
import { print, type Runtime } from '../../session/runtime.js';
import { readManifest } from '../../store/manifest.js';
import { storedKinds } from '../../studies/registry.js';

export interface ReportFlags {
  readonly json: boolean;
}

export async function report(runtime: Runtime, folder: string, { json }: ReportFlags): Promise<undefined> {
  const { kind } = await readManifest(folder);
  if (json) runtime.stdout.write(`${JSON.stringify(await drawReportInParts(folder, storedKinds[kind]))}\n`);
  else print(runtime, `Report: ${await drawReport(folder, storedKinds[kind])}`);
}
