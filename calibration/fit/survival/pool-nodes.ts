import {
  type CourseNodes,
  courseNodes,
  coursePlan,
  type DeathCovariate,
  ownValue,
  type StoredRows,
  writeCourseNodes,
} from '../../../src/index.js';
import type { FitPool } from '../../pool/fit-pool.js';
import { rowSink } from '../../pool/row-spool.js';
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

/** Nodes on disk, by the burdens that they were made of: objectives that are bound to the same pool one after the other share them. */
const stored = new WeakMap<StoredRows, Map<string, CourseNodes>>();

/**
 * Nodes lie on disk where the burdens of the pool do: 180 bytes per patient and arm in the main job. They are written once for a pool and
 * a grid, and stay until the process ends. A pass over them reads 1 MiB at a time.
 */
function compressed(pool: FitPool, arm: string, covariate: DeathCovariate, { days, times }: HazardGrid): CourseNodes {
  const [burden, courses] = [ownValue(pool.burden, arm)!, ownValue(pool.courses, arm)!];
  const own = { ...courses, burden, days };
  const plan = coursePlan(covariate, times, courses.visits);
  if (pool.spool === undefined || burden instanceof Float32Array) return courseNodes(covariate, own, plan);
  const ofBurden = stored.get(burden) ?? new Map<string, CourseNodes>();
  stored.set(burden, ofBurden);
  const key = [covariate, times, days].join(' ');
  const nodes = ofBurden.get(key) ?? writeCourseNodes(covariate, own, plan, rowSink(0, pool.spool));
  ofBurden.set(key, nodes);
  return nodes;
}
