import type { PooledFigures } from '../../targets/meta-analysis/pool-both-ways.js';
import type { TrialHeterogeneity } from '../../targets/meta-analysis/trial-heterogeneity.js';
import type { ArmMetaAnalysis, TrialMetaAnalysis } from '../../targets/meta-analysis/trial-meta-analysis.js';
import { type TextRow, textTable } from '../../text-table.js';

const MONTHS = [3, 6, 9, 12] as const;

const shown = (value: number | null | undefined, digits: number): string =>
  value === null || value === undefined ? '-' : value.toFixed(digits);

const changed = (value: number | null | undefined, from: number | null | undefined, digits: number): string => {
  if (value === null || value === undefined || from === null || from === undefined) return '-';
  const text = (value - from).toFixed(digits);
  return Number(text) > 0 ? `+${text}` : Number(text) === 0 ? '0' : text;
};

/** What `qcic trials pool` prints. */
export function poolLines({ arms, discrepancies }: TrialMetaAnalysis): readonly string[] {
  return [
    'Pooled by eq. 18, weighted by n; percent, months of 30.4375 days',
    '',
    textTable(
      [
        '',
        'n rates',
        'CR',
        'PR',
        'SD',
        'PD',
        'ORR',
        'DCR',
        'n OS',
        'median',
        'n curve',
        ...MONTHS.map((m) => `${m} mo`),
      ],
      arms.flatMap(pooledRows),
    ),
    '',
    'Without one trial (change against all trials)',
    '',
    textTable(
      [
        '',
        'n rates',
        'ORR',
        'DCR',
        'change',
        'n OS',
        'median, all rows',
        'change',
        'no patient twice',
        'change',
        '12 mo',
        'change',
      ],
      arms.flatMap(withoutRows),
    ),
    '',
    'Heterogeneity (no patient twice): DCR on log odds, median OS on logs',
    '',
    textTable(['', 'trials', 'Q', 'df', 'p', 'I2 %', 'errors of the medians from'], arms.flatMap(heterogeneityRows)),
    '',
    'To know before fitting',
    ...discrepancies.map(({ summary }) => `  - ${summary}`),
  ];
}

const figureCells = ({ response, medianOs, survival }: PooledFigures): readonly string[] => [
  shown(response?.n, 0),
  ...(['cr', 'pr', 'sd', 'pd', 'orr', 'dcr'] as const).map((rate) => shown(response?.[rate], 1)),
  shown(medianOs?.n, 0),
  shown(medianOs?.months, 2),
  shown(survival?.n, 0),
  ...MONTHS.map((month) => shown(survivalAtMonth(survival, month), 1)),
];

function survivalAtMonth(survival: PooledFigures['survival'], month: number): number | null {
  return survival?.percent[survival.months.indexOf(month)] ?? null;
}

function pooledRows({ arm, allRows, distinct, before }: ArmMetaAnalysis): readonly TextRow[] {
  return [
    { heading: arm },
    ['all rows', ...figureCells(allRows)],
    ['no patient twice', ...figureCells(distinct)],
    // An arm that nothing was added to is what it was
    ...(before === null || JSON.stringify(before) === JSON.stringify({ arm, allRows, distinct })
      ? []
      : [
          ['before: all rows', ...figureCells(before.allRows)],
          ['before: no patient twice', ...figureCells(before.distinct)],
        ]),
  ];
}

function withoutRows({ arm, allRows, distinct, without }: ArmMetaAnalysis): readonly TextRow[] {
  return [
    { heading: arm },
    ...without.map(({ trial, allRows: rest, distinct: once }) => [
      trial,
      shown(once.response?.n, 0),
      shown(once.response?.orr, 1),
      shown(once.response?.dcr, 1),
      changed(once.response?.dcr, distinct.response?.dcr, 1),
      shown(rest.medianOs?.n, 0),
      shown(rest.medianOs?.months, 2),
      changed(rest.medianOs?.months, allRows.medianOs?.months, 2),
      shown(once.medianOs?.months, 2),
      changed(once.medianOs?.months, distinct.medianOs?.months, 2),
      shown(survivalAtMonth(once.survival, 12), 1),
      changed(survivalAtMonth(once.survival, 12), survivalAtMonth(distinct.survival, 12), 1),
    ]),
  ];
}

function heterogeneityRows({ arm, heterogeneity }: ArmMetaAnalysis): readonly TextRow[] {
  const cells = (name: string, result: TrialHeterogeneity['dcr'], basis: string): readonly string[] =>
    result === null
      ? [name, '-', '-', '-', '-', '-', 'fewer than two trials']
      : [
          name,
          String(result.studies),
          result.q.toFixed(2),
          String(result.degreesOfFreedom),
          result.p < 0.0001 ? '<0.0001' : result.p.toFixed(4),
          (100 * result.iSquared).toFixed(0),
          basis,
        ];
  const errors = Object.entries(heterogeneity.medianOs?.errorsFrom ?? {}).filter(([, trials]) => trials > 0);
  return [
    { heading: arm },
    cells('DCR', heterogeneity.dcr, ''),
    cells('median OS', heterogeneity.medianOs, errors.map(([basis, trials]) => `${trials} ${basis}`).join(', ')),
  ];
}
