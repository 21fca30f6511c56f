import { Hono } from 'hono';
import type { ServerContext } from '../context.js';

/** Table of runs. */
export function runsRoutes({ runs }: ServerContext): Hono {
  return new Hono().get('/', async (c) => c.json(await runs.table()));
}
