import { codeAlone, importsOf, type SourceFile } from './source-imports.js';

/** A rule of the architecture: what breaks it, one line per issue, `path: what is wrong`. */
export type ArchitectureRule = (files: readonly SourceFile[]) => readonly string[];

/** Layers of `src` and the ones each may import; errors.ts and numerics are open to all of them. */
const sourceLayers: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  numerics: [],
  random: [],
  io: [],
  ode: [],
  model: [],
  stats: ['random'],
  // Designs and estimators; knows no model
  sensitivity: ['random', 'stats'],
  // Search over variables with levels; knows no model
  optimise: ['random'],
  patients: ['model', 'random', 'io'],
  // The integration of a model, generated as machine code
  compiled: ['ode', 'model'],
  simulation: ['ode', 'model', 'patients', 'compiled'],
  'index.ts': [
    'compiled',
    'io',
    'model',
    'ode',
    'optimise',
    'patients',
    'random',
    'sensitivity',
    'simulation',
    'stats',
  ],
};
const openSourceLayers = ['errors.ts', 'numerics'];

interface CalibrationLayer {
  readonly values: readonly string[];
  /** Layers of which only types may be imported. */
  readonly types: readonly string[];
}

/**
 * Layers of `calibration` and the ones each may import, besides src/index.ts: a directed graph without cycles.
 *
 * A study has three layers: `studies/result` is the form of what it stores (`result.ts`, and the tables and labels in
 * `resultForms`), `studies/report` its page (`report.ts`, `report/`), and `studies` what it computes.
 */
export const calibrationLayers: Readonly<Record<string, CalibrationLayer | 'everything'>> = {
  // Tables for a terminal
  'text-table.ts': { values: [], types: [] },
  engine: { values: [], types: [] },
  page: { values: [], types: [] },
  endpoints: { values: [], types: [] },
  targets: { values: ['endpoints'], types: [] },
  // Machine code for the simulator: built, kept and loaded
  native: { values: [], types: [] },
  // The pool is simulated on an engine that it is handed
  pool: { values: ['endpoints', 'native'], types: ['engine'] },
  biomarkers: { values: [], types: ['engine'] },
  plots: { values: ['page', 'endpoints'], types: ['biomarkers'] },
  fit: { values: ['endpoints', 'targets', 'pool'], types: [] },
  config: { values: ['endpoints', 'targets', 'fit', 'biomarkers'], types: [] },
  // What they compute, and the words for what a schema finds
  tasks: { values: ['engine', 'pool', 'fit', 'biomarkers', 'endpoints', 'config'], types: [] },
  // Fits many times, on an engine that it is handed
  inference: { values: ['endpoints', 'targets', 'pool', 'fit'], types: ['engine', 'tasks'] },
  'studies/result': { values: ['endpoints', 'biomarkers', 'fit', 'inference'], types: [] },
  // Reads what a configuration names, and writes what studies hand it
  store: {
    values: ['endpoints', 'config', 'targets', 'fit', 'studies/result'],
    types: ['engine', 'pool', 'inference', 'biomarkers'],
  },
  // Lines for the terminal have the number formats of the pages
  studies: {
    values: ['endpoints', 'targets', 'pool', 'biomarkers', 'fit', 'inference', 'config', 'page', 'studies/result'],
    types: ['engine', 'tasks', 'store'],
  },
  'studies/report': {
    values: ['page', 'plots', 'endpoints', 'biomarkers', 'studies/result'],
    types: ['fit', 'inference', 'studies', 'store'],
  },
  // What all kinds of study leave: their schemas, and their pages, loaded when they are drawn
  'studies/registry': { values: ['studies/report', 'studies/result', 'store'], types: ['studies'] },
  // Opens the engine for the workbench's tasks, and writes pages
  session: { values: ['engine', 'store', 'config', 'tasks', 'native', 'pool', 'page'], types: ['studies'] },
  // Routes: what they reply is read from folders, or computed by a study; nothing is estimated here
  server: {
    values: [
      'config',
      'endpoints',
      'engine',
      'biomarkers',
      'fit',
      'inference',
      'native',
      'page',
      'plots',
      'pool',
      'session',
      'store',
      'studies',
      'studies/registry',
      'studies/report',
      'studies/result',
      'targets',
      'tasks',
      'text-table.ts',
    ],
    types: [],
  },
  // What runs in a page takes values from the door for browsers alone, and types from anywhere
  web: {
    values: ['browser.ts'],
    types: [
      'biomarkers',
      'config',
      'endpoints',
      'fit',
      'inference',
      'page',
      'plots',
      'pool',
      'server',
      'session',
      'store',
      'studies',
      'studies/registry',
      'studies/report',
      'studies/result',
      'targets',
    ],
  },
  'browser.ts': 'everything',
  // The doors for programs, and what has a form of its own there
  api: 'everything',
  bench: 'everything',
  cli: 'everything',
};

