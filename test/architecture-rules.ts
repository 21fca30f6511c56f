import { codeAlone, importsOf, type SourceFile } from './source-imports.js';

/** A rule of the architecture: what breaks it, one line per fault, `path: what is wrong`. */
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
  patients: ['model', 'random', 'io'],
  // The integration of a model, generated as machine code
  compiled: ['ode', 'model'],
  simulation: ['ode', 'model', 'patients', 'compiled'],
  'index.ts': ['compiled', 'io', 'model', 'ode', 'patients', 'random', 'sensitivity', 'simulation', 'stats'],
};
const openSourceLayers = ['errors.ts', 'numerics'];

interface CalibrationLayer {
  readonly values: readonly string[];
  /** Layers of which only types may be imported. */
  readonly types: readonly string[];
}

/** Layers of `calibration` and the ones each may import, besides src/index.ts, the types of results.ts and refit-results.ts. */
const calibrationLayers: Readonly<Record<string, CalibrationLayer | 'everything'>> = {
  'results.ts': { values: [], types: [] },
  'refit-results.ts': { values: [], types: [] },
  // tasks.ts alone, see engineRule: what a worker can be asked to do
  engine: { values: ['biomarkers', 'fit'], types: [] },
  targets: { values: [], types: [] },
  biomarkers: { values: [], types: [] },
  // Samples are simulated as cohorts are
  sensitivity: { values: ['pool'], types: ['engine'] },
  // The pool is simulated on an engine that it is handed
  pool: { values: [], types: ['engine'] },
  // An engine over a queue: checks the tasks that cross, in the words of a configuration's faults, and makes a worker's
  // memory and model as a cohort does
  cluster: { values: ['config', 'engine', 'pool'], types: ['fit', 'biomarkers'] },
  fit: { values: ['targets', 'pool'], types: [] },
  // Fits again and again, on an engine that it is handed
  refit: { values: ['fit', 'pool', 'targets'], types: ['engine'] },
  config: { values: ['targets', 'fit', 'biomarkers', 'sensitivity'], types: [] },
  report: { values: [], types: ['biomarkers'] },
  // Reads what a configuration names, and writes what the report is drawn from
  store: { values: ['config', 'targets', 'report'], types: ['pool', 'fit', 'refit', 'cluster'] },
  // Its page is drawn with the report's parts
  survival: { values: ['report'], types: [] },
  run: 'everything',
  // The paper's analyses again: simulates, compares and draws
  replicate: 'everything',
  // Times whole programs, this one and others
  bench: 'everything',
  cli: 'everything',
};

/** What runs a run, what measures the program and what runs it; no other layer may know them. */
const topLayers = ['run', 'replicate', 'bench', 'cli'];

/** `src/stats/roc.ts` -> root `src`, layer `stats`. */
function placeOf(path: string): { readonly root: string; readonly layer: string } {
  const [root = '', layer = ''] = path.split('/');
  return { root, layer };
}

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

/** `calibration` imports along its layers, and science only through src/index.ts. */
export const calibrationLayersRule: ArchitectureRule = (files) =>
  files.flatMap((source) => {
    const { root, layer } = placeOf(source.path);
    if (root !== 'calibration') return [];
    const allowed = calibrationLayers[layer];
    if (allowed === undefined) return [`${source.path}: ${layer} is no layer of calibration`];
    return importsOf(source).flatMap(({ file, kind }) => {
      if (file === null || file === 'src/index.ts') return [];
      const target = placeOf(file);
      if (target.root === 'calibration') {
        if (target.layer === layer) return [];
        if (allowed === 'everything' && !(layer === 'run' && target.layer === 'cli')) return [];
        if (allowed !== 'everything' && !topLayers.includes(target.layer)) {
          const types = [...allowed.types, 'results.ts'];
          if (
            target.layer === 'refit-results.ts' ||
            allowed.values.includes(target.layer) ||
            (kind === 'types' && types.includes(target.layer))
          )
            return [];
        }
      }
      return [`${source.path}: may not import ${kind === 'types' ? 'types' : 'values'} of ${file}`];
    });
  });

/** The engine moves tasks: besides tasks.ts its files take nothing but error classes from the science. */
export const engineRule: ArchitectureRule = (files) =>
  files.flatMap((source) => {
    if (!source.path.startsWith('calibration/engine/') || source.path.endsWith('/tasks.ts')) return [];
    return importsOf(source)
      .filter(({ file }) => file?.startsWith('src/'))
      .flatMap(({ names, from }) => (names.length === 0 ? [from] : names.filter((name) => !name.endsWith('Error'))))
      .map((name) => `${source.path}: may take error classes alone from the science; got ${name}`);
  });

/** Modules of Node that only some places may import. */
const guardedModules: readonly { readonly module: RegExp; readonly places: readonly string[] }[] = [
  { module: /^(node:)?fs(\/|$)/, places: ['src/io/', 'calibration/store/', 'calibration/bench/', 'calibration/cli/'] },
  { module: /^(node:)?worker_threads$/, places: ['calibration/engine/'] },
  {
    module: /^(node:)?timers(\/|$)/,
    places: [
      'calibration/cli/',
      'calibration/biomarkers/pause.ts',
      'calibration/cluster/wait.ts',
      'calibration/engine/in-process-engine.ts',
    ],
  },
  {
    module: /^(node:)?(process|child_process|os|perf_hooks|readline|console)(\/|$)/,
    places: ['calibration/bench/', 'calibration/cli/'],
  },
  { module: /^(node:)?(https?|net|tls|dgram|dns|cluster)(\/|$)/, places: [] },
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

/** Chance, the clock, the process and the console belong to the command line and to the benchmark. */
export const hiddenInputsRule: ArchitectureRule = (files) =>
  files.flatMap((source) => {
    if (/^calibration\/(cli|bench)\//.test(source.path)) return [];
    return [...codeAlone(source.text).matchAll(HIDDEN_INPUT)]
      .filter(([, member]) => member === undefined || processMembers.has(member))
      .map(([use]) => `${source.path}: may not use ${use.replace(/\s*\($/, '')}`);
  });

/** The process ends where main.ts says so, and nowhere else. */
export const processExitRule: ArchitectureRule = (files) =>
  files
    .filter(({ path, text }) => path !== 'calibration/cli/main.ts' && /\bprocess\.exit\b/.test(codeAlone(text)))
    .map(({ path }) => `${path}: may not end the process`);

/** Exports have names, and src/index.ts is the only index. */
export const exportsRule: ArchitectureRule = (files) =>
  files.flatMap(({ path, text }) => [
    ...(/\bexport\s+default\b|\bas\s+default\b/.test(codeAlone(text)) ? [`${path}: may not export a default`] : []),
    ...(path.endsWith('/index.ts') && path !== 'src/index.ts' ? [`${path}: may not be a second index`] : []),
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
    const parts = path.split('/').map((part) => part.replace(/(\.test)?\.ts$/, ''));
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
