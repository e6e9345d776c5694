import { type Option, takesOf } from './takes.js';

export interface Row {
  readonly name: string;
  readonly summary: string;
  readonly takes: string;
}

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type ShellName = (typeof SHELLS)[number];

/** The script that makes a shell complete the commands of a table. */
export const completionScript = (shell: ShellName, rows: readonly Row[]): string => SCRIPTS[shell](rows);

const wordsOf = ({ takes }: Row): string => {
  const { words, options } = takesOf(takes);
  return [...words, ...options.map(({ name }) => `--${name}`)].join(' ');
};

const valuePatterns = (rows: readonly Row[], wanted: (value: string) => boolean): string =>
  rows
    .flatMap(({ name, takes }) =>
      takesOf(takes)
        .options.filter(({ value }) => value !== null && wanted(value))
        .map((option) => `'${name} --${option.name}'`),
    )
    .join('|');

const bash = (rows: readonly Row[]): string => `# Completion of watchroom for bash: eval "$(watchroom completion bash)"
_watchroom() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" command="\${COMP_WORDS[1]}"
  local words='' files=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W '${rows.map(({ name }) => name).join(' ')} --help --version' -- "$current")
    return
  fi
  case "$command $previous" in
    ${valuePatterns(rows, (value) => value === 'FILE')}) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    ${valuePatterns(rows, (value) => value === 'DIR')}) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
    ${valuePatterns(rows, (value) => value !== 'FILE' && value !== 'DIR')}) return ;;
  esac
  case "$command" in
${rows.map((row) => `    ${row.name}) words='${wordsOf(row)}'${takesOf(row.takes).takesFile ? ' files=yes' : ''} ;;`).join('\n')}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  if [ -n "$files" ] && [ "\${current#-}" = "$current" ]; then
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}
complete -F _watchroom watchroom`;

const zshOption = ({ name, value }: Option): string => {
  const action = value === 'FILE' ? '_files' : value === 'DIR' ? '_files -/' : ' ';
  return value === null ? `'--${name}'` : `'--${name}=:${value}:${action}'`;
};

const zshCase = (row: Row): string => {
  const { words, takesFile, options } = takesOf(row.takes);
  const first = takesFile ? [`'1:FILE:_files'`] : words.length > 0 ? [`'1:what:(${words.join(' ')})'`] : [];
  return `    ${row.name}) _arguments ${[...first, ...options.map(zshOption)].join(' ')} ;;`;
};

/** A quote ends a quoted text in each of these shells; ours are typographic, so this only guards the table. */
const quoted = (text: string): string => text.replaceAll("'", '’');

const zsh = (rows: readonly Row[]): string => `#compdef watchroom
# Completion of watchroom for zsh: eval "$(watchroom completion zsh)"
_watchroom() {
  local -a commands
  commands=(
${rows.map(({ name, summary }) => `    '${name}:${quoted(summary).replaceAll(':', '\\:')}'`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${rows.map(zshCase).join('\n')}
  esac
}
compdef _watchroom watchroom`;

const fishLines = (row: Row): readonly string[] => {
  const { words, takesFile, options } = takesOf(row.takes);
  const here = `complete -c watchroom -n '__fish_seen_subcommand_from ${row.name}'`;
  return [
    `complete -c watchroom -n __fish_use_subcommand -a ${row.name} -d '${quoted(row.summary)}'`,
    ...(words.length > 0 ? [`${here} -a '${words.join(' ')}'`] : []),
    ...(takesFile ? [`${here} -F`] : []),
    ...options.map(({ name, value }) => `${here} -l ${name}${value === null ? '' : fishValue(value)}`),
  ];
};

const fishValue = (value: string): string => {
  if (value === 'FILE') return ' -r -F';
  return value === 'DIR' ? " -r -a '(__fish_complete_directories)'" : ' -x';
};

const fish = (rows: readonly Row[]): string => `# Completion of watchroom for fish: watchroom completion fish | source
complete -c watchroom -f
${rows.flatMap(fishLines).join('\n')}`;

const SCRIPTS: Readonly<Record<ShellName, (rows: readonly Row[]) => string>> = { bash, zsh, fish };
