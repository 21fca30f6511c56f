import { z } from 'zod';
import { PROGRAM, studyKinds } from '../manifest.js';

/** Raised when the form of the record changes. */
export const ARCHIVE_SCHEMA_VERSION = 1;

/** Name of the record in an archive. */
export const RECORD = 'qcic-archive.json';

/** What an archive of a study states of itself, besides what COMBINE asks for. */
export const archiveRecordSchema = z.strictObject({
  schema_version: z.literal(ARCHIVE_SCHEMA_VERSION).describe('version of the form of this file'),
  program: z.literal(PROGRAM).describe('program that made the archive'),
  version: z.string().describe('version of the workbench that computed the results'),
  kind: z.enum(studyKinds).describe('command that made the study'),
  name: z.string().describe('name of the configuration or of the study'),
  arguments: z
    .array(z.string())
    .nullable()
    .describe(
      'arguments of `qcic` that repeat the study, typed in the unpacked archive; null where inputs alone cannot',
    ),
  run: z.string().nullable().describe('folder that a refit starts from, as it was named; null for other studies'),
  files: z
    .array(
      z.strictObject({ path: z.string().describe('path in the archive'), sha256: z.string().describe('its SHA-256') }),
    )
    .describe('every other file of the archive but its list of files'),
});

export type ArchiveRecord = Readonly<z.infer<typeof archiveRecordSchema>>;
