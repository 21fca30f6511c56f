import { z } from 'zod';
import { curves } from '../../endpoints/curves.js';
import { treatmentKeys } from '../treatments.js';

/** Bumped when names or meanings of `sweep.json` change. */
export const SWEEP_VERSION = 1;

/** `sweep.json`: what the table `sweep.csv` of the same folder holds. */
export const sweepResultSchema = z.strictObject({
  schema_version: z.literal(SWEEP_VERSION).describe('version of this form'),
  name: z.string().describe('name of the sweep'),
  description: z.string().describe('its description; may be empty'),
  seed: z.string().describe('seed of the patients'),
  points: z.int().min(0).describe('rows of the table'),
  patients: z.int().min(1).describe('patients at each point, the same at all'),
  failed: z.int().min(0).describe('patients that failed, over all points'),
  horizon_days: z.number().describe('simulated days'),
  coordinates: z.array(z.string()).readonly().describe('first columns of the table, which identify the points'),
  coordinate_units: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe('unit of each of these columns; empty for names; absent in folders of earlier versions'),
  assessment_day: z
    .number()
    .exactOptional()
    .describe('day of treatment at which the response is assessed; absent in folders of earlier versions'),
  endpoints: z.array(z.string()).readonly().describe('the other columns of the table'),
  differences: z
    .array(z.string())
    .readonly()
    .exactOptional()
    .describe(
      'endpoints of `differences.csv`: differences of each point from the first one on the same patients, each followed by its Monte-Carlo standard error (`_se`); absent in folders of earlier versions',
    ),
  drugs: treatmentKeys.drugs,
  remarks: z
    .array(z.string())
    .readonly()
    .exactOptional()
    .describe('remarks on doses and death functions; absent where there are none'),
  heat_maps: z.array(z.string()).readonly().describe('columns that the page draws as heat maps'),
});

export type SweepResult = Readonly<z.infer<typeof sweepResultSchema>>;

/** Tables beside `sweep.json`. */
export const sweepTables = { points: 'sweep.csv', differences: 'differences.csv' } as const;

/** Columns that the page and the terminal show beside the coordinates, of those that the table has. */
const { os } = curves;
const SHOWN: readonly string[] = [
  ...['pr', 'orr', 'sd', 'pd', 'dcr', os.outcome.median],
  ...[6, 12, 24].map((month) => `${os.landmarkPrefix}${month}`),
];

/** Endpoints that are shown. */
export function shownEndpoints({ endpoints }: Pick<SweepResult, 'endpoints'>): readonly string[] {
  return SHOWN.filter((name) => endpoints.includes(name));
}
