import { join } from 'node:path';
import {
  type BetaMarginal,
  heterogeneityParameterNames,
  InputError,
  inParameterOrder,
  withCorrelations,
} from '../../src/index.js';
import { fromStoredCorrelations, type StoredCorrelations } from '../fit/correlation-result.js';
import { readManifest } from './manifest.js';
import { readResults, resultParts } from './read-results.js';
import { runFiles } from './run-folder.js';
import { listedHash } from './stored-file.js';

/** The parts of a finished run that a study starts from. */
export interface FittedRun {
  readonly name: string;
  /** The resolved configuration, as the manifest has it; to be parsed. */
  readonly config: unknown;
  /** Numbers that were fitted beside the shapes; see `withScalars`. */
  readonly scalars: Readonly<Record<string, number>>;
  /** Fitted shapes, in canonical order. */
  readonly marginals: readonly BetaMarginal[];
  /** Disease control of the pooled trials by arm; proportions; an arm without a value is absent. */
  readonly prevalences: Readonly<Record<string, number>>;
  /** Hash of the file results.json. */
  readonly resultsSha256: string;
}

/**
 * Reads what a run fitted, and under which configuration.
 *
 * @param folder - folder of a finished run
 * @throws InputError - naming the file, when one is missing, is not JSON or lacks a part
 */
export async function readFittedRun(folder: string): Promise<FittedRun> {
  const path = join(folder, runFiles.results);
  const { name, fit, targets } = await readResults(folder, resultParts.fit);
  const manifest = await readManifest(folder);
  const control = targets.filter(({ endpoint, target }) => endpoint === 'dcr' && target > 0 && target < 100);
  return {
    name,
    config: manifest.config,
    scalars: fit.scalars?.values ?? {},
    marginals: storedShapes(fit, path),
    prevalences: Object.fromEntries(control.map(({ arm, target }) => [arm, target / 100])),
    resultsSha256: listedHash(folder, runFiles.results, manifest)!,
  };
}

/**
 * Fitted shapes in canonical order, the 21 per-patient parameters and then further ones, with the run's correlations.
 *
 * @param fit - of results.json
 * @param path - of the file, for messages
 * @throws InputError - when it lacks one
 */
export function storedShapes(
  {
    shapes,
    correlations = [],
  }: {
    readonly shapes: Readonly<Record<string, Omit<BetaMarginal, 'name'>>>;
    readonly correlations?: StoredCorrelations;
  },
  path: string,
): readonly BetaMarginal[] {
  // The order of a patient's values
  const names = inParameterOrder([...new Set([...heterogeneityParameterNames, ...Object.keys(shapes)])]);
  const marginals = names.map((name): BetaMarginal => {
    const shape = shapes[name];
    if (shape === undefined) throw new InputError(`${path}: fit.shapes.${name}: must be present; got none`);
    const { min, max, alpha, beta } = shape;
    return { name, min, max, alpha, beta };
  });
  return withCorrelations(marginals, fromStoredCorrelations(correlations));
}
