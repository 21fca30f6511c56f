import { elementaryEffects, estimateWithFailures, morrisDesign, streamNames } from '../../../src/index.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { StudyOutput } from '../study.js';
import { correlatedPoints } from './correlated-factors.js';
import { factorColumns, factorVaries } from './factors.js';
import { describeResponse } from './outputs.js';
import { reasons, unvaried } from './reasons.js';
import { commonResult, countsOf, finished, hull, samplesTable } from './responses.js';
import type { MorrisResponse, ResponseCounts, SensitivityResult } from './result.js';
import { groupsOf, type StudySettings } from './settings.js';
import { studySource } from './study-source.js';

const PRINTED = 10;

/** Grid points are moved away from 0 and 1, where a Beta quantile may not be finite. */
const EDGE = 1e-3;

/** Morris screening: mean absolute elementary effects of parameters or groups on every output. */
export async function computeMorris(
  settings: StudySettings,
  context: CohortContext,
): Promise<StudyOutput<SensitivityResult>> {
  const { samples: trajectories, levels, seed, by } = settings;
  const source = studySource(settings);
  const factors = source.factors.filter(factorVaries);
  const groups = groupsOf(factors, by);
  const design = morrisDesign({
    trajectories,
    dimensions: factors.length,
    groups,
    levels,
    seed,
    streamName: streamNames.sensitivity,
  });
  const points =
    settings.space === 'patients'
      ? correlatedPoints(
          factors,
          design.points.map((u) => EDGE + (1 - 2 * EDGE) * u),
        )
      : design.points;
  const counts: ResponseCounts[] = [];
  const without = unvaried(source.factors, by).map((name) => ({
    name,
    factors: source.factors.filter((factor) => name === (by === 'group' ? factor.group : factor.name)).length,
    ...{ mu_star: null, ci_low: null, ci_high: null, mu: null, sigma: null },
    reason: reasons.noRange,
  }));
  const evaluated = await source.evaluate(factors, points, context);
  const responses = evaluated.map((response): MorrisResponse => {
    const { values, failed, arm, output } = response;
    const found = estimateWithFailures(
      { values, failed, blockSize: design.blockSize },
      settings.failures,
      (outputs, blocks) => elementaryEffects(outputs, blocks, design, groups),
    );
    counts.push(countsOf(response, found.counts));
    const rows = found.estimate.map((effects, index) => {
      const [low, high] = hull(
        [effects, ...(found.extremes ?? []).map((extreme) => extreme[index]!)].map((each) => [each.ciLow, each.ciHigh]),
      );
      const { name, members } = groups[index]!;
      const { muStar, mu, sigma } = effects;
      return { name, factors: members.length, mu_star: muStar, ci_low: low, ci_high: high, mu, sigma, reason: null };
    });
    return { arm, output, rows: [...rows.sort((a, b) => b.mu_star - a.mu_star), ...without] };
  });
  const samples = points.length / factors.length;
  return finished(
    { method: 'morris', ...commonResult(settings, { factors: groups.length, samples, counts }), responses },
    {
      tables: [
        {
          file: 'morris.csv',
          header: ['arm', 'output', by, 'factors', 'mu_star', 'ci_low', 'ci_high', 'mu', 'sigma', 'reason'],
          rows: responses.flatMap(({ arm, output, rows }) =>
            rows.map((row) => [
              arm,
              output,
              row.name,
              row.factors,
              row.mu_star,
              row.ci_low,
              row.ci_high,
              row.mu,
              row.sigma,
              row.reason,
            ]),
          ),
        },
        samplesTable(factors, factorColumns(factors, points), evaluated),
      ],
      summary: responses.flatMap((response) => [
        `${describeResponse(response)}:`,
        ...response.rows
          .filter(({ reason }) => reason === null)
          .slice(0, PRINTED)
          .map(
            ({ name, mu_star: muStar, ci_low: low, ci_high: high, sigma }) =>
              `  ${name.padEnd(32)} mu* ${muStar?.toPrecision(3)} [${low?.toPrecision(3)}, ${high?.toPrecision(3)}]${sigma === null ? '' : `  sigma ${sigma.toPrecision(3)}`}`,
          ),
      ]),
    },
  );
}
