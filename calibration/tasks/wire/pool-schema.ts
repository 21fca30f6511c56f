import { z } from 'zod';
import { responseClasses } from '../../../src/index.js';
import type { MixturePool } from '../../pool/fit-pool.js';
import { checkedBy, type PackedIssue } from './packed-issue.js';
import { arrayOf, count, shortText } from './parse-packed.js';

const fields: z.ZodType<MixturePool> = z.strictObject({
  patients: count.min(1),
  logX: arrayOf(Float64Array),
  log1mX: arrayOf(Float64Array),
  dimensions: count.min(1),
  response: z.record(shortText, arrayOf(Uint8Array)),
  burden: z.record(shortText, arrayOf(Float32Array)),
  nodes: count.min(1),
  logProposal: arrayOf(Float64Array),
  newest: count,
});

/** Stored patients that fits weigh, with arrays that fit each other. */
export const poolSchema = checkedBy(fields, poolIssues);

function* poolIssues(pool: MixturePool): Generator<PackedIssue> {
  const { patients, dimensions, nodes, newest, response, burden } = pool;
  yield* lengthIssues(['logX'], pool.logX, patients * dimensions);
  yield* lengthIssues(['log1mX'], pool.log1mX, patients * dimensions);
  yield* lengthIssues(['logProposal'], pool.logProposal, patients);
  for (const [arm, classes] of Object.entries(response)) {
    yield* lengthIssues(['response', arm], classes, patients);
    const place = classes.findIndex((code) => code >= responseClasses.length);
    if (place < 0) continue;
    const required = `must be below ${responseClasses.length}, the number of response classes`;
    yield { path: ['response', arm, place], required, got: classes[place] };
  }
  for (const [arm, values] of Object.entries(burden)) yield* lengthIssues(['burden', arm], values, patients * nodes);
  yield* missing('burden', Object.keys(response), burden);
  yield* missing('response', Object.keys(burden), response);
  if (newest > patients) yield { path: ['newest'], required: `must be at most all ${patients} patients`, got: newest };
  // Tails of patients are held above 0 where they are drawn, so that all their logarithms and densities are finite
  for (const name of ['logX', 'log1mX', 'logProposal'] as const) {
    const place = pool[name].findIndex((value) => !Number.isFinite(value));
    if (place >= 0) yield { path: [name, place], required: 'must be a finite number', got: pool[name][place] };
  }
}

function* lengthIssues(path: readonly string[], got: ArrayLike<number>, length: number): Generator<PackedIssue> {
  if (got.length !== length) yield { path, required: `must hold ${length} numbers`, got };
}

function* missing(field: string, arms: readonly string[], byArm: object): Generator<PackedIssue> {
  for (const arm of arms) {
    if (!Object.hasOwn(byArm, arm))
      yield { path: [field, arm], required: 'must be there as for each arm', got: undefined };
  }
}
