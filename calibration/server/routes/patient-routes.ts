import { Hono } from 'hono';
import { z } from 'zod';
import { InputError, ownValue, type SimulationSpec, simulationBinary } from '../../../src/index.js';
import type { PatientModelReply, PatientValuesReply, SolverReply } from '../api/patient.js';
import type { ServerContext } from '../context.js';
import { readPatientModel, readPatientValues } from '../patient-models.js';
import { readJson } from '../replies.js';

/** Most drugs of a model that is compiled: no plan gives more. */
const MOST_DRUGS = 20;

const solverRequest = z.strictObject({
  run: z.string().nullable(),
  drugs: z.array(z.string()).max(MOST_DRUGS),
});

/** Compiled models that are kept, the latest ones; 40 kB each. */
const MOST_SOLVERS = 32;

/** What one virtual patient is simulated from in a page: the model, its compiled form, and patients of a run. */
export function patientRoutes({ runs }: ServerContext): Hono {
  const solvers = new Map<string, Promise<SolverReply>>();
  const folderOf = async (run: string | null | undefined) =>
    run === null || run === undefined || run === '' ? null : runs.resolve(run);
  const solverOf = (spec: SimulationSpec): Promise<SolverReply> => {
    const { switches, overrides, varying, drugs } = spec;
    const key = JSON.stringify({ switches, overrides, varying, drugs });
    const found = solvers.get(key) ?? compiled(spec);
    solvers.delete(key);
    solvers.set(key, found);
    // One that fails is compiled again when it is asked for
    found.catch(() => solvers.delete(key));
    for (const oldest of solvers.keys()) {
      if (solvers.size <= MOST_SOLVERS) break;
      solvers.delete(oldest);
    }
    return found;
  };
  return new Hono()
    .get('/model', async (c) => {
      const run = c.req.query('run') || null;
      const { model, patients } = await readPatientModel(await folderOf(run), c.req.queries('schedule') ?? []);
      return c.json({ run, model, patients } satisfies PatientModelReply);
    })
    .get('/values', async (c) => {
      const folder = await folderOf(c.req.query('run'));
      if (folder === null) throw new InputError('run: must name a run; got none');
      const number = Number(c.req.query('number') ?? Number.NaN);
      const values = await readPatientValues(folder, number);
      return c.json({ number, values: [...values] } satisfies PatientValuesReply);
    })
    .post('/solver', async (c) => {
      const { run, drugs } = await readJson(c, solverRequest);
      const { model } = await readPatientModel(await folderOf(run), []);
      const chosen = drugs.map((name) => {
        const definition = ownValue(model.drugs, name);
        if (definition !== undefined) return { name, definition };
        throw new InputError(`drugs: must be known ones (${Object.keys(model.drugs).join(', ')}); got ${name}`);
      });
      return c.json(await solverOf({ ...model.spec, drugs: chosen }));
    });
}

async function compiled(spec: SimulationSpec): Promise<SolverReply> {
  const { shape, bytes } = await simulationBinary(spec);
  return { shape, wasm: Buffer.from(bytes).toString('base64') };
}
