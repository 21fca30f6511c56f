import { InternalError } from '../../../src/index.js';
import { formatFixed } from '../../page/format-number.js';
import type { ReplicateRow, ReplicateSetting } from './result.js';

const arms = ['placebo', 'tas102', 'tas102_bev'] as const;

/**
 * What the page says first, in sentences with this run's own figures.
 *
 * @param rows - all results
 * @throws InternalError - when a result is missing
 */
export function findings(rows: readonly ReplicateRow[]): readonly string[] {
  const value = (id: string, setting: ReplicateSetting): number => {
    const row = rows.find((candidate) => candidate.id === id && candidate.setting === setting);
    if (row === undefined) throw new InternalError(`findings: must have ${id} under '${setting}'; got none`);
    return row.value;
  };
  const overArms = (id: (arm: string) => string, setting: ReplicateSetting, decimals: number) =>
    arms.map((arm) => formatFixed(value(id(arm), setting), decimals)).join(' / ');
  const dcr = (setting: ReplicateSetting) => overArms((arm) => `response.${arm}.dcr`, setting, 0);
  const difference = (setting: ReplicateSetting) => formatFixed(value('prognosis.th1_treg', setting), 1);
  const areas = rows.filter(({ id, setting }) => id.startsWith('auc.') && setting === 'posted');
  const within = areas.filter(({ verdict }) => verdict !== 'does not survive').length;
  return [
    `Response: a fresh cohort from the published shapes gives disease control of ${dcr('posted')} % (placebo / TAS-102 / combination) where the paper prints 15 / 45 / 64 % of 100 patients each.`,
    `By RECIST 1.1 on diameters, which the paper names but applies to volumes, the same tumors give ${dcr('posted, diameters')} %: progression then takes 5 mm more, which for the baseline of 2.2 cm³ is +124 % in volume.`,
    `Survival: with death functions fitted to the curves of Fig. 5 the medians are ${overArms((arm) => `median.${arm}`, 'posted', 2)} months; printed are 6.1 / 7.6 / 10.1.`,
    `Markers: ${within} of ${areas.length} areas under the curve agree with the printed ones within chance.`,
    `Prognosis: the difference in one-year survival between high and low Th1/Treg is ${difference('posted')} points, not 79.5. The unequal steps of the posted survival script turn it into ${difference('posted, script arithmetic')} points; with the death function of the placebo arm in place of the unknown, harsher one of Fig. 8, into ${difference('posted, script arithmetic, placebo function')}.`,
    `Corrections: with all switches corrected and the published shapes kept, disease control is ${dcr('corrected')} %; the published results rest on the posted terms.`,
  ];
}
