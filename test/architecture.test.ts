// Evidence: the rules are those of the project's import direction; each is shown to fail on a made-up file before it is
// believed on the real ones.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  type ArchitectureRule,
  calibrationLayers,
  calibrationLayersRule,
  cyclesRule,
  engineRule,
  exportsRule,
  fileSizeRule,
  guardedModulesRule,
  hiddenInputsRule,
  MOST_LINES,
  namesRule,
  plainDataRule,
  processExitRule,
  sourceLayersRule,
  threadStartRule,
} from './architecture-rules.js';
import { importsOf, type SourceFile } from './source-imports.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const filesUnder = (...folders: readonly string[]): readonly SourceFile[] =>
  folders.flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('test/fixtures/'))
      .sort()
      // Imports name a file by its compiled form, which does not tell whether it has markup
      .map((path) => ({ path: path.replace(/\.tsx$/, '.ts'), text: readFileSync(`${root}${path}`, 'utf8') })),
  );
const sources = filesUnder('src', 'calibration');
const tests = filesUnder('test');

const file = (path: string, ...lines: readonly string[]): SourceFile => ({ path, text: `${lines.join('\n')}\n` });
const importing = (path: string, from: string, what = '{ x }') => file(path, `import ${what} from '${from}';`);

interface Law {
  readonly rule: ArchitectureRule;
  readonly files: readonly SourceFile[];
  /** Made-up files and the issues that the rule must find in them: none where the list is empty. */
  readonly examples: readonly (readonly [files: readonly SourceFile[], issues: readonly string[]])[];
}

