import {
  fixedParameters,
  furtherParameters,
  heterogeneityParameters,
  type ModelDrug,
  ownParameters,
  ownValue,
} from '../../../src/index.js';
import type { SweepAxis, SweepConfig } from '../../config/sweep-schema.js';
import { sweepCoordinates } from './sweep-points.js';

type Units = Readonly<Record<string, { readonly unit: string }>>;

/**
 * Units of the columns that identify the points of a sweep; empty for names of regimens, forms and listed points.
 *
 * @param config - the sweep
 * @param drugs - its drugs
 */
export function axisUnits(config: SweepConfig, drugs: readonly ModelDrug[]): Readonly<Record<string, string>> {
  if (config.axes.length === 0) return Object.fromEntries(sweepCoordinates(config).map((name) => [name, '']));
  return Object.fromEntries(config.axes.map((axis) => [axis.name, unitOf(axis, drugs)]));
}

function unitOf(axis: SweepAxis, drugs: readonly ModelDrug[]): string {
  if ('dose' in axis) return plural(drugs.find(({ name }) => name === axis.drug)?.definition.doseUnit ?? '');
  if ('cycles' in axis) return 'cycles';
  if ('factors' in axis) return '× its value';
  if (!('values' in axis)) return '';
  const tables: readonly Units[] = [heterogeneityParameters, fixedParameters, furtherParameters, ownParameters(drugs)];
  const unit = tables.flatMap((table) => ownValue(table, axis.parameter) ?? [])[0]?.unit ?? '';
  return unit === '1' ? '' : unit;
}

/** The published drugs are given in dose units; other units have no plural. */
const plural = (unit: string): string => (unit === 'dose unit' ? 'dose units' : unit);
