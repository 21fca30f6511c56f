import type { CompletedCommand, Completion } from './completed-command.js';

/** A word in single quotes. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const all = (words: readonly string[]): string => words.map(quoted).join(' ');

/** A word and its description, as `_describe` takes them. */
const described = (name: string, description: string): string =>
  quoted(`${name.replaceAll(':', '\\:')}:${description}`);

function replyOf(value: Completion): string {
  if (value.kind === 'files') return '_files';
  if (value.kind === 'folders') return '_files -/';
  if (value.kind === 'nothing') return "_message 'value'";
  const words = value.isList
    ? `compset -P '*,'; compadd -S '' -- ${all(value.words)}`
    : `compadd -- ${all(value.words)}`;
  return value.files ? `${words}; _files` : words;
}

/**
 * The script that completes the commands of qcic in zsh.
 *
 * @param commands - all of them, the program first
 */
export function zshScript(commands: readonly CompletedCommand[]): string {
  const paths = commands.slice(1).map(({ path }) => quoted(path));
  const values = commands.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) =>
      value === null
        ? []
        : [`    ${flags.map((flag) => quoted(`${path}:${flag}`)).join('|')}) ${replyOf(value)}; return ;;`],
    ),
  );
  const options = commands.map(({ path, options: own }) => {
    const entries = own.flatMap(({ flags, description }) => flags.map((flag) => described(flag, description)));
    return `      ${quoted(path)}) entries=(${entries.join(' ')}) ;;`;
  });
  const words = commands.map(({ path, below, argument }) =>
    below.length > 0
      ? `      ${quoted(path)}) entries=(${below.map(([name, description]) => described(name, description)).join(' ')}) ;;`
      : `      ${quoted(path)}) ${argument === null ? ':' : replyOf(argument)}; return ;;`,
  );
  return `#compdef qcic
# Completion of qcic for zsh, made by \`qcic completion zsh\`.
# In ~/.zshrc, after compinit: source <(qcic completion zsh)

_qcic() {
  local cur="\${words[CURRENT]}" prev="\${words[CURRENT-1]}" place=qcic i
  local -a entries
  for ((i = 2; i < CURRENT; i++)); do
    case "$place \${words[i]}" in
      ${paths.join('|')}) place="$place \${words[i]}" ;;
    esac
  done
  case "$place:$prev" in
${values.join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case "$place" in
${options.join('\n')}
    esac
  else
    case "$place" in
${words.join('\n')}
    esac
  fi
  _describe 'qcic' entries
}

if [[ "\${funcstack[1]}" == _qcic ]]; then
  _qcic "$@"
elif (( \${+functions[compdef]} )); then
  compdef _qcic qcic
fi
`;
}
