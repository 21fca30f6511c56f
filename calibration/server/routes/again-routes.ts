import { Hono } from 'hono';
import { z } from 'zod';
import { InputError, mostBytes } from '../../../src/index.js';
import { againPlan, checkAgain, prepareAgain } from '../again-plan.js';
import type { AgainCheck, AgainPlan } from '../api/again.js';
import type { Job } from '../api/jobs.js';
import type { ServerContext } from '../context.js';
import { readJson } from '../replies.js';

/** A configuration as JSON text, of which quotes and line ends take two bytes. */
const MOST_BODY = 2 * mostBytes.configuration;

const request = z.strictObject({ run: z.string(), text: z.string().max(mostBytes.configuration) });

/** A job that the command line refuses ends within this time; milliseconds. */
const REFUSED_MILLISECONDS = 5000;
const LOOK_MILLISECONDS = 50;

/** Change and run again: what a run was told, checked as it is changed, and started. */
export function againRoutes(context: ServerContext): Hono {
  const { runs, jobs } = context;
  /** The job once its folder is there, or while it waits. @throws InputError - in the words of the command line, when it refuses */
  const accepted = async (started: Job): Promise<Job> => {
    for (let waited = 0; ; waited += LOOK_MILLISECONDS) {
      const job = jobs.list().find(({ id }) => id === started.id) ?? started;
      if (job.state === 'refused' || job.state === 'failed') throw new InputError(job.output.trim());
      const isThere = await runs.resolve(job.run).then(
        () => true,
        () => false,
      );
      if (isThere || job.state === 'waiting' || job.ended !== null || waited >= REFUSED_MILLISECONDS) return job;
      await new Promise((done) => setTimeout(done, LOOK_MILLISECONDS));
    }
  };
  return new Hono()
    .get('/:run', async (c) => c.json<AgainPlan>(await againPlan(c.req.param('run'), context)))
    .post('/check', async (c) => {
      const { run, text } = await readJson(c, request, MOST_BODY);
      return c.json<AgainCheck>(await checkAgain(run, text, context));
    })
    .post('/start', async (c) => {
      const { run, text } = await readJson(c, request, MOST_BODY);
      const { args, cwd, out } = await prepareAgain(run, text, context);
      return c.json<Job>(await accepted(await jobs.start(args, out, { option: null, cwd })));
    });
}
