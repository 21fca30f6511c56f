import { readFileSync } from 'node:fs';
import { addTrials } from '../../../../calibration/targets/new-trials/add-trials.js';
import { sunlight } from '../new-trials/new-trial-texts.js';
import { type arms, publishedTables } from '../published-tables.js';

export interface SpreadFixture {
  readonly q: number;
  readonly p: number;
  readonly iSquared: number;
  readonly trials: number;
}

export interface ArmFixture {
  readonly dcr: SpreadFixture;
  readonly medianOs: SpreadFixture;
  readonly without: Readonly<Record<string, { readonly dcr: number; readonly all: number; readonly once: number }>>;
}

/** Independent tool: numpy and scipy, `test/fixtures/targets/meta-analysis.py`. */
export const metaAnalysisFixture: Readonly<
  Record<'shipped' | 'added', Readonly<Record<(typeof arms)[number], ArmFixture>>>
> = JSON.parse(readFileSync(new URL('../../../fixtures/targets/meta-analysis.json', import.meta.url), 'utf8'));

/** The shipped tables, and with SUNLIGHT's response rates. */
export const metaAnalysisTables = { shipped: publishedTables, added: addTrials(publishedTables, sunlight) };
