// Evidence: folders that the test writes; archives are unpacked by the system's tar.
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeletedRun, RunDetail, RunList } from '../../../calibration/server/api/runs.js';
import { encodeChunk } from '../../../calibration/store/chunk-encoding.js';
import { readManifest } from '../../../calibration/store/manifest.js';
import { sampleRun, type TestServer, testServer } from './test-server.js';

let at: TestServer;
beforeAll(async () => {
  at = await testServer();
});
afterAll(async () => {
  await at.close();
});

const number = { pooled: 900, effective_sample_size: 570, cost_data: 1.5, cost_prior: 2, fresh_cohort_worst: 0.7 };
const results = {
  fit: { rounds: [{ ...number, pooled: 1 }, number] },
  confirmation: {
    survival_rmse: [
      { arm: 'placebo', rmse: 0.4 },
      { arm: 'tas102', rmse: null },
    ],
  },
  targets: ['within', 'within', 'outside', 'not assessed'].map((verdict) => ({ verdict })),
};

describe('the table of runs', () => {
  const table = async () => (await at.json('/api/runs')) as RunList;

  test('of an empty folder is empty', async () => {
    expect(await table()).toEqual({ folder: 'runs', runs: [], unreadable: [], pending: 0 });
  });

  test('names folders whose manifest is no study, and has no row for them', async () => {
    const texts = { broken: '{"kind": "run", ', foreign: '{"name": "an app"}', void: '' };
    for (const [name, text] of Object.entries(texts)) {
      await mkdir(join(at.runs, name), { recursive: true });
      await writeFile(join(at.runs, name, 'manifest.json'), text);
    }
    const { runs, unreadable } = await table();
    expect(unreadable).toEqual(['broken', 'foreign', 'void']);
    expect(runs.map(({ id }) => id)).toEqual([]);
    for (const name of Object.keys(texts)) await rm(join(at.runs, name), { recursive: true });
    expect((await table()).unreadable).toEqual([]);
  });

  test('has runs one and two levels deep, and no other folder', async () => {
    await sampleRun(at.runs, 'one', { results_sha256: 'x' }, { 'results.json': JSON.stringify(results) });
    await sampleRun(at.runs, 'group/two', { kind: 'sweep' });
    await sampleRun(at.runs, 'group/deep/three');
    await sampleRun(at.runs, 'one/inner');
    await sampleRun(at.runs, '.hidden');
    await sampleRun(at.runs, 'inputs');
    await mkdir(join(at.runs, 'other'));
    await writeFile(join(at.runs, 'other', 'manifest.json'), '{"program":"other"}');
    await writeFile(join(at.runs, 'manifest.json'), '{}');
    await symlink(join(at.runs, 'one'), join(at.runs, 'link'));
    expect((await table()).runs.map(({ id }) => id)).toEqual(['group/two', 'one']);
  });

  test('states what manifest and results state', async () => {
    const [, one] = (await table()).runs;
    expect(one).toMatchObject({ kind: 'run', status: 'converged', seed: '5', process: null });
    expect(one?.fit).toEqual({
      ...{ objective: 3.5, effectiveSampleSize: 570, pooled: 900, worstDeviation: 0.7, within: 2, assessed: 3 },
      survivalRmse: { placebo: 0.4, tas102: null },
    });
  });

  test('follows what changes: a manifest, a new run, one that is gone', async () => {
    const manifest = await readManifest(join(at.runs, 'one'));
    await writeFile(join(at.runs, 'one', 'manifest.json'), JSON.stringify({ ...manifest, status: 'running' }));
    await utimes(join(at.runs, 'one', 'manifest.json'), 1, 1);
    await rename(join(at.runs, 'group'), join(at.runs, 'team'));
    const { runs } = await table();
    // No process runs: it was killed
    expect(runs.map(({ id, status }) => [id, status])).toEqual([
      ['one', 'interrupted'],
      ['team/two', 'converged'],
    ]);
  });

  test('follows results that were written again beside the same manifest', async () => {
    const path = join(at.runs, 'one', 'results.json');
    const before = await readFile(path, 'utf8');
    await writeFile(path, before.replace('"outside"', '"within"'));
    expect((await table()).runs.find(({ id }) => id === 'one')?.fit?.within).toBe(3);
    await writeFile(path, before);
    expect((await table()).runs.find(({ id }) => id === 'one')?.fit?.within).toBe(2);
  });

  test('is sent again only where it has changed', async () => {
    const { headers } = await at.send({ path: '/api/runs' });
    const tag = { 'if-none-match': String(headers.etag) };
    expect(await at.send({ path: '/api/runs', headers: tag })).toMatchObject({ status: 304, text: '' });
    const manifest = await readManifest(join(at.runs, 'one'));
    await writeFile(join(at.runs, 'one', 'manifest.json'), JSON.stringify({ ...manifest, seed: '55' }));
    const { status, text } = await at.send({ path: '/api/runs', headers: tag });
    expect({ status, seeds: text.match(/"seed":"\d+"/g) }).toEqual({
      status: 200,
      seeds: ['"seed":"55"', '"seed":"5"'],
    });
    await writeFile(join(at.runs, 'one', 'manifest.json'), JSON.stringify(manifest));
  });

  test('is kept for the next server, and made again where it is damaged', async () => {
    const { runs } = await table();
    const kept = join(at.runs, '.qcic', 'index.json');
    expect(JSON.parse(await readFile(kept, 'utf8')).entries).toHaveLength(runs.length + 1);
    const whole = await readFile(kept, 'utf8');
    for (const text of ['', '{"version":1}', '[]', 'null', whole.replace('"converged"', '""'), whole.slice(0, 90)]) {
      await writeFile(kept, text);
      const other = await import('../../../calibration/server/runs-folder.js');
      const { processRuntime } = await import('../../../calibration/cli/process-runtime.js');
      const opened = await other.openRunsFolder(at.runs, processRuntime(), { publish: () => {} });
      expect(await opened.list()).toEqual(runs);
    }
  });
});

