import { type CoxTies, groupsByCuts, InputError, optimalCut, quantileCuts, streamNames } from '../../../src/index.js';
import { analyseComparison } from './analyse-comparison.js';
import type { SurvivalSettings } from './analyse-groups.js';
import { longestTau } from './restriction-time.js';
import type { ComparisonCurves, OptimalCutResult, PrognosisResult } from './result.js';
import { countsOf, type NamedColumn, partOf, rowsOfGroup, type SurvivalData } from './survival-data.js';

export const markerCuts = ['median', 'tertiles', 'optimal'] as const;
/** How a marker is cut: by quantiles, at the best value, or at a given value. */
export type MarkerCut = (typeof markerCuts)[number] | number;

export interface PrognosisRequest {
  readonly cut: MarkerCut;
  readonly ties: CoxTies;
  readonly seed: string;
  readonly permutations: number;
}

export interface AnalysedPrognosis {
  readonly result: PrognosisResult;
  readonly drawing: ComparisonCurves;
}

const NAMES: Readonly<Record<number, readonly string[]>> = { 2: ['low', 'high'], 3: ['low', 'middle', 'high'] };

/**
 * Divides the patients of one group by a marker and compares the parts.
 *
 * Quantiles are those of the group itself. Under `optimal` the cut is the one with the largest standardised log-rank
 * statistic, and the p value adjusted for the choice is reported with it (see `optimalCut`).
 *
 * @param data - all patients, with a marker
 * @param marker - the marker
 * @param group - place of the group
 * @param settings - level, landmarks, tau, times of the at-risk table
 * @param request - cut, ties, seed and permutations of the adjusted p
 * @returns cuts, adjusted p values, and the comparison
 * @throws InputError - when a part would be empty, or weights are given for an optimal cut
 */
export function analysePrognosis(
  data: SurvivalData,
  marker: NamedColumn,
  group: number,
  { settings, request }: { readonly settings: SurvivalSettings; readonly request: PrognosisRequest },
): AnalysedPrognosis {
  const within = data.groups[group]!;
  const rows = rowsOfGroup(data, group);
  const values = Float64Array.from(rows, (row) => marker.values[row]!);
  const optimal = request.cut === 'optimal' ? bestCut(data, rows, values, { within, marker, request }) : null;
  const cuts =
    typeof request.cut === 'number'
      ? [request.cut]
      : (optimal?.cuts ?? quantileCuts(countedValues(data, rows, values), request.cut === 'median' ? 2 : 3));
  const groups = NAMES[cuts.length + 1]!;
  const groupOf = Uint32Array.from(groupsByCuts(values, cuts));
  groups.forEach((name, place) => {
    if (!groupOf.includes(place)) {
      throw new InputError(
        `--cut ${request.cut}: ${marker.name} must divide the ${countsOf(partOf(data, rows)).n} patients of ${within} into ${groups.length} groups; ` +
          `got no patient in ${name} (cuts ${cuts.join(', ')})`,
      );
    }
  });
  const part = partOf(data, rows, { groups, groupOf });
  const tau = commonTau(settings.tau, longestTau(part));
  const { result, drawing } = analyseComparison(part, { ...settings, tau }, request.ties);
  return {
    result: {
      within,
      marker: marker.name,
      cut: typeof request.cut === 'number' ? 'given' : request.cut,
      cuts,
      optimal: optimal?.result ?? null,
      comparison: { ...result, remarks: [...result.remarks, ...cutRemarks(data, request.cut)] },
    },
    drawing,
  };
}

/** The values, each as often as its row counts patients. */
function countedValues({ weighting }: SurvivalData, rows: readonly number[], values: Float64Array): ArrayLike<number> {
  if (weighting?.meaning !== 'patients') return values;
  return rows.flatMap((row, index) => Array<number>(weighting.weights[row]!).fill(values[index]!));
}

/** A part may have been followed for less long than the whole. */
function commonTau(whole: number | null, part: number | null): number | null {
  return whole === null || part === null ? null : Math.min(whole, part);
}

function cutRemarks({ strata }: SurvivalData, cut: MarkerCut): readonly string[] {
  if (cut !== 'optimal') return [];
  return [
    'The cut was chosen to maximise the log-rank statistic, so the log-rank p, the hazard ratio and the differences of these groups are overoptimistic. Use the adjusted p, and validate the cut on other patients.',
    ...(strata === null ? [] : ['The cut was chosen without regard to the strata.']),
  ];
}

function bestCut(
  data: SurvivalData,
  rows: readonly number[],
  values: Float64Array,
  {
    within,
    marker,
    request,
  }: { readonly within: string; readonly marker: NamedColumn; readonly request: PrognosisRequest },
): { readonly cuts: readonly number[]; readonly result: OptimalCutResult } {
  if (data.weighting !== null) {
    throw new InputError(
      '--cut optimal: must be used without --weight; got both (its null distribution is not defined for weights)',
    );
  }
  const { times, observed } = partOf(data, rows);
  if (!observed.includes(1)) {
    throw new InputError(`--cut optimal: must have a death among the patients of ${within}; got none`);
  }
  const found = optimalCut(times, observed, values, {
    seed: request.seed,
    streamName: `${streamNames.permutations}: cut of ${marker.name} within ${within}`,
    permutations: request.permutations,
  });
  return {
    cuts: [found.cut],
    result: {
      statistic: found.statistic,
      cuts_tried: found.cuts.length,
      p_unadjusted: found.pUnadjusted,
      p_permutation: found.pPermutation,
      permutations: found.permutations,
      p_miller_siegmund: found.pMillerSiegmund,
      p_lausen: found.pLausen,
    },
  };
}
