import { type CourseNodes, courseNodes, coursePlan, type DeathCovariate, ownValue } from '../../../src/index.js';
import type { FitPool } from '../../pool/fit-pool.js';
import { covariateOf, type DeathForm } from './death-parameters.js';
import type { HazardGrid } from './hazard-grid.js';

/** Compressed courses of the patients of a pool under one arm, for survival at the times of a grid. */
export type PoolNodes = (arm: string, form: DeathForm, grid: HazardGrid) => CourseNodes;

/** For the times of a fit, and for those of its endpoints. */
const KEPT_PER_ARM = 2;

/** Binds compressed courses to a pool. The last of each arm are kept, because refits on a pool ask for the same again and again. */
export function poolNodes(pool: FitPool): PoolNodes {
  const kept = new Map<string, { readonly key: string; readonly nodes: CourseNodes }[]>();
  return (arm, form, { days, times }) => {
    const covariate = covariateOf(form);
    const key = [covariate, times, days].join(' ');
    const own = kept.get(arm) ?? [];
    const known = own.find((each) => each.key === key);
    const latest = known ?? { key, nodes: compressed(pool, arm, covariate, { days, times }) };
    kept.set(arm, [latest, ...own.filter((each) => each !== known)].slice(0, KEPT_PER_ARM));
    return latest.nodes;
  };
}

function compressed(pool: FitPool, arm: string, covariate: DeathCovariate, { days, times }: HazardGrid): CourseNodes {
  const courses = ownValue(pool.courses, arm)!;
  const plan = coursePlan(covariate, times, courses.visits);
  return courseNodes(covariate, { ...courses, burden: pool.burden[arm]!, days }, plan);
}
