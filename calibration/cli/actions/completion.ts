import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { shippedDrugs, switchNames } from '../../../src/index.js';
import type { Runtime } from '../../session/runtime.js';
import { arms, exportFormats, regimens, resultFiles, type shells } from '../choices.js';
import { bashScript } from '../completion/bash-script.js';
import { type CompletedCommand, completedCommands, type KnownValues } from '../completion/completed-command.js';
import { fishScript } from '../completion/fish-script.js';
import { zshScript } from '../completion/zsh-script.js';

const scripts: Readonly<Record<(typeof shells)[number], (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

export async function completion(
  runtime: Runtime,
  shell: (typeof shells)[number],
  commands: readonly Command[],
): Promise<undefined> {
  const script = scripts[shell](completedCommands(commands, await knownValues(runtime)));
  if (runtime.reply === undefined) runtime.stdout.write(script);
  else runtime.reply({ result: { shell, script } });
}

async function knownValues({ packageInformation }: Runtime): Promise<KnownValues> {
  const { root } = await packageInformation();
  const names = await readdir(join(root, 'configs'));
  const config = names.filter((name) => name !== 'schema.json').map((name) => name.replace(/\.json$/, ''));
  const forms = ['posted', 'corrected'];
  return {
    byPlaceholder: { config, arm: arms, arms },
    byName: {
      '--arm': arms,
      '--arms': arms,
      '--regimen': regimens,
      '--switch': switchNames.flatMap((name) => forms.map((form) => `${name}=${form}`)),
      'export --format': exportFormats,
      'drugs show name': Object.keys(shippedDrugs),
      'schema name': resultFiles,
    },
  };
}