/** Columns, labels and notes of results besides `result.ts`: what a study stores by them, its page reads by them. */
const resultForms = [
  'calibration/studies/missing-rows.ts',
  'calibration/studies/optimise/day-ranges.ts',
  'calibration/studies/refit/death-comparison-summary.ts',
  'calibration/studies/run/death-form-labels.ts',
  'calibration/studies/run/parse-plot-table.ts',
  'calibration/studies/run/plot-tables.ts',
  'calibration/studies/run/status-summary.ts',
  'calibration/studies/sensitivity/factors.ts',
  'calibration/studies/sensitivity/outputs.ts',
  'calibration/studies/sensitivity/population-outputs.ts',
  'calibration/studies/sensitivity/rows-without-estimate.ts',
  'calibration/studies/sweep/endpoint-columns.ts',
  'calibration/studies/treatments.ts',
];

/** Files that know every kind of study. */
const registries = ['registry', 'result-schemas', 'schema-documents'].map((name) => `calibration/studies/${name}.ts`);

/** What runs the workbench, shows it and measures it: the doors may not know them. */
const topLayers = ['api', 'browser.ts', 'bench', 'cli', 'server', 'web'];

/** The doors of `calibration`. */
const calibrationDoors = ['api', 'browser.ts'];

/** The one file of theirs that the doors for programs open to: what commands do, as functions without a terminal. */
const FOR_PROGRAMS = 'calibration/cli/for-programs.ts';

/** `src/stats/roc.ts` -> root `src`, layer `stats`; a study's files are of one of three layers. */
function placeOf(path: string): { readonly root: string; readonly layer: string } {
  const [root = '', layer = '', , part = ''] = path.split('/');
  if (root !== 'calibration' || layer !== 'studies') return { root, layer };
  if (registries.includes(path)) return { root, layer: 'studies/registry' };
  if (part === 'result.ts' || resultForms.includes(path)) return { root, layer: 'studies/result' };
  return { root, layer: part === 'report.ts' || part === 'report' ? 'studies/report' : layer };
}

/** Arms and regimens of the trials: plain data, which the help of the command line reads without loading the model. */
const plainData = ['src/model/drugs/trial-arms.ts', 'src/model/drugs/trial-regimens.ts'];

/** The one file that may read them past the door of the science. */
const CHOICES = 'calibration/cli/choices.ts';

/** Plain data imports nothing but types, so that reading it loads nothing else. */
export const plainDataRule: ArchitectureRule = (files) =>
  files
    .filter(({ path }) => plainData.includes(path))
    .flatMap((source) =>
      importsOf(source)
        .filter(({ kind }) => kind !== 'types')
        .map(({ from }) => `${source.path}: may not import values of ${from}`),
    );

/** `src` imports along its layers, and never from `calibration`. */
export const sourceLayersRule: ArchitectureRule = (files) =>
  files.flatMap((source) => {
    const { root, layer } = placeOf(source.path);
    if (root !== 'src') return [];
    const allowed = sourceLayers[layer];
    if (allowed === undefined) return [`${source.path}: ${layer} is no layer of src`];
    return importsOf(source).flatMap(({ file }) => {
      if (file === null) return [];
      const target = placeOf(file);
      const isAllowed =
        target.root === 'src' &&
        (target.layer === layer || openSourceLayers.includes(target.layer) || allowed.includes(target.layer));
      return isAllowed ? [] : [`${source.path}: may not import ${file}`];
    });
  });

