import { InputError } from '../../errors.js';
import { nearestHint } from '../../numerics/nearest-name.js';
import { cExport } from './c-export.js';
import type { ExportableModel, ExportedDosing } from './exportable-model.js';
import { juliaExport } from './julia-export.js';
import { latexExport } from './latex-export.js';
import { markdownExport } from './markdown-export.js';
import { sbmlExport } from './sbml/sbml-export.js';

/** Writes a model in one format. */
export type ModelExporter = (model: ExportableModel, dosing: ExportedDosing) => string;

const exporters: ReadonlyMap<string, ModelExporter> = new Map([
  ['c', cExport],
  ['julia', juliaExport],
  ['latex', latexExport],
  ['markdown', markdownExport],
  ['sbml', sbmlExport],
]);

/** Formats that the model can be exported to. */
export const exportFormats: readonly string[] = [...exporters.keys()];

/**
 * The exporter of a format.
 *
 * @param format - one of {@link exportFormats}
 * @returns a function of model and dosing that gives the text of the file
 * @throws InputError - on an unknown format, naming those that exist
 */
export function modelExporter(format: string): ModelExporter {
  const exporter = exporters.get(format);
  if (exporter !== undefined) return exporter;
  throw new InputError(
    `format: must be one of ${exportFormats.join(', ')}; got ${format}${nearestHint(format, exportFormats)}`,
  );
}
