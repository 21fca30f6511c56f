import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { sha256 } from '../../../src/index.js';
import { runFiles } from '../../store/run-folder.js';
import { runArchive } from '../archive.js';
import { continuation } from '../command-arguments.js';
import type { ServerContext } from '../context.js';
import { reportDrawer } from '../draw-parts.js';
import { eventStream } from '../event-stream.js';
import { manifestNow } from '../files-now.js';
import { followRun } from '../follow-run.js';
import { ConflictError, NotFoundError } from '../replies.js';
import { runDetail, runLog } from '../run-detail.js';
import { fileOfRun, runProcess } from '../run-summary.js';
import { stopRun } from '../stop-run.js';
import { openTrash } from '../trash.js';

/** How files are shown; all others are saved. A stored page is never shown here: it may hold scripts of another one. */
const types: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'text/plain; charset=utf-8',
};

/** The folder of a job that has just started is waited for; milliseconds. */
const STARTING_MILLISECONDS = 5000;
const STARTING_LOOK_MILLISECONDS = 50;

/** Commands without simulated patients to continue from. */
const withoutResume: readonly string[] = ['roc', 'survival'];

/** Runs: their table, their files, and what may be done with them. */
export function runsRoutes(context: ServerContext): Hono {
  const { runs, jobs, program, runtime } = context;
  const reports = reportDrawer(program, runs, runtime);
  const trash = openTrash(runs, runtime);
  /** Folder of a run; that of a job whose process is about to make it is waited for. */
  const resolve = async (id: string): Promise<string> => {
    for (let waited = 0; ; waited += STARTING_LOOK_MILLISECONDS) {
      try {
        return await runs.resolve(id);
      } catch (cause) {
        if (jobs.writing(id) === undefined) throw cause;
      }
      if (waited >= STARTING_MILLISECONDS) return runs.resolve(id);
      await new Promise((done) => setTimeout(done, STARTING_LOOK_MILLISECONDS));
    }
  };
  const manifestOf = (folder: string) => {
    const manifest = manifestNow(folder);
    if (manifest === undefined) throw new NotFoundError('run: must be one of the folder of runs; got another folder');
    return manifest;
  };
  return new Hono()
    .get('/', async (c) => {
      const text = JSON.stringify(await runs.table());
      const tag = `"${sha256(text)}"`;
      // Most events change one of many runs, and some none
      if (c.req.header('if-none-match') === tag) return c.body(null, 304, { ETag: tag });
      return c.body(text, 200, { ETag: tag, 'Content-Type': 'application/json' });
    })
    .get('/:id', async (c) => c.json(await runDetail(c.req.param('id'), await resolve(c.req.param('id')), runtime)))
    .get('/:id/log', async (c) => c.json(await runLog(await resolve(c.req.param('id')))))
    .get('/:id/events', async (c) => {
      const id = c.req.param('id');
      await resolve(id);
      const last = c.req.header('last-event-id');
      return eventStream(c, (send, signal) => followRun(context, id, last, send, signal));
    })
    .get('/:id/files/:path{.+}', async (c) => {
      const folder = await runs.resolve(c.req.param('id'));
      const path = c.req.param('path');
      const { files } = manifestOf(folder);
      if (path !== runFiles.manifest && !files.some((file) => file.path === path))
        throw new NotFoundError('file: must be one that the manifest lists; got another path');
      const real = await fileOfRun(folder, path);
      const { size } = await lstat(real);
      const type = types[extname(path)];
      return c.body(
        size === 0 ? '' : (Readable.toWeb(createReadStream(real, { end: size - 1 })) as ReadableStream),
        200,
        {
          'Content-Type': type ?? 'application/octet-stream',
          'Content-Length': String(size),
          ...(type === undefined ? saved(basename(path)) : {}),
        },
      );
    })
    .get('/:id/report', async (c) => {
      const folder = await runs.resolve(c.req.param('id'));
      manifestOf(folder);
      return c.body(await reports.draw(folder), 200, { 'Content-Type': 'application/json; charset=utf-8' });
    })
    .get('/:id/archive', async (c) => {
      const folder = await runs.resolve(c.req.param('id'));
      const name = basename(folder);
      const patients = c.req.query('patients') === 'true';
      const archive = await runArchive(folder, manifestOf(folder), { name, patients });
      return c.body(archive, 200, { 'Content-Type': 'application/gzip', ...saved(`${name}.tar.gz`) });
    })
    .post('/:id/stop', async (c) => {
      const id = c.req.param('id');
      const job = jobs.writing(id);
      if (job === undefined) await stopRun(await runs.resolve(id), runtime);
      else await jobs.stop(job.id);
      return c.json({ stopping: true });
    })
    .post('/:id/resume', async (c) => {
      const id = c.req.param('id');
      const folder = await runs.resolve(id);
      const manifest = manifestOf(folder);
      const writer = await runProcess(folder, runtime);
      if (writer !== null && writer.isRunning !== false)
        throw new ConflictError(
          `run: must not be written by a process to be resumed; got process ${writer.pid} on ${writer.host}`,
        );
      const { args, cwd } = await continuation(folder, manifest);
      const option = withoutResume.includes(manifest.kind) ? '--force' : '--resume';
      return c.json(await jobs.start(args, id, { option, cwd }));
    })
    .delete('/:id', async (c) => c.json(await trash.put(c.req.param('id'))));
}

/** Headers of a file that is saved under a name; RFC 6266. */
function saved(name: string): Readonly<Record<string, string>> {
  const plain = name.replace(/[^\w.-]/g, '_');
  return { 'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}` };
}
