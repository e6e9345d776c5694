import { completionScript, type Row, SHELLS } from './completion/scripts.js';
import { HEALTHY, print, printData, readArguments, wordOf } from './terminal/terminal.js';

const COMPLETION_HELP = `watchroom completion bash|zsh|fish

Prints what makes a shell complete commands, their words, options and files.

  bash   eval "$(watchroom completion bash)"       in ~/.bashrc
  zsh    eval "$(watchroom completion zsh)"        in ~/.zshrc, after compinit
  fish   watchroom completion fish | source        in ~/.config/fish/config.fish

Example: watchroom completion bash`;

const OPTIONS = { help: { type: 'boolean', short: 'h' } } as const;

/** The command, for the rows of the command table. */
export const completionOf =
  (rows: readonly Row[]) =>
  async (args: readonly string[]): Promise<number> => {
    const { values, positionals } = readArguments(args, OPTIONS, 1);
    if (values.help === true) {
      print(COMPLETION_HELP);
      return HEALTHY;
    }
    printData(`${completionScript(wordOf(positionals[0], SHELLS), rows)}\n`);
    return HEALTHY;
  };
