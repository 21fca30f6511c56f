import { join } from 'node:path';
import { Hono } from 'hono';
import type { JobList } from '../api/jobs.js';
import type { ServerContext } from '../context.js';

/** Commands that were started here. */
export function jobsRoutes({ runs, jobs, program }: ServerContext): Hono {
  return (
    new Hono()
      .get('/', (c) => c.json({ jobs: jobs.list() } satisfies JobList))
      // What a first visit offers: a whole run in a few seconds
      .post('/quick', async (c) => {
        const config = runs.shown(join(program.root, 'configs', 'quick.json'));
        return c.json(await jobs.start(['run', config], await runs.freeId('quick')));
      })
      .post('/:id/stop', async (c) => c.json(await jobs.stop(c.req.param('id'))))
  );
}