/**
 * `calibration` imports along its layers, and science only through src/index.ts; the engine may take errors.ts alone, the
 * help of the command line plain data.
 */
export const calibrationLayersRule: ArchitectureRule = (files) =>
  files.flatMap((source) => {
    const { root, layer } = placeOf(source.path);
    if (root !== 'calibration') return [];
    const allowed = calibrationLayers[layer];
    if (allowed === undefined) return [`${source.path}: ${layer} is no layer of calibration`];
    return importsOf(source).flatMap(({ file, kind }) => {
      if (file === null || file === 'src/index.ts') return [];
      if (file === 'src/errors.ts' && layer === 'engine') return [];
      if (source.path === CHOICES && plainData.includes(file)) return [];
      const target = placeOf(file);
      if (target.root === 'calibration') {
        if (target.layer === layer) return [];
        const isDoor = file === FOR_PROGRAMS && layer === 'api';
        if (
          allowed === 'everything' &&
          (isDoor || !(calibrationDoors.includes(layer) && topLayers.includes(target.layer)))
        )
          return [];
        if (allowed !== 'everything') {
          if (allowed.values.includes(target.layer)) return [];
          if (kind === 'types' && allowed.types.includes(target.layer)) return [];
        }
      }
      return [`${source.path}: may not import ${kind === 'types' ? 'types' : 'values'} of ${file}`];
    });
  });

/** What engine and pages may take from the science besides error classes: hashing and the escape of text, which know no biology. */
const plainNames = ['sha256', 'toCanonicalJson', 'toVisibleText'];