const laws: Readonly<Record<string, Law>> = {
  'src imports along its layers and never from calibration': {
    rule: sourceLayersRule,
    files: sources,
    examples: [
      [[importing('src/stats/roc.ts', '../random/streams.js')], []],
      [[importing('src/patients/table.ts', '../io/csv.js')], []],
      [[importing('src/io/csv.ts', '../numerics/nearest-name.js')], []],
      [
        [importing('src/stats/roc.ts', '../model/species.js')],
        ['src/stats/roc.ts: may not import src/model/species.ts'],
      ],
      [
        [importing('src/stats/roc.ts', '../simulation/markers.js', 'type { MarkerName }')],
        ['src/stats/roc.ts: may not import src/simulation/markers.ts'],
      ],
      [[importing('src/model/a.ts', '../ode/b.js')], ['src/model/a.ts: may not import src/ode/b.ts']],
      [[importing('src/ode/a.ts', '../model/b.js')], ['src/ode/a.ts: may not import src/model/b.ts']],
      [[importing('src/io/a.ts', '../index.js')], ['src/io/a.ts: may not import src/index.ts']],
      [
        [importing('src/simulation/a.ts', '../../calibration/fit/results.js', 'type { FitResult }')],
        ['src/simulation/a.ts: may not import calibration/fit/results.ts'],
      ],
      [[file('src/random/a.ts', "export * from '../stats/b.js';")], ['src/random/a.ts: may not import src/stats/b.ts']],
      [
        [file('src/random/a.ts', "const x = await import('../stats/b.js');")],
        ['src/random/a.ts: may not import src/stats/b.ts'],
      ],
      [[file('src/other/a.ts')], ['src/other/a.ts: other is no layer of src']],
    ],
  },
  'calibration imports along its layers, and science through src/index.ts': {
    rule: calibrationLayersRule,
    files: sources,
    examples: [
      [[importing('calibration/fit/a.ts', '../../src/index.js')], []],
      [[importing('calibration/cli/commands/a.ts', '../../studies/run/compute.js')], []],
      [[importing('calibration/api/a.ts', '../studies/run/compute.js')], []],
      [[importing('calibration/cli/choices.ts', '../../src/model/drugs/trial-arms.js')], []],
      [
        [importing('calibration/cli/program.ts', '../../src/model/drugs/trial-arms.js')],
        ['calibration/cli/program.ts: may not import values of src/model/drugs/trial-arms.ts'],
      ],
      [[importing('calibration/pool/a.ts', '../engine/engine.js', 'type { Engine }')], []],
      [[importing('calibration/engine/a.ts', '../../src/errors.js', '{ InternalError }')], []],
      [[importing('calibration/tasks/wire/a.ts', '../../engine/queue/wire-form.js')], []],
      [[importing('calibration/tasks/wire/a.ts', '../../pool/cohort-rows.js')], []],
      [[importing('calibration/plots/a.ts', '../page/html.js')], []],
      [[importing('calibration/studies/run/report/a.ts', '../../../plots/arm-style.js')], []],
      [[importing('calibration/studies/run/report.ts', './result.js', '{ runResultSchema }')], []],
      [[importing('calibration/studies/run/compute.ts', '../../fit/outer-loop.js')], []],
      [[importing('calibration/store/a.ts', '../engine/queue/shared-folder.js', 'type { SharedFolder }')], []],
      [
        [importing('calibration/pool/a.ts', '../engine/local/worker-engine.js')],
        ['calibration/pool/a.ts: may not import values of calibration/engine/local/worker-engine.ts'],
      ],
      [
        [importing('calibration/engine/queue/a.ts', '../../tasks/wire/parse-packed.js')],
        ['calibration/engine/queue/a.ts: may not import values of calibration/tasks/wire/parse-packed.ts'],
      ],
      [
        [importing('calibration/engine/a.ts', '../fit/b.js', 'type { B }')],
        ['calibration/engine/a.ts: may not import types of calibration/fit/b.ts'],
      ],
      [
        [importing('calibration/page/a.ts', '../plots/arm-style.js', 'type { ArmStyle }')],
        ['calibration/page/a.ts: may not import types of calibration/plots/arm-style.ts'],
      ],
      [
        [importing('calibration/config/a.ts', '../tasks/wire/parse-packed.js')],
        ['calibration/config/a.ts: may not import values of calibration/tasks/wire/parse-packed.ts'],
      ],
      [
        [importing('calibration/pool/a.ts', '../tasks/tasks.js', 'type { Tasks }')],
        ['calibration/pool/a.ts: may not import types of calibration/tasks/tasks.ts'],
      ],
      [
        [importing('calibration/store/a.ts', '../engine/queue/shared-folder.js', '{ folderNames }')],
        ['calibration/store/a.ts: may not import values of calibration/engine/queue/shared-folder.ts'],
      ],
      [
        [importing('calibration/studies/run/report/a.ts', '../../../fit/outer-loop.js')],
        ['calibration/studies/run/report/a.ts: may not import values of calibration/fit/outer-loop.ts'],
      ],
      [
        [importing('calibration/studies/run/compute.ts', './report.js')],
        ['calibration/studies/run/compute.ts: may not import values of calibration/studies/run/report.ts'],
      ],
      [
        [importing('calibration/fit/a.ts', '../../src/stats/whiten.js')],
        ['calibration/fit/a.ts: may not import values of src/stats/whiten.ts'],
      ],
      [
        [importing('calibration/cli/a.ts', '../../src/errors.js', '{ type X }')],
        ['calibration/cli/a.ts: may not import types of src/errors.ts'],
      ],
      [
        [importing('calibration/targets/a.ts', '../fit/b.js', 'type { B }')],
        ['calibration/targets/a.ts: may not import types of calibration/fit/b.ts'],
      ],
      [
        [importing('calibration/studies/run/compute.ts', '../../cli/b.js')],
        ['calibration/studies/run/compute.ts: may not import values of calibration/cli/b.ts'],
      ],
      [
        [importing('calibration/api/a.ts', '../cli/b.js')],
        ['calibration/api/a.ts: may not import values of calibration/cli/b.ts'],
      ],
      [[importing('calibration/api/workbench.ts', '../cli/for-programs.js')], []],
      [[importing('calibration/server/a.ts', '../store/manifest.js')], []],
      [[importing('calibration/web/a.ts', '../browser.js')], []],
      [[importing('calibration/web/a.ts', '../server/api/runs.js', 'type { RunList }')], []],
      [[importing('calibration/browser.ts', './page/html.js')], []],
      [
        [importing('calibration/web/a.ts', '../page/html.js')],
        ['calibration/web/a.ts: may not import values of calibration/page/html.ts'],
      ],
      [
        [importing('calibration/server/a.ts', '../web/main.js')],
        ['calibration/server/a.ts: may not import values of calibration/web/main.ts'],
      ],
      [
        [importing('calibration/server/a.ts', '../cli/act.js', 'type { Act }')],
        ['calibration/server/a.ts: may not import types of calibration/cli/act.ts'],
      ],
      [
        [importing('calibration/session/a.ts', '../server/api/runs.js', 'type { RunList }')],
        ['calibration/session/a.ts: may not import types of calibration/server/api/runs.ts'],
      ],
      [
        [importing('calibration/browser.ts', './web/main.js')],
        ['calibration/browser.ts: may not import values of calibration/web/main.ts'],
      ],
      [[file('calibration/other/a.ts')], ['calibration/other/a.ts: other is no layer of calibration']],
    ],
  },
  'arms and regimens are plain data that the help of the command line may read': {
    rule: plainDataRule,
    files: sources,
    examples: [
      [[importing('src/model/drugs/trial-arms.ts', '../switches.js', 'type { Switches }')], []],
      [
        [importing('src/model/drugs/trial-arms.ts', '../switches.js')],
        ['src/model/drugs/trial-arms.ts: may not import values of ../switches.js'],
      ],
    ],
  },
  'the engine takes nothing but error classes from the science, except in tasks.ts': {
    rule: engineRule,
    files: sources,
    examples: [
      [[importing('calibration/engine/queue/a.ts', '../../../src/index.js', '{ DataError, sha256 }')], []],
      [
        [importing('calibration/page/a.ts', '../../src/index.js', '{ responseClasses }')],
        ['calibration/page/a.ts: may take error classes alone from the science; got responseClasses'],
      ],
      [[importing('calibration/engine/a.ts', '../../src/index.js', '{ InternalError, InterruptedError }')], []],
      [
        [importing('calibration/engine/a.ts', '../../src/index.js', '{ InternalError, type CohortRecord }')],
        ['calibration/engine/a.ts: may take error classes alone from the science; got CohortRecord'],
      ],
      [
        [importing('calibration/engine/a.ts', '../../src/index.js', '* as science')],
        ['calibration/engine/a.ts: may take error classes alone from the science; got ../../src/index.js'],
      ],
    ],
  },
  'what a thread loads before its tasks loads no science': {
    rule: threadStartRule,
    files: sources,
    examples: [
      [[importing('calibration/engine/local/a.ts', '../../../src/errors.js', '{ InternalError }')], []],
      [[importing('calibration/engine/queue/a.ts', '../../../src/index.js', '{ DataError, sha256 }')], []],
      [
        [importing('calibration/engine/a.ts', '../../src/index.js', '{ InternalError }')],
        ['calibration/engine/a.ts: may not load src/index.ts; error classes are in src/errors.ts'],
      ],
    ],
  },
  'the disk, threads, timers and the process are reached from their own places': {
    rule: guardedModulesRule,
    files: sources,
    examples: [
      [[importing('src/io/a.ts', 'node:fs/promises')], []],
      [[importing('calibration/biomarkers/pause.ts', 'node:timers/promises')], []],
      [[importing('calibration/engine/queue/wait.ts', 'node:timers/promises')], []],
      [[importing('src/model/a.ts', 'node:fs')], ['src/model/a.ts: may not import node:fs']],
      [
        [importing('calibration/studies/a.ts', 'fs/promises')],
        ['calibration/studies/a.ts: may not import fs/promises'],
      ],
      [
        [importing('calibration/pool/a.ts', 'node:worker_threads')],
        ['calibration/pool/a.ts: may not import node:worker_threads'],
      ],
      [
        [importing('calibration/cli/a.ts', 'node:worker_threads')],
        ['calibration/cli/a.ts: may not import node:worker_threads'],
      ],
      [
        [importing('calibration/biomarkers/a.ts', 'node:timers/promises')],
        ['calibration/biomarkers/a.ts: may not import node:timers/promises'],
      ],
      [
        [importing('calibration/engine/queue/queue-engine.ts', 'node:timers/promises')],
        ['calibration/engine/queue/queue-engine.ts: may not import node:timers/promises'],
      ],
      [
        [importing('calibration/engine/queue/a.ts', 'node:fs/promises')],
        ['calibration/engine/queue/a.ts: may not import node:fs/promises'],
      ],
      [
        [importing('calibration/engine/queue/a.ts', 'node:net')],
        ['calibration/engine/queue/a.ts: may not import node:net'],
      ],
      [[importing('calibration/store/a.ts', 'node:process')], ['calibration/store/a.ts: may not import node:process']],
      [[importing('calibration/cli/a.ts', 'node:https')], ['calibration/cli/a.ts: may not import node:https']],
      [[importing('calibration/server/serve.ts', 'node:http')], []],
      [[importing('calibration/server/app.ts', 'node:http')], ['calibration/server/app.ts: may not import node:http']],
    ],
  },
  'chance, the clock, the process and the console belong to what runs': {
    rule: hiddenInputsRule,
    files: sources,
    examples: [
      [[file('calibration/cli/a.ts', 'console.log(Date.now(), performance.now(), process.argv);')], []],
      [[file('calibration/server/a.ts', 'setTimeout(go, 1);')], []],
      [[file('src/model/a.ts', '// Math.random, new Date, process.env', "const words = 'console.log';")], []],
      [[file('src/model/a.ts', 'const rate = process.flux;')], []],
      [[file('src/model/a.ts', 'const x = Math.random();')], ['src/model/a.ts: may not use Math.random']],
      [[file('src/model/a.ts', 'const x = new Date();')], ['src/model/a.ts: may not use new Date']],
      [[file('src/model/a.ts', 'const x = Date.now();')], ['src/model/a.ts: may not use Date.']],
      [
        [file('calibration/studies/a.ts', 'const x = performance.now();')],
        ['calibration/studies/a.ts: may not use performance.'],
      ],
      [
        [file('calibration/store/a.ts', 'process.cwd(); const x = `$', '{console.log(1)}`;')],
        ['calibration/store/a.ts: may not use process.cwd', 'calibration/store/a.ts: may not use console.'],
      ],
      [[file('calibration/fit/a.ts', 'setTimeout(go, 1);')], ['calibration/fit/a.ts: may not use setTimeout']],
      [[file('calibration/fit/a.ts', 'globalThis.x;')], ['calibration/fit/a.ts: may not use globalThis']],
    ],
  },
  'the process ends in main.ts and nowhere else': {
    rule: processExitRule,
    files: sources,
    examples: [
      [[file('calibration/cli/main.ts', 'process.exit(0);')], []],
      [[file('calibration/cli/a.ts', 'process.exitCode;')], []],
      [[file('calibration/cli/a.ts', 'process.exit(0);')], ['calibration/cli/a.ts: may not end the process']],
    ],
  },
  'exports have names, and there is one index': {
    rule: exportsRule,
    files: [...sources, ...tests],
    examples: [
      [[file('src/index.ts', "export * from './errors.js';"), file('src/a.ts', '// export default')], []],
      [[file('src/a.ts', 'export default 1;')], ['src/a.ts: may not export a default']],
      [[file('src/a.ts', 'export { a as default };')], ['src/a.ts: may not export a default']],
      [
        [file('calibration/api/stats.ts', "export * from './a.js';")],
        ['calibration/api/stats.ts: must name its exports'],
      ],
      [[file('calibration/fit/index.ts')], ['calibration/fit/index.ts: may not be another index']],
    ],
  },
  [`no file has more than ${MOST_LINES} lines`]: {
    rule: fileSizeRule,
    files: [...sources, ...tests],
    examples: [
      [[{ path: 'src/a.ts', text: 'a\n'.repeat(MOST_LINES) }], []],
      [[{ path: 'src/a.ts', text: 'a\n'.repeat(MOST_LINES + 1) }], ['src/a.ts: may have at most 400 lines; got 401']],
    ],
  },
  'files and folders are in kebab case and none is called utils, helpers, common or misc': {
    rule: namesRule,
    files: [...sources, ...tests],
    examples: [
      [[file('src/stats/auc-delong.ts'), file('test/src/stats/t-test.test.ts')], []],
      [[file('src/utils/a.ts')], ['src/utils/a.ts: may not be named utils']],
      [[file('test/helper.ts')], ['test/helper.ts: may not be named helper']],
      [[file('calibration/fit/common.ts')], ['calibration/fit/common.ts: may not be named common']],
      [[file('src/stats/aucDelong.ts')], ['src/stats/aucDelong.ts: must be in kebab case; got aucDelong']],
    ],
  },
  'no file imports itself by way of others': {
    rule: cyclesRule,
    files: sources,
    examples: [
      [[importing('src/a.ts', './b.js'), importing('src/b.ts', './c.js'), importing('src/c.ts', './d.js')], []],
      [[importing('src/a.ts', './c.js'), importing('src/b.ts', './c.js'), file('src/c.ts')], []],
      [
        [
          importing('src/a.ts', './b.js'),
          importing('src/b.ts', './c.js', 'type { C }'),
          importing('src/c.ts', './a.js'),
        ],
        ['src/a.ts -> src/b.ts -> src/c.ts -> src/a.ts: may not be a cycle'],
      ],
    ],
  },
};

