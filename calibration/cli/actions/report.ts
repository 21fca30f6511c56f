import { drawReport } from '../../session/draw-report.js';
import { print, type Runtime } from '../../session/runtime.js';
import { readManifest } from '../../store/manifest.js';
import { storedKinds } from '../../studies/registry.js';

export async function report(runtime: Runtime, folder: string): Promise<undefined> {
  const { kind } = await readManifest(folder);
  print(runtime, `Report: ${await drawReport(folder, storedKinds[kind])}`);
}
