import type { CompletedCommand, Completion } from './completed-command.js';

/** A text in single quotes, as fish takes it. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Options of \`complete\` for a value. */
function offered(value: Completion): string {
  if (value.kind === 'files') return '-rF';
  if (value.kind === 'folders') return "-xa '(__fish_complete_directories)'";
  if (value.kind === 'nothing') return '-x';
  const words = value.isList
    ? `-xa ${quoted(`(__qcic_list ${value.words.join(' ')})`)}`
    : `${value.files ? '-rFa' : '-xa'} ${quoted(value.words.join(' '))}`;
  return words;
}

/**
 * The script that completes the commands of qcic in fish.
 *
 * @param commands - all of them, the program first
 */
export function fishScript(commands: readonly CompletedCommand[]): string {
  const paths = commands.slice(1).map(({ path }) => quoted(path));
  const lines = commands.flatMap(({ path, options, below, argument }) => {
    const at = `complete -c qcic -n ${quoted(`__qcic_at ${path}`)}`;
    const ofOptions = options.map(({ flags, description, value }) => {
      const names = flags
        .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
        .join(' ');
      return `${at} ${names}${value === null ? '' : ` ${offered(value)}`} -d ${quoted(description)}`;
    });
    const ofBelow = below.map(([name, description]) => `${at} -fa ${name} -d ${quoted(description)}`);
    const ofArgument = argument === null ? [] : [`${at} ${offered(argument).replace(/^-r/, '-').replace(/^-x/, '-f')}`];
    return [...ofBelow, ...ofArgument, ...ofOptions];
  });
  return `# Completion of qcic for fish, made by \`qcic completion fish\`.
# Once: qcic completion fish > ~/.config/fish/completions/qcic.fish

function __qcic_path
    set -l place qcic
    for word in (commandline -opc)[2..-1]
        switch "$place $word"
            case ${paths.join(' ')}
                set place "$place $word"
        end
    end
    echo $place
end

function __qcic_at
    test (__qcic_path) = "$argv"
end

# The last one of names that are separated by commas
function __qcic_list
    set -l before (commandline -ct | string match -r '^.*,')
    printf "$before%s\\n" $argv
end

complete -c qcic -f
${lines.join('\n')}
`;
}
