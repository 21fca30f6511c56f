import { dirname, join, resolve } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
import { shellQuoted } from '../../session/repeat-command.js';
import { readManifest } from '../../store/manifest.js';
import { readRefitInputs, unchanged } from '../../store/refit-inputs.js';
import { adoptedText } from '../../studies/explore/adopted-text.js';
import { pointOf } from '../../studies/explore/explorer-state.js';
import { unpackExplorerPool } from '../../studies/explore/packed-pool.js';
import type { AdoptReply } from '../api/explorer.js';
import type { ServerContext } from '../context.js';
import { explorerPools } from '../explorer-pools.js';
import { NotFoundError, readJson } from '../replies.js';
import { ownFolders } from '../runs-folder.js';

const adoptRequest = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(80)
    .regex(/^[\w][\w.-]*$/, { error: 'must be letters, digits, points and hyphens' }),
  state: z.record(z.string().max(200), z.number()),
});

/** The weighted pool of a run for the explorer, and shapes adopted as a configuration. */
export function explorerRoutes(context: ServerContext): Hono {
  const { runs, program } = context;
  const pools = explorerPools(context);
  return new Hono()
    .get('/:run', async (c) => c.json(await pools.look(await runs.resolve(c.req.param('run')))))
    .get('/:run/pool', async (c) => {
      const bytes = await pools.read(await runs.resolve(c.req.param('run')));
      if (bytes === undefined) throw new NotFoundError('pool: must have been made; got none');
      return c.body(bytes, 200, { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' });
    })
    .post('/:run/adopt', async (c) => {
      const { name, state } = await readJson(c, adoptRequest);
      const folder = await runs.resolve(c.req.param('run'));
      const bytes = await pools.read(folder);
      if (bytes === undefined) throw new NotFoundError('pool: must have been made; got none');
      const { problem, values } = unpackExplorerPool(bytes, 'pool');
      const { config } = await readRefitInputs(folder, unchanged);
      const { inputs, working_folder: from } = await readManifest(folder);
      const text = adoptedText({
        config,
        move: {
          from: dirname(resolve(folder, from, inputs[0]?.path ?? '.')),
          to: join(runs.path, ownFolders.inputs),
          packageRoot: program.root,
        },
        file: `${name}.json`,
        name,
        state,
        marginals: pointOf(problem, values, state).marginals,
      });
      const file = await runs.inputFile(`${name}.json`, text);
      const out = runs.shown(runs.newFolder(await runs.freeId(name)));
      return c.json({
        file,
        commands: [
          shellQuoted(['qcic', 'run', file, '--out', out]),
          shellQuoted([
            'qcic',
            'cohort',
            '--patients',
            '1000',
            '--seed',
            '1',
            '--config',
            file,
            '--out',
            `${name}.csv`,
          ]),
        ],
      } satisfies AdoptReply);
    });
}
