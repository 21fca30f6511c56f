import { MANIFEST_SCHEMA_VERSION, type Manifest, PROGRAM } from '../../../calibration/store/manifest.js';

/** A manifest as a finished run leaves it. */
export const sampleManifest: Manifest = {
  schema_version: MANIFEST_SCHEMA_VERSION,
  program: PROGRAM,
  kind: 'run',
  name: 'tiny',
  status: 'converged',
  version: '0.1.0',
  commit: null,
  command: 'qcic run tiny.json',
  working_folder: '../..',
  node: 'v20.19.0',
  platform: 'linux x64, Node 20.19.0',
  workers: 1,
  engine: '1 worker thread(s)',
  tensorflow: null,
  seed: '5',
  config: null,
  settings: null,
  inputs: [],
  patients: [],
  timings: { started: '2026-11-24T00:00:00.000Z', elapsed_seconds: 0, stages: [] },
  files: [],
  results_sha256: null,
};