/** The engine moves tasks and the page kit draws: neither takes anything of biology. */
export const engineRule: ArchitectureRule = (files) =>
  files.flatMap((source) => {
    if (!/^calibration\/(engine|page)\//.test(source.path)) return [];
    return importsOf(source)
      .filter(({ file }) => file?.startsWith('src/'))
      .flatMap(({ names, from }) => (names.length === 0 ? [from] : names))
      .filter((name) => !(name.endsWith('Error') || plainNames.includes(name)))
      .map((name) => `${source.path}: may take error classes alone from the science; got ${name}`);
  });

/** A thread loads the engine before its tasks: without the science it starts in a quarter of the time. */
export const threadStartRule: ArchitectureRule = (files) =>
  files.flatMap((source) => {
    if (!/^calibration\/engine\/(local\/)?[^/]+$/.test(source.path)) return [];
    return importsOf(source)
      .filter(({ file, kind }) => file === 'src/index.ts' && kind === 'values')
      .map(({ file }) => `${source.path}: may not load ${file}; error classes are in src/errors.ts`);
  });

/** Modules of Node that only some places may import. */
const guardedModules: readonly { readonly module: RegExp; readonly places: readonly string[] }[] = [
  {
    module: /^(node:)?fs(\/|$)/,
    places: [
      'src/io/',
      'calibration/native/',
      'calibration/server/',
      'calibration/store/',
      'calibration/bench/',
      'calibration/cli/',
    ],
  },
  { module: /^(node:)?worker_threads$/, places: ['calibration/engine/local/', 'calibration/tasks/worker.ts'] },
  {
    module: /^(node:)?timers(\/|$)/,
    places: [
      'calibration/cli/',
      'calibration/server/',
      'calibration/biomarkers/pause.ts',
      'calibration/engine/queue/wait.ts',
      'calibration/engine/local/in-process-engine.ts',
    ],
  },
  {
    module: /^(node:)?(process|child_process|os|perf_hooks|readline|console)(\/|$)/,
    places: ['calibration/bench/', 'calibration/cli/', 'calibration/native/', 'calibration/server/'],
  },
  { module: /^(node:)?http$/, places: ['calibration/server/serve.ts'] },
  { module: /^(node:)?(http2|https|net|tls|dgram|dns|cluster)(\/|$)/, places: [] },
];

/** The disk, threads, timers and the process are reached from the places that are meant for them. */
export const guardedModulesRule: ArchitectureRule = (files) =>
  files.flatMap((source) =>
    importsOf(source).flatMap(({ from }) => {
      const guard = guardedModules.find(({ module }) => module.test(from));
      if (guard === undefined || guard.places.some((place) => source.path.startsWith(place))) return [];
      return [`${source.path}: may not import ${from}`];
    }),
  );

/** Members of Node's `process`, so that a variable of the model that bears its name is not taken for it. */
const processMembers = new Set<string>();
for (let object: object | null = process; object !== null; object = Object.getPrototypeOf(object)) {
  for (const name of Object.getOwnPropertyNames(object)) processMembers.add(name);
}

const HIDDEN_INPUT =
  /\bMath\.random\b|\bnew Date\b|\bDate\s*[.(]|\bperformance\s*\.|\bconsole\s*\.|\bprocess\s*\.\s*(\w+)|\bglobalThis\b|\bset(?:Timeout|Interval|Immediate)\s*\(/g;

/** Chance, the clock, the process and the console belong to what runs: command line, benchmark, server and pages. */
export const hiddenInputsRule: ArchitectureRule = (files) =>
  files.flatMap((source) => {
    if (/^calibration\/(cli|bench|server|web)\//.test(source.path)) return [];
    return [...codeAlone(source.text).matchAll(HIDDEN_INPUT)]
      .filter(([, member]) => member === undefined || processMembers.has(member))
      .map(([use]) => `${source.path}: may not use ${use.replace(/\s*\($/, '')}`);
  });

/** The process ends in main.ts, and nowhere else. */
export const processExitRule: ArchitectureRule = (files) =>
  files
    .filter(({ path, text }) => path !== 'calibration/cli/main.ts' && /\bprocess\.exit\b/.test(codeAlone(text)))
    .map(({ path }) => `${path}: may not end the process`);

/** The one index: the door of the science for the workbench. */
const INDEX = 'src/index.ts';

/** The doors of the package: what a program may import. */
export const packageDoors = ['workbench', 'stats', 'model'].map((name) => `calibration/api/${name}.ts`);

/** Exports have names, there is one index alone, and the doors of the package name what they open to. */
export const exportsRule: ArchitectureRule = (files) =>
  files.flatMap(({ path, text }) => [
    ...(/\bexport\s+default\b|\bas\s+default\b/.test(codeAlone(text)) ? [`${path}: may not export a default`] : []),
    ...(path.endsWith('/index.ts') && path !== INDEX ? [`${path}: may not be another index`] : []),
    ...(packageDoors.includes(path) && /\bexport\s*\*/.test(codeAlone(text)) ? [`${path}: must name its exports`] : []),
  ]);

/** Most lines of a file. */
export const MOST_LINES = 400;

/** A file fits the reader's head. */
export const fileSizeRule: ArchitectureRule = (files) =>
  files.flatMap(({ path, text }) => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    return lines > MOST_LINES ? [`${path}: may have at most ${MOST_LINES} lines; got ${lines}`] : [];
  });

/** A file and a folder are named after what they hold. */
export const namesRule: ArchitectureRule = (files) =>
  files.flatMap(({ path }) => {
    const parts = path.split('/').map((part) => part.replace(/(\.test|\.d)?\.ts$/, ''));
    const vague = parts.filter((part) => /^(utils?|helpers?|common|misc)$/.test(part));
    const unfit = parts.filter((part) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part));
    return [
      ...vague.map((part) => `${path}: may not be named ${part}`),
      ...unfit.map((part) => `${path}: must be in kebab case; got ${part}`),
    ];
  });

/** No file imports itself by way of others, not even for a type. */
export const cyclesRule: ArchitectureRule = (files) => {
  const targets = new Map(
    files.map((source) => [
      source.path,
      importsOf(source).flatMap(({ file }) => (file !== null && files.some(({ path }) => path === file) ? [file] : [])),
    ]),
  );
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      cycles.push(`${[...trail.slice(trail.indexOf(path)), path].join(' -> ')}: may not be a cycle`);
      return;
    }
    if (finished.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    finished.add(path);
  };
  for (const { path } of files) visit(path, []);
  return cycles;
};
