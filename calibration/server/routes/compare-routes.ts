import { Hono } from 'hono';
import { z } from 'zod';
import { runComparer } from '../compare-runs.js';
import type { ServerContext } from '../context.js';
import { readJson } from '../replies.js';

/** Many runs do not fit into an address. */
const requestSchema = z.strictObject({ runs: z.array(z.string()), differences: z.boolean().optional() });

/** Runs side by side. Ids are given one by one (`runs=a&runs=b`) or in one list (`runs=a,b`); a comma is part of no id then. */
export function compareRoutes(context: ServerContext): Hono {
  const compare = runComparer(context);
  return new Hono()
    .get('/', async (c) => {
      const given = c.req.queries('runs') ?? [];
      const ids = given.length === 1 ? given[0]!.split(',') : given;
      return c.json(await compare(ids, c.req.query('differences') === 'true'));
    })
    .post('/', async (c) => {
      const asked = await readJson(c, requestSchema);
      return c.json(await compare(asked.runs, asked.differences === true));
    });
}
