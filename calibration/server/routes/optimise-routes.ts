import { Hono } from 'hono';
import { InputError } from '../../../src/index.js';
import { readStoredStudy } from '../../store/study-folder.js';
import { compareWithReference } from '../../studies/optimise/report/compare-with-reference.js';
import { optimiseResultSchema, optimiseTables } from '../../studies/optimise/result.js';
import { storedKinds } from '../../studies/registry.js';
import type { OptimiseReply } from '../api/optimise.js';
import type { ServerContext } from '../context.js';

/** What a search for schedules found, as it stored it. */
export function optimiseRoutes({ runs }: ServerContext): Hono {
  return new Hono().get('/:run', async (c) => {
    const run = c.req.param('run');
    const { manifest, json, table } = await readStoredStudy(await runs.resolve(run), null);
    const result = await json(storedKinds.optimise.result!.file, optimiseResultSchema);
    if (manifest.kind !== 'optimise' || result === undefined) {
      throw new InputError(
        `run: must be a finished search for schedules; got a study of kind ${manifest.kind} that is ${manifest.status}`,
      );
    }
    const [candidates, curves, calendar] = await Promise.all(
      [optimiseTables.candidates, optimiseTables.curves, optimiseTables.calendar].map(({ file }) => table(file)),
    );
    return c.json({
      run,
      result,
      compared: compareWithReference(result).map(({ candidate, verdicts, outcome }) => ({
        label: candidate.label,
        verdicts,
        outcome,
      })),
      candidates: candidates!,
      curves: curves!,
      calendar: calendar!,
      command: manifest.command,
    } satisfies OptimiseReply);
  });
}
