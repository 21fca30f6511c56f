import { readFileSync } from 'node:fs';
import { parseTrialTables } from '../../../calibration/targets/parse-trial-tables.js';
import type { TrialTexts } from '../../../calibration/targets/trial-tables.js';

export const arms = ['placebo', 'tas102', 'tas102_bev'] as const;

const read = (name: string) => [
  { source: name, text: readFileSync(new URL(`../../../data/trials/${name}`, import.meta.url), 'utf8') },
];

/** The files of data/trials. */
export const publishedTexts: TrialTexts = {
  recist: read('recist.csv'),
  medianOs: read('median_os.csv'),
  survival: read('survival_landmarks.csv'),
  medianPfs: read('median_pfs.csv'),
  pfs: read('pfs_landmarks.csv'),
  bestResponse: read('best_response.csv'),
};

export const publishedTables = parseTrialTables(publishedTexts, { arms });

export interface PooledFixture {
  readonly n: number;
  readonly rates: Readonly<Record<'cr' | 'pr' | 'sd' | 'pd' | 'orr' | 'dcr', number>>;
  readonly rateErrors: Readonly<Record<'cr' | 'pr' | 'sd' | 'pd' | 'orr' | 'dcr', number>>;
  readonly nMedian: number;
  readonly nDistinct: number;
  readonly months: number;
  readonly distinctMonths: number;
  readonly nSurvival: number;
  readonly survival: readonly number[];
  readonly survivalErrors: readonly number[];
  readonly curveMedian: number;
  readonly medianError: number;
  readonly pfs: {
    readonly n: number;
    readonly months: number;
    readonly medianError: number;
    readonly landmark: number | null;
    readonly landmarkError: number | null;
  };
  readonly best: {
    readonly n: number;
    readonly rates: Readonly<Record<'cr' | 'pr' | 'sd' | 'orr' | 'dcr', number>>;
    readonly rateErrors: Readonly<Record<'cr' | 'pr' | 'sd' | 'orr' | 'dcr', number>>;
  };
}

/** Independent tool: exact fractions in Python, `test/fixtures/targets/pooled.py`. */
export const pooledFixture: Readonly<Record<(typeof arms)[number], PooledFixture>> = JSON.parse(
  readFileSync(new URL('../../fixtures/targets/pooled.json', import.meta.url), 'utf8'),
);

/** Absolute error of a pooled endpoint: sums of a dozen doubles near 100 x 1000 patients, divided again. */
export const POOLING_TOLERANCE = 1e-10;
