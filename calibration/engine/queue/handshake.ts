import { identityDifferences, type ProgramIdentity } from './identity.js';
import { queueKeys } from './keys.js';
import { readMessage, type SessionMessage, sessionSchema } from './messages.js';
import type { RedisLink } from './redis-link.js';
import { presentScript, runScript } from './scripts.js';
import { folderNames, type SharedFolder } from './shared-folder.js';

/** Runs that have said nothing for so long are not waited for. */
const RUN_SILENCE_MILLISECONDS = 15_000;

/** A run, and why a worker cannot serve it: empty where it can. */
export interface MetRun {
  readonly run: SessionMessage;
  readonly refusal: string;
}

/**
 * The runs under way, held against what a worker is.
 *
 * @param link - the server
 * @param identity - of the worker's program
 * @param folder - that the worker was given
 */
export async function meetRuns(
  link: RedisLink,
  identity: ProgramIdentity,
  folder: SharedFolder | undefined,
): Promise<readonly MetRun[]> {
  const keys = queueKeys(link.address.prefix);
  const texts = await runScript(link.redis, presentScript, [keys.sessions], [RUN_SILENCE_MILLISECONDS]);
  const runs = (texts as string[]).flatMap((text) => readMessage(sessionSchema, text) ?? []);
  return Promise.all(runs.map(async (run) => ({ run, refusal: await refusalOf(run, identity, folder) })));
}

async function refusalOf(
  run: SessionMessage,
  identity: ProgramIdentity,
  folder: SharedFolder | undefined,
): Promise<string> {
  const differences = identityDifferences(run.identity, identity);
  if (differences !== '') return differences;
  if (run.folder === null) return '';
  const file = folderNames.token(run.id, run.folder);
  const token = await folder?.read(file).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
  if (token === run.id) return '';
  const got = folder === undefined ? 'none' : `a folder without ${file}`;
  return `--engine-folder must name the folder that the run shares; got ${got}`;
}
