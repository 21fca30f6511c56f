// Evidence: the contract.
import { describe, expect, it } from 'vitest';
import { bestClassNames, bestRatesOf } from '../../../calibration/endpoints/best-response.js';
import { curveList, curves, isLandmark } from '../../../calibration/endpoints/curves.js';
import {
  endpointGroup,
  endpointLabel,
  endpointNames,
  endpointShort,
  isInMonths,
  isLandmarkOf,
  targetGroups,
} from '../../../calibration/endpoints/endpoints.js';
import { isAnyMonthColumn, monthOfColumn } from '../../../calibration/endpoints/month-columns.js';
import { assessedClasses } from '../../../src/index.js';

describe('endpoints of progression', () => {
  it('come after response and survival, in groups of their own', () => {
    expect(endpointNames.slice(11)).toEqual([
      ...['median_pfs', 'pfs_3', 'pfs_3.68', 'pfs_6', 'pfs_9', 'pfs_12'],
      ...['bor_cr', 'bor_pr', 'bor_sd', 'bor_pd', 'bor_ne', 'bor_orr', 'bor_dcr'],
    ]);
    expect(targetGroups).toEqual(['response', 'medianOs', 'survival', 'medianPfs', 'pfs', 'bestResponse']);
    expect(['dcr', 'median_pfs', 'pfs_3.68', 'bor_ne', 'other'].map(endpointGroup)).toEqual([
      ...['response', 'medianPfs', 'pfs', 'bestResponse', ''],
    ]);
  });

  it('have labels and units', () => {
    expect(['median_pfs', 'pfs_3.68', 'pfs_24', 'bor_dcr', 'bor_ne'].map(endpointLabel)).toEqual([
      'Median progression-free survival',
      'Progression-free at 3.68 months',
      'Progression-free at 24 months',
      'Best response disease control (DCR)',
      'Best response not evaluable (NE)',
    ]);
    expect(['median_pfs', 'pfs_3.68', 'bor_dcr'].map(endpointShort)).toEqual(['Median PFS', 'PFS 3.68 mo', 'BOR DCR']);
    expect(['median_pfs', 'pfs_3.68', 'bor_dcr'].map(isInMonths)).toEqual([true, false, false]);
    expect([isLandmarkOf(curves.pfs, 'pfs_3.68'), isLandmarkOf(curves.os, 'pfs_3')]).toEqual([true, false]);
  });

  it('classes are those of the simulation, in their order', () => {
    expect(bestClassNames.map((name) => name.toUpperCase())).toEqual([...assessedClasses]);
    const percent = { cr: 1, pr: 2, sd: 4, pd: 8, ne: 16 };
    expect(bestRatesOf((name) => percent[name])).toEqual({ ...percent, orr: 3, dcr: 7 });
  });
});

describe('columns of landmarks', () => {
  it('of progression-free survival may be at decimal months, those of survival at whole ones', () => {
    expect(['pfs_month_3.68', 'pfs_month_6', 'pfs_month_0'].map((name) => monthOfColumn(curves.pfs, name))).toEqual([
      3.68, 6, 0,
    ]);
    expect(
      ['pfs_month_3.60', 'pfs_month_03', 'pfs_month_601', 'pfs_month_1e1', 'month_3.5'].map(isAnyMonthColumn),
    ).toEqual(Array.from({ length: 5 }, () => false));
    expect(curveList.map((curve) => isLandmark(curve, 3.68))).toEqual([false, true]);
  });
});
