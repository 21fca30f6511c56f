import { join } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
import { InputError, mostBytes } from '../../../src/index.js';
import { weightsOf } from '../../fit/problem.js';
import { refitArguments } from '../../session/trial-arguments.js';
import { readShippedTrials } from '../../store/read-trials.js';
import { type RefitChanges, readRefitInputs, unchanged } from '../../store/refit-inputs.js';
import { readStoredStudy } from '../../store/study-folder.js';
import { storedKinds } from '../../studies/registry.js';
import type { RunResults } from '../../studies/run/result.js';
import { allowances } from '../../targets/units.js';
import type { FitCurvePoint, SavedFile, StartedRefit, StoredFit, TrialBase } from '../api/trials.js';
import type { ServerContext } from '../context.js';
import { NotFoundError, readJson } from '../replies.js';
import { openTrialFile, saveTrials, trialFiles } from '../trial-files.js';

/** A table with its curves, as JSON text of which quotes and line ends take two bytes. */
const MOST_TABLE_BYTES = 2 * mostBytes.trials;

const files = {
  name: z.string(),
  text: z.string(),
  curves: z.array(z.strictObject({ name: z.string(), text: z.string() })),
};
const allow = z.array(z.enum(allowances));
const saveRequest = z.strictObject({ ...files, allow });
const refitRequest = z.strictObject({
  run: z.string(),
  table: z.strictObject(files).nullable(),
  drop: z.array(z.string()),
  notEvaluable: z.enum(['left-out', 'progressed']),
  allow,
  depth: z.enum(['fit', 'uncertainty']),
});

/** Trials: the tables, files of one's own, refits with them. */
export function trialsRoutes({ runs, jobs, program }: ServerContext): Hono {
  const { root } = program;
  return new Hono()
    .get('/base', async (c) => c.json<TrialBase>(await shippedBase(root)))
    .get('/base/:run', async (c) => {
      const run = c.req.param('run');
      const folder = await runs.resolve(run);
      const { config, tables } = await readRefitInputs(folder, unchanged);
      return c.json<TrialBase>({
        run,
        path: runs.shown(folder),
        tables,
        published: null,
        arms: Object.keys(config.arms),
        medians: { median: config.targets.median, weights: config.targets.weights },
        allow: config.targets.allow,
      });
    })
    .get('/files', async (c) => c.json(await trialFiles(root, runs)))
    .get('/files/:kind/:name', async (c) => {
      const { kind, name } = c.req.param();
      if (kind !== 'templates' && kind !== 'saved')
        throw new NotFoundError(`table: must be of templates or saved; got '${kind}'`);
      return c.json(await openTrialFile(root, runs, kind, name));
    })
    .post('/files', async (c) => {
      const { allow: allowed, ...table } = await readJson(c, saveRequest, MOST_TABLE_BYTES);
      return c.json<SavedFile>(await saveTrials(runs, table, { allow: allowed }));
    })
    .post('/refit', async (c) => {
      const request = await readJson(c, refitRequest, MOST_TABLE_BYTES);
      const { run, table, drop, notEvaluable } = request;
      if (table === null && drop.length === 0) throw new InputError('refit: must add or drop a trial; got no change');
      const folder = await runs.resolve(run);
      const saved = table === null ? null : await saveTrials(runs, table, request);
      const add = saved === null ? [] : [saved.path];
      const changes: RefitChanges = { ...unchanged, add, drop, notEvaluable, allow: request.allow };
      const { remarks } = await readRefitInputs(folder, changes);
      const args = refitArguments(runs.shown(folder), { ...request, table: saved?.path ?? null }, request.depth);
      const job = await jobs.start(args, await runs.freeId(`${run}-refit`));
      return c.json<StartedRefit>({ job, saved, remarks });
    })
    .get('/fit/:run', async (c) => {
      const run = c.req.param('run');
      return c.json<StoredFit>(await storedFit(run, await runs.resolve(run)));
    });
}

/** The shipped tables, to which trials of any arm may be added. */
async function shippedBase(root: string): Promise<TrialBase> {
  const { tables, published } = await readShippedTrials(join(root, 'data'));
  const medians = { median: 'mean' as const, weights: weightsOf(() => 1) };
  return { run: null, path: null, tables, published, arms: null, medians, allow: [] };
}

/** What a run or a refit has stored of its fit. */
async function storedFit(run: string, folder: string): Promise<StoredFit> {
  const stored = await readStoredStudy(folder, storedKinds.run.result);
  const { kind, status, command } = stored.manifest;
  if (kind !== 'run' && kind !== 'refit') throw new InputError(`run: must be a run or a refit; got one of ${kind}`);
  const { name, treatments, targets, fit } = stored.result as RunResults;
  const points = async (file: string, isMeant: (cells: ReadonlyMap<string, string>) => boolean) => {
    const [header = [], ...rows] = await stored.table(file);
    return rows.flatMap((cells): FitCurvePoint[] => {
      const row = new Map(header.map((column, place) => [column, cells[place] ?? '']));
      if (!isMeant(row)) return [];
      return [{ arm: row.get('arm')!, month: Number(row.get('month')), percent: Number(row.get('survival_percent')) }];
    });
  };
  return {
    ...{ run, name, status, command, treatments, targets },
    shapes: fit.shapes,
    death: fit.dpf,
    survival: await points('figures/survival.csv', () => true),
    clinical: await points('figures/survival_clinical.csv', (row) => row.get('trial') === 'pooled'),
  };
}
