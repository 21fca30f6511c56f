import type { Command } from 'commander';
import { printRemark, type Runtime } from '../session/runtime.js';
import type { InputKind } from '../store/shipped-file.js';
import { placeholders } from './placeholders.js';

/** Placeholders of arguments and options that name a file to read. */
const inputKinds: ReadonlyMap<string, InputKind> = new Map([
  ['config', 'configuration'],
  ['table', 'table'],
  ['tables', 'table'],
]);

/**
 * Replaces the files that a command line names and that the current folder lacks by those of the installed package, and reports it in one
 * remark.
 *
 * @param command - about to act; its placeholders tell which values are configurations and tables
 * @param runtime - the process
 * @throws InputError - when a file is neither here nor there
 */
export async function takeShippedFiles(command: Command, runtime: Runtime): Promise<void> {
  const taken: string[] = [];
  const found = async (value: unknown, kind: InputKind): Promise<unknown> => {
    if (Array.isArray(value)) {
      const paths: unknown[] = [];
      for (const each of value) paths.push(await found(each, kind));
      return paths;
    }
    if (typeof value !== 'string') return value;
    const { shippedFile } = await import('../store/shipped-file.js');
    const { root } = await runtime.packageInformation();
    const { path, shipped } = await shippedFile(value, kind, { cwd: runtime.cwd, root });
    if (shipped !== null) taken.push(`${value}${value === shipped ? '' : ` (its ${shipped})`}`);
    return path;
  };
  for (const { placeholder, value, replace } of placeholders(command)) {
    const kind = inputKinds.get(placeholder);
    if (kind !== undefined && value !== undefined) replace(await found(value, kind));
  }
  if (taken.length > 0) {
    printRemark(runtime, `not found here, and read from the installed package instead: ${taken.join(', ')}`);
  }
}
