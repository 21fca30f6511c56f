import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
import { InputError, mostBytes, parseTable, readText } from '../../../src/index.js';
import type { PatientTable } from '../api/survival.js';
import type { ServerContext } from '../context.js';
import { NotFoundError, readJson } from '../replies.js';
import { isPlainName, ownFolder, ownFolders } from '../runs-folder.js';

const storeRequest = z.strictObject({ name: z.string(), text: z.string() });

/** Tables of patients that lie in the folder of inputs: listed, opened, stored. */
export function survivalRoutes({ runs }: ServerContext): Hono {
  const place = () => ownFolder(runs.path, ownFolders.inputs);
  return new Hono()
    .get('/tables', async (c) => {
      const entries = await readdir(await place(), { withFileTypes: true });
      const names = entries.filter((entry) => entry.isFile() && isTable(entry.name)).map(({ name }) => name);
      return c.json(names.sort());
    })
    .get('/tables/:name', async (c) => {
      const name = c.req.param('name');
      if (!isTable(name)) throw new NotFoundError('table: must be one of the folder of inputs; got another name');
      const path = join(await place(), name);
      const found = await stat(path).catch(() => undefined);
      if (found?.isFile() !== true)
        throw new NotFoundError('table: must be one of the folder of inputs; got another name');
      return c.json({
        name,
        path: runs.shown(path),
        text: await readText(path, mostBytes.trials),
      } satisfies PatientTable);
    })
    .post('/tables', async (c) => {
      const { name, text } = await readJson(c, storeRequest, 2 * mostBytes.trials);
      if (!isTable(name)) throw new InputError(`file: must have a plain name that ends in .csv; got '${name}'`);
      // A file that is no table is refused before it lies there
      parseTable(text, name);
      const path = await runs.inputFile(name, text);
      return c.json({ name: path.split(/[/\\]/).at(-1)!, path, text } satisfies PatientTable);
    });
}

const isTable = (name: string) => isPlainName(name) && name.toLowerCase().endsWith('.csv');
