import { join } from 'node:path';
import { inspect } from 'node:util';
import { Hono } from 'hono';
import { printError } from '../session/runtime.js';
import { openAssets } from './assets.js';
import type { ServerContext } from './context.js';
import { errorReply, NotFoundError } from './replies.js';
import { againRoutes } from './routes/again-routes.js';
import { biomarkersRoutes } from './routes/biomarkers-routes.js';
import { compareRoutes } from './routes/compare-routes.js';
import { eventsRoutes } from './routes/events-routes.js';
import { explorerRoutes } from './routes/explorer-routes.js';
import { jobsRoutes } from './routes/jobs-routes.js';
import { optimiseRoutes } from './routes/optimise-routes.js';
import { patientRoutes } from './routes/patient-routes.js';
import { runsRoutes } from './routes/runs-routes.js';
import { sensitivityRoutes } from './routes/sensitivity-routes.js';
import { survivalRoutes } from './routes/survival-routes.js';
import { trashRoutes } from './routes/trash-routes.js';
import { trialsRoutes } from './routes/trials-routes.js';
import { type Secrets, security } from './security.js';

/**
 * All routes of the workbench behind its checks.
 *
 * @param context - what they may use
 * @param port - of the server
 * @param secrets - of the server
 */
export function workbenchApp(context: ServerContext, port: number, secrets: Secrets): Hono {
  const app = new Hono();
  app.use(security(port, secrets));
  app.route('/api/again', againRoutes(context));
  app.route('/api/biomarkers', biomarkersRoutes(context));
  app.route('/api/compare', compareRoutes(context));
  app.route('/api/events', eventsRoutes(context));
  app.route('/api/explorer', explorerRoutes(context));
  app.route('/api/jobs', jobsRoutes(context));
  app.route('/api/optimise', optimiseRoutes(context));
  app.route('/api/patient', patientRoutes(context));
  app.route('/api/runs', runsRoutes(context));
  app.route('/api/sensitivity', sensitivityRoutes(context));
  app.route('/api/survival', survivalRoutes(context));
  app.route('/api/trash', trashRoutes(context));
  app.route('/api/trials', trialsRoutes(context));
  const assets = openAssets(join(context.program.root, 'dist', 'web'));
  app.route('/assets', assets.routes);
  app.get('*', async (c) => {
    if (/^\/(api|assets)(\/|$)/.test(c.req.path))
      throw new NotFoundError('request: must be a known address; got another one');
    return c.html(await assets.index(new URL(c.req.url).pathname));
  });
  app.notFound((c) => c.json({ error: 'request: must be a known address and method; got another one' }, 404));
  app.onError((cause, c) => {
    const { status, body } = errorReply(cause);
    if (status === 500) printError(context.runtime, inspect(cause));
    return c.json(body, status);
  });
  return app;
}
