import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { InputError } from '../../src/index.js';
import { shellQuoted } from '../session/repeat-command.js';
import type { Runtime } from '../session/runtime.js';
import { studyKinds } from '../store/manifest.js';
import type { Job, JobState } from './api/jobs.js';
import type { Jobs, RunsFolder } from './context.js';
import type { EventHub } from './events.js';
import { ConflictError, NotFoundError } from './replies.js';

/** Jobs that compute at the same time; each uses all cores. */
const AT_ONCE = 2;
/** Jobs that may wait. */
const MOST_WAITING = 20;
/** Jobs that have ended and are still listed. */
const MOST_ENDED = 50;
/** Characters of output that are kept. */
const MOST_OUTPUT = 20_000;
/** After the second signal a job ends at once; milliseconds until it is sent. */
const PATIENCE_MILLISECONDS = 15_000;

/** Options that pages may not give: where it is written and what else it talks to. */
const refused = ['--out', '--engine', '--engine-folder', '--resume', '--force', '--'];

interface Entry {
  job: Job;
  readonly args: readonly string[];
  readonly cwd: string;
  child: ChildProcess | null;
  ended: Promise<void>;
  isStopping: boolean;
}

/** A job, its child process and what is known of it. */
export function openJobs(
  program: { readonly root: string },
  runs: RunsFolder,
  events: Pick<EventHub, 'publish'>,
  runtime: Pick<Runtime, 'cwd' | 'env' | 'date'>,
): Jobs {
  const main = join(program.root, 'dist', 'calibration', 'cli', 'main.js');
  const entries: Entry[] = [];
  let number = 0;

  const writing = (out: string) => entries.find(({ job }) => job.run === out && job.ended === null)?.job;
  const stamp = () => runtime.date().toISOString();
  const change = (entry: Entry, changes: Partial<Job>) => {
    entry.job = { ...entry.job, ...changes };
    events.publish({ kind: 'job', job: entry.job });
  };
  const running = () => entries.filter(({ child }) => child !== null);
  const next = () => {
    if (running().length >= AT_ONCE) return;
    const entry = entries.find(({ job }) => job.state === 'waiting');
    if (entry !== undefined) begin(entry);
  };
  const begin = (entry: Entry) => {
    // A group of its own: Ctrl-C in the terminal of the server reaches it once, from the server
    const child = spawn(process.execPath, [main, ...entry.args], {
      cwd: entry.cwd,
      env: { ...runtime.env, QCIC_PROGRESS_SECONDS: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    entry.child = child;
    change(entry, { state: 'running', started: stamp() });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        entry.job = { ...entry.job, output: `${entry.job.output}${text}`.slice(-MOST_OUTPUT) };
      });
    }
    entry.ended = new Promise((resolve) => {
      child.on('error', (cause) => {
        entry.job = { ...entry.job, output: `${entry.job.output}${cause.message}\n` };
      });
      child.on('close', (code) => {
        entry.child = null;
        change(entry, { state: stateOf(code), exitCode: code, ended: stamp() });
        forget(entries);
        resolve();
        next();
      });
    });
  };
  const stop = (entry: Entry) => {
    if (entry.job.state === 'waiting') change(entry, { state: 'interrupted', ended: stamp() });
    // A second signal would end it at once
    if (entry.child === null || entry.isStopping) return;
    entry.isStopping = true;
    change(entry, { state: 'stopping' });
    entry.child.kill('SIGINT');
  };

  return {
    start: async (args, out, again) => {
      const [verb = ''] = args;
      if (!studyKinds.some((kind) => kind === verb))
        throw new InputError(`job: must be one of ${studyKinds.join(', ')}; got '${verb}'`);
      requireOpenOptions(args);
      const active = writing(out);
      if (active !== undefined)
        throw new ConflictError(`job: must write a run of its own; got ${out}, which job ${active.id} writes`);
      if (entries.filter(({ job }) => job.state === 'waiting').length >= MOST_WAITING)
        throw new ConflictError(`job: must wait behind fewer than ${MOST_WAITING} others; got as many`);
      const cwd = again?.cwd ?? runtime.cwd;
      const option = again?.option ?? null;
      const folder = option === null ? runs.newFolder(out) : await runs.resolve(out);
      const all = [...args, '--out', runs.shown(folder, cwd), ...(option === null ? [] : [option])];
      const entry: Entry = {
        job: {
          id: String(++number),
          run: out,
          command: shellQuoted(['qcic', ...all]),
          state: 'waiting',
          requested: stamp(),
          started: null,
          ended: null,
          exitCode: null,
          output: '',
        },
        args: all,
        cwd,
        child: null,
        ended: Promise.resolve(),
        isStopping: false,
      };
      entries.unshift(entry);
      next();
      if (entry.job.state === 'waiting') change(entry, {});
      return entry.job;
    },
    list: () => entries.map(({ job }) => job),
    stop: async (id) => {
      const entry = entries.find(({ job }) => job.id === id);
      if (entry === undefined) throw new NotFoundError(`job: must be one that was started here; got '${id}'`);
      stop(entry);
      return entry.job;
    },
    writing,
    close: async () => {
      for (const entry of entries) stop(entry);
      const ended = Promise.all(entries.map((entry) => entry.ended));
      const timer = setTimeout(() => {
        for (const { child } of running()) child?.kill('SIGINT');
      }, PATIENCE_MILLISECONDS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** @throws InputError - when arguments have an option that pages may not give */
export function requireOpenOptions(args: readonly string[]): void {
  const option = args.find((arg) => refused.some((each) => arg === each || arg.startsWith(`${each}=`)));
  if (option !== undefined) throw new InputError(`job: must have no option ${option}; got one`);
}

/** State of a job whose process has ended with a code; null after a signal. */
function stateOf(code: number | null): JobState {
  if (code === 0) return 'done';
  if (code === 2) return 'refused';
  if (code === 3) return 'not-converged';
  return code === 130 || code === null ? 'interrupted' : 'failed';
}

/** Drops the oldest of too many jobs that have ended. */
function forget(entries: Entry[]): void {
  const ended = entries.filter(({ job }) => job.ended !== null);
  for (const entry of ended.slice(MOST_ENDED)) entries.splice(entries.indexOf(entry), 1);
}
