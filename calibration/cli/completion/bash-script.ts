import type { CompletedCommand, Completion } from './completed-command.js';

/** Words in single quotes, as all shells here take them; values of the program hold no quotes themselves. */
const quoted = (words: readonly string[]): string => `'${words.join(' ').replaceAll("'", '')}'`;

/** Lines that fill COMPREPLY with what completes the current word. */
function replyOf(value: Completion): string {
  if (value.kind === 'files') return '_qcic_files';
  if (value.kind === 'folders') return '_qcic_folders';
  if (value.kind === 'nothing') return ':';
  const words = `${value.isList ? '_qcic_list' : '_qcic_words'} ${quoted(value.words)}`;
  return value.files ? `${words}; _qcic_files` : words;
}

/**
 * The script that completes the commands of qcic in bash.
 *
 * @param commands - all of them, the program first
 */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const paths = commands.slice(1).map(({ path }) => `'${path}'`);
  const values = commands.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) =>
      value === null ? [] : [`    ${flags.map((flag) => `'${path}:${flag}'`).join('|')}) ${replyOf(value)}; return ;;`],
    ),
  );
  const options = commands.map(
    ({ path, options: all }) => `      '${path}') _qcic_words ${quoted(all.flatMap(({ flags }) => flags))} ;;`,
  );
  const words = commands.map(({ path, below, argument }) => {
    const reply = below.length > 0 ? `_qcic_words ${quoted(below.map(([name]) => name))}` : replyOf(argument ?? none);
    return `      '${path}') ${reply} ;;`;
  });
  return `# Completion of qcic for bash, made by \`qcic completion bash\`.
# In ~/.bashrc: source <(qcic completion bash)

_qcic_words() { COMPREPLY+=($(compgen -W "$1" -- "$cur")); }

# The last one of names that are separated by commas
_qcic_list() {
  local before=''
  [[ $cur == *,* ]] && before="\${cur%,*},"
  local word
  for word in $(compgen -W "$1" -- "\${cur##*,}"); do COMPREPLY+=("$before$word"); done
  compopt -o nospace 2>/dev/null
}

_qcic_files() {
  local IFS=$'\\n'
  COMPREPLY+=($(compgen -f -- "$cur"))
  compopt -o filenames 2>/dev/null
}

_qcic_folders() {
  local IFS=$'\\n'
  COMPREPLY+=($(compgen -d -- "$cur"))
  compopt -o filenames 2>/dev/null
}

_qcic() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path=qcic i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$path \${COMP_WORDS[i]}" in
      ${paths.join('|')}) path="$path \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$path:$prev" in
${values.join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case "$path" in
${options.join('\n')}
    esac
  else
    case "$path" in
${words.join('\n')}
    esac
  fi
}

complete -F _qcic qcic
`;
}

const none: Completion = { kind: 'nothing' };