describe('a run', () => {
  const lines = [
    { seconds: 0, kind: 'start', study: 'run', name: 'x', command: 'qcic', date: '', resumed: false },
    ...[1, 2, 3].map((done) => ({ seconds: done, kind: 'progress', done, total: 3, failed: 0, stored: 0 })),
    { seconds: 4, kind: 'end', status: 'converged' },
  ];

  test('has its manifest, sizes of its files, stored patients, failures and log', async () => {
    const failure = { cohort: 'pool', patient: 3, arm: 'placebo', reason: 'steps', day: 4 };
    const folder = await sampleRun(
      at.runs,
      'detail',
      {},
      {
        'results.json': JSON.stringify({ ...results, status_summary: ['Converged.'], failures: [failure] }),
        'events.jsonl': `${lines.map((line) => JSON.stringify(line)).join('\n')}\nnot json\n{"kind":"other"}\n{"seconds":5,"kind":"li`,
        'figures/a.csv': 'day\n1\n',
      },
    );
    await mkdir(join(folder, 'chunks'));
    await writeFile(
      join(folder, 'chunks', `${'a'.repeat(64)}.chunk`),
      await encodeChunk('a'.repeat(64), { patients: 0, arms: {}, failures: [] }),
    );
    const detail = (await at.json('/api/runs/detail')) as RunDetail;
    expect(detail.manifest).toEqual(await readManifest(folder));
    expect(detail.files.map(({ path, bytes }) => [path, bytes]).at(-1)).toEqual(['figures/a.csv', 6]);
    expect(detail.chunks.files).toBe(1);
    expect(detail.statusSummary).toEqual(['Converged.']);
    expect(detail.failures).toEqual([failure]);
    // Progress that later progress replaces is left out, and so is a line that is no event or not whole
    expect(detail.log.map(({ seconds }) => seconds)).toEqual([0, 3, 4]);
    expect(await at.json('/api/runs/detail/log')).toEqual(detail.log);
  });

  test('sends a file as it is', async () => {
    const { bytes, headers } = await at.send({ path: '/api/runs/detail/files/figures/a.csv' });
    expect(bytes.toString()).toBe('day\n1\n');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect((await at.send({ path: '/api/runs/detail/files/manifest.json' })).bytes).toEqual(
      await readFile(join(at.runs, 'detail', 'manifest.json')),
    );
  });

  test.each([false, true])(
    'is one archive that tar unpacks to the same files; with its patients: %s',
    async (patients) => {
      const folder = join(at.runs, 'detail');
      const { files } = await readManifest(folder);
      const long = `figures/${'ä'.repeat(40)}${'b'.repeat(90)}.csv`;
      await writeFile(join(folder, long), 'long name');
      const manifest = { ...(await readManifest(folder)), files: [...files, { path: long, sha256: null }] };
      await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
      const { bytes, headers } = await at.send({ path: `/api/runs/detail/archive?patients=${patients}` });
      expect(headers['content-disposition']).toContain('filename="detail.tar.gz"');
      const target = join(at.outside, `unpacked-${patients}`);
      await mkdir(target);
      execFileSync('tar', ['-xzf', '-', '-C', target], { input: bytes });
      const paths = (await readdir(join(target, 'detail'), { recursive: true }))
        .filter((path) => /\./.test(path))
        .sort();
      const expected = ['manifest.json', ...manifest.files.map(({ path }) => path)];
      expect(paths).toEqual([...expected, ...(patients ? [`chunks/${'a'.repeat(64)}.chunk`] : [])].sort());
      for (const path of paths)
        expect((await readFile(join(target, 'detail', path))).equals(await readFile(join(folder, path))), path).toBe(
          true,
        );
      await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, files }));
    },
  );

  test('cannot be stopped where no process writes it, nor deleted or resumed where one does', async () => {
    expect((await at.send({ method: 'POST', path: '/api/runs/detail/stop' })).status).toBe(409);
    const { pid, host, processStart } = at.server.context.runtime;
    const owner = [host, String(pid), (await processStart(pid)) ?? '', 'now'].map(encodeURIComponent).join(',');
    await mkdir(join(at.runs, 'detail', '.lock'));
    await writeFile(join(at.runs, 'detail', '.lock', owner), 'qcic run');
    expect(((await at.json('/api/runs/detail')) as RunDetail).run.process).toMatchObject({ pid, isRunning: true });
    expect((await at.send({ method: 'DELETE', path: '/api/runs/detail' })).status).toBe(409);
    expect((await at.send({ method: 'POST', path: '/api/runs/detail/resume' })).status).toBe(409);
    await rename(
      join(at.runs, 'detail', '.lock', owner),
      join(at.runs, 'detail', '.lock', owner.replace(String(pid), '1')),
    );
    // Another process has this number now
    expect((await at.send({ method: 'POST', path: '/api/runs/detail/stop' })).status).toBe(409);
  });
});

