// Evidence: the compiled module against the one of the command line; every issue of a request.
import { describe, expect, test } from 'vitest';
import type { PatientModelReply, SolverReply } from '../../../../calibration/server/api/patient.js';
import type { ServerContext } from '../../../../calibration/server/context.js';
import { errorReply, NotFoundError } from '../../../../calibration/server/replies.js';
import { optimiseRoutes } from '../../../../calibration/server/routes/optimise-routes.js';
import { patientRoutes } from '../../../../calibration/server/routes/patient-routes.js';
import { publishedPatientModel } from '../../../../calibration/studies/patient/build-patient-model.js';
import { medianValues } from '../../../../calibration/studies/patient/patient-values.js';
import { planSpec } from '../../../../calibration/studies/patient/treatment-plan.js';
import { cohortSimulator, compileSimulation, publishedDrugs, shippedDrugs } from '../../../../src/index.js';

const context = {
  runs: {
    resolve: async (id: string) => {
      throw new NotFoundError(`run: must be in the folder of runs; got ${id}`);
    },
  },
} as unknown as ServerContext;
const replying = (app: ReturnType<typeof patientRoutes>) =>
  app.onError((cause, c) => {
    const { status, body } = errorReply(cause);
    return c.json(body, status);
  });
const app = replying(patientRoutes(context));
const post = (body: unknown) =>
  app.request('/solver', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const errorOf = async (reply: Response | Promise<Response>) => {
  const { status } = await reply;
  return { status, ...((await (await reply).json()) as object) };
};

describe('patientRoutes', () => {
  test('reply the published model, without a run', async () => {
    const reply = (await (await app.request('/model')).json()) as PatientModelReply;
    expect(reply).toEqual(JSON.parse(JSON.stringify({ run: null, model: publishedPatientModel(), patients: 0 })));
  });

  test('reply a module that simulates as the one of the command line, to the last bit', async () => {
    const model = publishedPatientModel();
    const spec = planSpec(model, { ...model.plan, horizonDays: 60 });
    const reply = await post({ run: null, drugs: publishedDrugs.map(({ name }) => name) });
    const { shape, wasm } = (await reply.json()) as SolverReply;
    const module = new WebAssembly.Module(Buffer.from(wasm, 'base64'));
    const patient = medianValues(model.marginals);
    expect(cohortSimulator(spec, { ...shape, code: { kind: 'wasm', module } })(patient)).toEqual(
      cohortSimulator(spec, await compileSimulation(spec))(patient),
    );
  });

  test('refuse unknown drugs, runs and patients', async () => {
    const known = Object.keys(shippedDrugs).join(', ');
    expect(await errorOf(post({ run: null, drugs: ['water'] }))).toEqual({
      status: 400,
      error: `drugs: must be known ones (${known}); got water`,
    });
    expect(await errorOf(post({ run: null, drugs: ['constructor'] }))).toMatchObject({ status: 400 });
    expect(await errorOf(post({ run: null, drugs: [], code: '' }))).toMatchObject({ status: 400 });
    expect(await errorOf(app.request('/model?run=absent'))).toMatchObject({ status: 404 });
    expect(await errorOf(app.request('/values?number=1'))).toEqual({
      status: 400,
      error: 'run: must name a run; got none',
    });
  });
});

test('optimiseRoutes refuse a run that is not there', async () => {
  expect(await errorOf(replying(optimiseRoutes(context)).request('/absent'))).toMatchObject({ status: 404 });
});
