import { assessedClasses, markerDescriptions, markerNames, responseClasses } from '../../../../src/index.js';
import { dataTable, type TableRow } from '../../../page/data-table.js';
import { formatCount, formatFixed, formatSigned, formatSignificant } from '../../../page/format-number.js';
import { type ArmStyle, armName } from '../../../plots/arm-style.js';
import { type ArmRows, type EndpointCells, quantileOf, sortedValues } from './cohort.js';

/** Best responses and days of progression by arm. */
export function bestTable(arms: readonly ArmRows[], styles: readonly ArmStyle[]) {
  return dataTable({
    columns: [
      { title: 'Arm' },
      ...assessedClasses.map((name) => ({ title: name, unit: '%', align: 'right' as const })),
      { title: 'Confirmed CR or PR', unit: '%', align: 'right' },
      { title: 'Progression at a visit', unit: '%', align: 'right' },
      { title: 'Day of progression', unit: 'median (quartiles) of these', align: 'right' },
    ],
    rows: arms.map(({ arm, completed }): TableRow => {
      const share = (holds: (row: EndpointCells) => boolean) =>
        formatFixed((100 * completed.filter(holds).length) / completed.length, 1);
      const progressed = completed.filter((row) => row.progression_day !== '');
      const days = sortedValues(progressed, 'progression_day');
      const at = (probability: number) => formatFixed(quantileOf(days, probability), 0);
      return {
        cells: [
          armName(styles, arm),
          ...assessedClasses.map((name) => share(({ bor }) => bor === name)),
          share(({ bor_confirmed }) => bor_confirmed === 'CR' || bor_confirmed === 'PR'),
          share((row) => row.progression_day !== ''),
          `${at(0.5)} (${at(0.25)} to ${at(0.75)})`,
        ],
      };
    }),
    caption:
      'Best response up to the first visit that shows progression, of patients who live to every visit. NE: no visit counts, as for stable disease before its shortest duration.',
  });
}

/** Response classes and change of size at the day of the response by arm. */
export function responseTable(arms: readonly ArmRows[], styles: readonly ArmStyle[], change: string) {
  return dataTable({
    columns: [
      { title: 'Arm' },
      { title: 'Completed', unit: 'patients', align: 'right' },
      { title: 'Failed', unit: 'patients', align: 'right' },
      ...responseClasses.map((name) => ({ title: name, unit: '%', align: 'right' as const })),
      { title: 'Change of tumor size', unit: '%, median (quartiles)', align: 'right' },
    ],
    rows: arms.map(({ arm, failed, completed }): TableRow => {
      const changes = sortedValues(completed, change).map((value) => 100 * value);
      const at = (probability: number) => formatSigned(quantileOf(changes, probability), 1);
      const share = (name: string) => completed.filter(({ recist }) => recist === name).length / completed.length;
      return {
        cells: [
          armName(styles, arm),
          formatCount(completed.length),
          formatCount(failed),
          ...responseClasses.map((name) => formatFixed(100 * share(name), 1)),
          `${at(0.5)} (${at(0.25)} to ${at(0.75)})`,
        ],
      };
    }),
  });
}

/** Medians and quartiles of the markers by arm. */
export function markerTable(arms: readonly ArmRows[], styles: readonly ArmStyle[]) {
  return dataTable({
    columns: [
      { title: 'Arm' },
      ...markerNames.map((name) => ({
        title: markerDescriptions[name].label,
        unit: 'median (quartiles)',
        align: 'right' as const,
      })),
    ],
    rows: arms.map(({ arm, completed }) => ({
      cells: [
        armName(styles, arm),
        ...markerNames.map((name) => {
          const values = sortedValues(completed, name);
          const at = (probability: number) => formatSignificant(quantileOf(values, probability));
          return `${at(0.5)} (${at(0.25)} to ${at(0.75)})`;
        }),
      ],
    })),
  });
}
