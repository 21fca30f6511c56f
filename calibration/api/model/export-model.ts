import {
  builtInRegimens,
  dosePlan,
  exportableModel,
  InputError,
  modelExporter,
  nearestHint,
  ownValue,
  type Regimen,
} from '../../../src/index.js';
import { exportedDosing } from '../../config/exported-dosing.js';
import { type ModelOptions, resolveModel } from './model-options.js';

/** What an export holds, besides the form of the model. */
export interface ExportOptions extends ModelOptions {
  /** A regimen, or the name of one that ships; default: `none`. */
  readonly regimen?: Regimen | string;
  /** Days that doses are written for; whole, >= 1; default: 365. */
  readonly days?: number;
  /** Fixed parameters that stay inputs, besides those that differ between patients. */
  readonly varying?: readonly string[];
}

/**
 * The model as a text of another format, as `qcic export` writes it.
 *
 * @param format - one of `exportFormats`
 * @param options - regimen, days, form of the model
 * @throws InputError, ConfigError - on an unknown format, or when an option is wrong
 * @example
 * const c = exportModel('c', { days: 180 });
 */
export function exportModel(
  format: string,
  { regimen = 'none', days = 365, varying = [], ...options }: ExportOptions = {},
): string {
  const write = modelExporter(format);
  const given = typeof regimen === 'string' ? shippedRegimen(regimen) : regimen;
  if (!(Number.isInteger(days) && days >= 1)) throw new InputError(`days: must be a whole number >= 1; got ${days}`);
  const model = resolveModel(options, given);
  const name = typeof regimen === 'string' ? regimen : 'own';
  return write(exportableModel({ ...model, varying }), exportedDosing(name, dosePlan(given, days), model.overrides));
}

function shippedRegimen(name: string): Regimen {
  const found = ownValue(builtInRegimens, name);
  if (found !== undefined) return found;
  const names = Object.keys(builtInRegimens);
  throw new InputError(
    `regimen: must be one of ${names.join(', ')}, or a regimen; got ${name}${nearestHint(name, names)}`,
  );
}
