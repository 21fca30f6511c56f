import { join } from 'node:path';
import { z } from 'zod';
import { toPrettyJson, writeFileAtomically, writeFileNow } from '../../src/index.js';
import { parseStored } from './parse-stored.js';
import { readStoredJson, runFiles } from './run-folder.js';

/** Raised when the form of manifest.json changes. */
export const MANIFEST_SCHEMA_VERSION = 3;

/** What this program signs its manifests with. */
export const PROGRAM = 'qcic-workbench';

/** Commands that write a folder. */
export const studyKinds = [
  'run',
  'refit',
  'recover',
  'predict',
  'simulate',
  'biomarkers',
  'roc',
  'survival',
  'sensitivity',
  'sweep',
  'optimise',
  'replicate',
] as const;
export type StudyKind = (typeof studyKinds)[number];

const seconds = z.number().min(0);

/** A path inside the folder: no step leads out of it. */
const innerPath = z
  .string()
  .refine(
    (path) => path.split('/').every((step) => step !== '' && step !== '.' && step !== '..' && !step.includes('\\')),
    {
      error: 'must be a path inside the folder',
    },
  );

/**
 * Everything needed to repeat a study and to distinguish two of them: the form of manifest.json, whatever the command.
 */
export const manifestSchema = z.strictObject({
  schema_version: z.literal(MANIFEST_SCHEMA_VERSION).describe('version of the form of this file'),
  program: z.literal(PROGRAM).describe('program that made the folder'),
  kind: z.enum(studyKinds).describe('command that made the folder'),
  name: z.string().describe('name of the configuration or of the study'),
  status: z
    .string()
    .min(1)
    .describe(
      'running, interrupted, failed, done or incomplete (more simulations failed than accepted); of a run or refit: evaluated, converged or not-converged once finished',
    ),
  version: z.string().describe('version of the workbench'),
  commit: z.string().nullable().describe('commit of the checkout, with + where files were changed; null outside one'),
  command: z.string().describe('command that repeats the study, quoted for a POSIX shell, typed in `working_folder`'),
  working_folder: z
    .string()
    .describe('folder that relative paths of `command` and `inputs` start from; relative to the folder of this file'),
  node: z.string().describe('version of Node.js'),
  platform: z.string().describe('operating system, processor, Node.js'),
  workers: z.number().int().min(0).describe('worker threads, or workers of the queue'),
  engine: z.string().describe('where it was computed: threads or queue'),
  backend: z
    .string()
    .nullable()
    .optional()
    .describe(
      'what simulated: native code or WebAssembly, patients per vector; the results do not depend on it; null or absent where nothing was simulated',
    ),
  tensorflow: z.string().nullable().describe('implementation of TensorFlow.js; null where none was used'),
  seed: z.string().describe('seed of every random stream'),
  config: z
    .unknown()
    .describe('resolved configuration (run, refit, recover, sweep, optimise, simulate --config), else null'),
  settings: z
    .unknown()
    .describe('settings that determine the result besides the configuration; null where there are none'),
  inputs: z
    .array(
      z.strictObject({
        path: z.string().describe('path of a file that was read, relative to `working_folder`'),
        sha256: z.string().describe('its SHA-256'),
        read_as: z.string().optional().describe('how a table was read that is no plain one of comma-separated values'),
      }),
    )
    .describe('files that were read; of a refit or recover also those that its run read'),
  patients: z
    .array(
      z.strictObject({
        cohort: z.string().describe('what the patients or samples were simulated for'),
        patients: z.number().int().min(0).describe('patients or samples'),
        failed: z.number().int().min(0).describe('those that failed'),
      }),
    )
    .describe('what was simulated; empty until the study is finished'),
  timings: z.strictObject({
    started: z.string().describe('date and time of the start, ISO 8601'),
    elapsed_seconds: seconds.describe('elapsed time; seconds'),
    stages: z
      .array(z.strictObject({ stage: z.string().describe('stage of the work'), seconds: seconds.describe('seconds') }))
      .describe('stages in order'),
  }),
  files: z
    .array(
      z.strictObject({
        path: innerPath.describe('path in the folder'),
        sha256: z
          .string()
          .nullable()
          .describe(
            'SHA-256 of the file; null for a page, which `qcic report` redraws, for events.jsonl, which grows, and until the study is finished',
          ),
      }),
    )
    .describe(
      'files that the study writes, besides this one and the simulated patients in chunks/; --force removes these alone',
    ),
  results_sha256: z.string().nullable().describe('SHA-256 of the result file; null until the study is finished'),
});

export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFileAtomically(join(folder, runFiles.manifest), toPrettyJson(manifest));
}

/** The same at once, for a process that is about to end. */
export function writeManifestNow(folder: string, manifest: Manifest): void {
  writeFileNow(join(folder, runFiles.manifest), toPrettyJson(manifest));
}

/**
 * The manifest of a folder that this program made; the one place that recognises such a folder. A file of this name that
 * another program wrote, or that is not whole, is none.
 */
export async function heldManifest(folder: string): Promise<Manifest | undefined> {
  const stored = await readStoredJson(join(folder, runFiles.manifest)).catch(() => undefined);
  return manifestSchema.safeParse(stored).data;
}

const signatureSchema = z.object({ program: z.literal(PROGRAM), schema_version: z.int() });

/** Version of the manifest of a folder that another version of this program made; undefined for every other folder. */
export async function otherManifestVersion(folder: string): Promise<number | undefined> {
  const stored = await readStoredJson(join(folder, runFiles.manifest)).catch(() => undefined);
  const version = signatureSchema.safeParse(stored).data?.schema_version;
  return version === MANIFEST_SCHEMA_VERSION ? undefined : version;
}

/**
 * Reads the manifest of a folder.
 *
 * @throws InputError - naming file and field, when it is missing or of another form
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, runFiles.manifest);
  return parseStored(manifestSchema, await readStoredJson(path), path);
}