describe('architecture', () => {
  test('the source files are found', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['src/index.ts', 'calibration/cli/main.ts']),
    );
  });

  test('every relative import leads to a file', () => {
    const known = new Set([...sources, ...tests].map(({ path }) => path));
    const lost = [...sources, ...tests].flatMap((source) =>
      importsOf(source).flatMap(({ file: target, from }) =>
        target === null || !target.endsWith('.ts') || known.has(target) ? [] : [`${source.path}: ${from}`],
      ),
    );
    // The made-up imports of these files are texts in them
    const madeUp = /^test\/(architecture|source-imports)\.test\.ts:/;
    expect(lost.filter((issue) => !madeUp.test(issue))).toEqual([]);
  });

  describe.each(Object.entries(laws))('%s', (_, { rule, files, examples }) => {
    test.each(examples.map(([made, issues]) => [made.map(({ path }) => path).join(', '), made, issues] as const))(
      'made-up %s',
      (_paths, made, issues) => {
        expect(rule(made)).toEqual(issues);
      },
    );

    test('this checkout', () => {
      expect(rule(files)).toEqual([]);
    });
  });
});

test('the layers of calibration are a directed graph without cycles', () => {
  const nodes = Object.entries(calibrationLayers).map(([layer, allowed]) => {
    const targets = allowed === 'everything' ? [] : [...allowed.values, ...allowed.types];
    const name = layer.replace(/\W/g, '-');
    return file(`${name}.ts`, ...targets.map((target) => `import '../${target.replace(/\W/g, '-')}.js';`));
  });
  expect(cyclesRule(nodes.map(({ path, text }) => ({ path, text: text.replaceAll("'../", "'./") })))).toEqual([]);
});
