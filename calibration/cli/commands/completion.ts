import { Argument, Command } from 'commander';
import type { Act } from '../act.js';
import { shells } from '../choices.js';

/**
 * `qcic completion SHELL`: a script that completes commands, options and values.
 *
 * @param act - see {@link Act}
 * @param commands - declares all commands of the program
 */
export function completionCommand(act: Act, commands: () => readonly Command[]): Command {
  return new Command('completion')
    .description('print the script that completes commands, options and values in a shell')
    .addArgument(new Argument('<shell>', 'shell').choices(shells))
    .addHelpText(
      'after',
      `
The script starts no program when the tab key is pressed; print it again after an update of qcic.

  bash   in ~/.bashrc: source <(qcic completion bash)
  zsh    in ~/.zshrc, after compinit: source <(qcic completion zsh)
  fish   once: qcic completion fish > ~/.config/fish/completions/qcic.fish

Example:
  $ qcic completion bash`,
    )
    .action(
      act(async () => {
        const { completion } = await import('../actions/completion.js');
        return (runtime, shell: (typeof shells)[number]) => completion(runtime, shell, commands());
      }),
    );
}
