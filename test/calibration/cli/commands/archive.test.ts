// Evidence: the repeated study against the archived one, byte for byte; an independent reader (Python's zipfile and ElementTree,
// libSBML where it is there).
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readArchive } from '../../../../calibration/store/omex/read-archive.js';
import { toZip } from '../../../../calibration/store/omex/zip-entries.js';
import { jsonOf, root, runCli } from '../run-cli.js';
import { writeTinyConfig } from '../tiny-config.js';

const python = '/usr/bin/python3';
const hasPython = spawnSync(python, ['--version']).status === 0;

/** What Python reads of an archive without knowing this program. */
const reader = `import sys, zipfile, io
import xml.etree.ElementTree as E
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
space = '{http://identifiers.org/combine.specifications/omex-manifest}'
contents = E.fromstring(archive.read('manifest.xml')).findall(space + 'content')
formats = {c.get('location'): c.get('format') for c in contents}
assert formats['.'] == 'http://identifiers.org/combine.specifications/omex'
assert {l[2:] for l in formats if l != '.'} == set(archive.namelist())
masters = [c.get('location') for c in contents if c.get('master') == 'true']
E.fromstring(archive.read('metadata.rdf'))
models = [l for l, f in formats.items() if f.endswith('sbml.level-3.version-2')]
try:
    import libsbml
    for model in models:
        document = libsbml.readSBMLFromString(archive.read(model[2:]).decode())
        assert document.getNumErrors() == 0 and document.getModel().getNumReactions() > 100
except ImportError:
    pass
print(len(models), *masters)
`;

let folder = '';
let away = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-archive-test-'));
  away = await mkdtemp(join(tmpdir(), 'qcic-archive-away-'));
});
afterAll(async () => {
  for (const each of [folder, away]) await rm(each, { recursive: true, force: true });
});

const later = { QCIC_REPORT: 'later' };

describe('qcic archive and qcic run ARCHIVE', () => {
  test('a run and a refit are repeated with the same bytes after their folders have gone', {
    tags: 'full/models',
  }, async () => {
    // Tables of the configuration's own, beside it, with a curve file that one of them names
    await mkdir(join(folder, 'work'));
    const work = join(folder, 'work');
    await cp(join(root, 'data/trials'), join(work, 'tables'), { recursive: true });
    await cp(join(root, 'data/new-trials/sunlight.csv'), join(work, 'added.csv'));
    await writeTinyConfig(join(work, 'tiny.json'), {
      targets: {
        recist: 'tables/recist.csv',
        medianOs: ['tables/median_os.csv'],
        survival: '../work/tables/survival_landmarks.csv',
      },
    });
    const cli = async (args: readonly string[], cwd: string, code = 0) => {
      const outcome = await runCli(args, { cwd, env: later });
      expect(outcome, outcome.stderr).toMatchObject({ code });
      return outcome;
    };
    await cli(['run', 'tiny.json', '--out', 'run', '--seed', '11'], work);
    const quick = [
      '--bootstrap',
      '0',
      '--starts',
      '1',
      '--profiles',
      'none',
      '--no-leave-one-trial-out',
      '--no-leave-one-arm-out',
    ];
    await cli(['refit', 'run', '--add', 'added.csv', ...quick, '--out', 'refit'], work);
    for (const name of ['run', 'refit']) await cli(['archive', name, '-o', join(away, `${name}.omex`)], work);
    await cli(['archive', 'run', '-o', 'again.omex'], work);
    const bytes = await readFile(join(away, 'run.omex'));
    expect(await readFile(join(work, 'again.omex'))).toEqual(bytes);
    if (hasPython) {
      const read = execFileSync(python, ['-c', reader, join(away, 'run.omex')], { encoding: 'utf8' });
      expect(read.trim()).toBe('3 ./model/tas102_bev.xml');
    }
    await rename(work, join(folder, 'gone'));

    const run = await cli(['run', 'run.omex', '--out', 'repeated'], away);
    expect(run.stdout).toContain('Same bytes as in run.omex: ');
    expect(run.stdout).toContain('calibration.json: the same but for the places of its tables');
    expect(await readFile(join(away, 'repeated/results.json'))).toEqual(
      await readFile(join(folder, 'gone/run/results.json')),
    );
    const refit = await cli(['run', 'refit.omex', '--out', 'refitted'], away);
    expect(refit.stdout).toContain('Same bytes as in refit.omex: ');
    for (const file of ['results.json', 'refit.json']) {
      expect(await readFile(join(away, 'refitted', file))).toEqual(await readFile(join(folder, 'gone/refit', file)));
    }
    // What repeats an archive can be archived
    await cli(['archive', 'refitted', '-o', 'third.omex'], away);
    expect((await readArchive(join(away, 'third.omex'))).record.run).toBe('run');
    expect(await jsonOf(join(away, 'repeated/manifest.json'))).toMatchObject({ inputs: [{ path: 'run.omex' }] });
    await cli(['run', 'run.omex', '--out', 'repeated', '--resume'], away);

    // A result of another program: what differs is named; the repeated run is continued, which takes no time
    const { entries, record } = await readArchive(join(away, 'run.omex'));
    const manifest = JSON.parse(Buffer.from(entries.get('results/manifest.json')!).toString()) as {
      files: { path: string; sha256: string | null }[];
    };
    for (const file of manifest.files) if (file.path === 'figures/roc.csv') file.sha256 = '0'.repeat(64);
    const changed = Buffer.from(JSON.stringify(manifest));
    const { sha256 } = await import('../../../../src/index.js');
    const files = record.files.map((file) =>
      file.path === 'results/manifest.json' ? { ...file, sha256: sha256(changed) } : file,
    );
    const other = new Map([
      ...entries,
      ['results/manifest.json', changed],
      ['qcic-archive.json', Buffer.from(JSON.stringify({ ...record, version: '0.0.9', files }))],
    ] as const);
    await writeFile(join(away, 'other.omex'), await toZip(other));
    const differs = await cli(['run', 'other.omex', '--out', 'repeated', '--resume'], away, 3);
    expect(differs.stdout).toContain('Differs from other.omex: figures/roc.csv; ');
    expect(differs.stderr).toContain('other.omex: made by version 0.0.9 of qcic-workbench');
  });

  test('what is no archive, no finished study, or an option that an archive does not take is refused', async () => {
    await writeFile(join(away, 'no.omex'), 'PK');
    const refusals = [
      [['run', 'no.omex'], 'no.omex: must be a ZIP archive (OMEX); got another file or a part of one'],
      [['run', 'no.omex', '--seed', '4'], '--seed: must not be given with an archive'],
      [['run', 'no.omex', '--by-arm'], '--by-arm: must not be given with an archive'],
      [['run', './missing.omex'], 'missing.omex: must be a'],
      [['archive', '.'], 'manifest.json: must be a file of a finished run; got ENOENT'],
      [['archive', '.', '-o', 'no.omex'], 'no.omex: must not be there already; got one (--force replaces it)'],
    ] as const;
    for (const [args, message] of refusals) {
      const { code, stderr } = await runCli(args, { cwd: away, env: later });
      expect(code, stderr).toBe(2);
      expect(stderr).toContain(message);
    }
    expect(existsSync(join(away, 'runs'))).toBe(false);
  });
});
