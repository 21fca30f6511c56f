import {
  type AnalysedSurvival,
  analyseSurvival,
  type OptimalCut,
  optimalCut,
  parseSurvivalTable,
  partOf,
  rowsOfGroup,
  type SurvivalData,
  type SurvivalTableOptions,
  streamNames,
  tieTimes,
} from '../../../browser.js';

/** Defaults of `qcic survival`, so that the command gives the same numbers. */
const SEED = '1';
const PERMUTATIONS = 1999;
const LEVEL = 0.95;

/** Smallest share of the patients on either side of a cut that the slider reaches: that of cuts which are tried for the best one. */
const LEAST_SHARE = 0.1;

/**
 * The analysis of `qcic survival` at a cut of the marker.
 *
 * @param data - patients with a marker
 * @param cut - patients up to and including it are the lower group
 * @throws InputError - when nobody lies on a side
 */
export function analyseCut(data: SurvivalData, cut: number): AnalysedSurvival {
  return analyseSurvival(
    data,
    { level: LEVEL, ties: 'efron', cut, seed: SEED, permutations: PERMUTATIONS },
    {
      kind: 'table',
      endpoint: null,
      source: '',
      sha256: '',
      time_unit: null,
      columns: {},
      event_values: null,
      missing: null,
      remarks: [],
      expected: null,
    },
  );
}

/** Patients of one group alone. */
export function groupAlone(data: SurvivalData, group: string): SurvivalData {
  const place = data.groups.indexOf(group);
  return partOf(data, rowsOfGroup(data, place), {
    groups: [group],
    groupOf: new Uint32Array(rowsOfGroup(data, place).length),
  });
}

/** Values of the marker at which a group can be cut, ascending: those that leave a tenth of its patients on either side. */
export function cutValues({ marker }: SurvivalData): readonly number[] {
  const sorted = Float64Array.from(marker?.values ?? []).sort();
  const least = Math.ceil(LEAST_SHARE * sorted.length);
  const values = [...new Set(sorted)];
  return values.filter((value) => {
    const below = sorted.findLastIndex((each) => each <= value) + 1;
    return below >= least && sorted.length - below >= least;
  });
}

/**
 * The best cut of the marker within a group, and p values that allow for the choice.
 *
 * @throws DataError - when the table cannot be read; InputError - when there is no cut
 */
export function bestCutOf(text: string, options: SurvivalTableOptions, group: string): OptimalCut {
  const read = parseSurvivalTable(text, options);
  const { times } = tieTimes(read.times);
  const { observed, marker, times: own } = groupAlone({ ...read, times }, group);
  return optimalCut(own, observed, marker!.values, {
    seed: SEED,
    streamName: `${streamNames.permutations}: cut of ${marker!.name} within ${group}`,
    permutations: PERMUTATIONS,
  });
}