describe('the trash', () => {
  const contentOf = async (folder: string) =>
    Promise.all(
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(async (entry) => [entry.name, await readFile(join(entry.parentPath, entry.name), 'utf8')]),
    );

  test('takes a run as it is, with files that are not listed, and gives it back', async () => {
    const folder = await sampleRun(at.runs, 'old/one');
    const before = await contentOf(folder);
    const deleted = (await at.json('/api/runs/old%2Fone', 'DELETE')) as DeletedRun;
    expect((await at.send({ path: '/api/runs/old%2Fone' })).status).toBe(404);
    expect(await at.json('/api/trash')).toEqual({ runs: [deleted] });
    expect(await at.json(`/api/trash/${deleted.name}/restore`, 'POST')).toEqual(deleted);
    expect(await contentOf(folder)).toEqual(before);
    expect(await at.json('/api/trash')).toEqual({ runs: [] });
  });

  test('puts nothing over anything: not in the trash, and not when it is restored', async () => {
    const deleted: DeletedRun[] = [];
    for (const text of ['first', 'second']) {
      await sampleRun(at.runs, 'twice', {}, { 'results.json': text });
      deleted.push((await at.json('/api/runs/twice', 'DELETE')) as DeletedRun);
    }
    expect(new Set(deleted.map(({ name }) => name)).size).toBe(2);
    await at.json(`/api/trash/${deleted[0]?.name}/restore`, 'POST');
    expect((await at.send({ method: 'POST', path: `/api/trash/${deleted[1]?.name}/restore` })).status).toBe(409);
    expect(await readFile(join(at.runs, 'twice', 'results.json'), 'utf8')).toBe('first');
  });

  test.each(['..', 'a%2f..', 'nothing', '%00'])('has none of another name: %s', async (name) => {
    expect((await at.send({ method: 'POST', path: `/api/trash/${name}/restore` })).status).toBe(404);
  });

  test('leads nowhere by a note that was changed', async () => {
    await sampleRun(at.runs, 'moved');
    const { name } = (await at.json('/api/runs/moved', 'DELETE')) as DeletedRun;
    for (const id of ['../moved', '.hidden', '/moved', 'a/b/c', '']) {
      await writeFile(join(at.runs, '.trash', name, 'deleted.json'), JSON.stringify({ id, deleted: 'x' }));
      expect((await at.send({ method: 'POST', path: `/api/trash/${name}/restore` })).status).toBe(404);
    }
    expect(await readdir(at.outside)).not.toContain('moved');
  });

  test('takes no folder that is no run', async () => {
    await mkdir(join(at.runs, 'plain'));
    expect((await at.send({ method: 'DELETE', path: '/api/runs/plain' })).status).toBe(404);
  });
});
