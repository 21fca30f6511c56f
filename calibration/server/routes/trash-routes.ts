import { Hono } from 'hono';
import type { ServerContext } from '../context.js';
import { openTrash } from '../trash.js';

/** Deleted runs. */
export function trashRoutes({ runs, runtime }: ServerContext): Hono {
  const trash = openTrash(runs, runtime);
  return new Hono()
    .get('/', async (c) => c.json({ runs: await trash.list() }))
    .post('/:name/restore', async (c) => c.json(await trash.restore(c.req.param('name'))));
}
