import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { advance, createDetector, type Detector } from '../core/baseline/score/detector.js';
import { written } from './score/csv-row.js';
import { linesOf } from './score/lines.js';
import { createSeriesReader, type LineProblem, type Row } from './score/series-file.js';
import { HEALTHY, print, printError, readArguments, USAGE, UsageError } from './terminal/terminal.js';
import { whyUnreadable } from './trouble.js';

const SCORE_HELP = `watchroom score FILE.csv

Reads a series (columns timestamp,value; rows in order of time) and prints timestamp,value,anomaly_score for
each row: 0 is nothing rare, 0.5 and above begins an event. One pass, without looking ahead, in constant memory.
Exit code 0; 2 where FILE is not such a series: the message names the line and what was expected there.

Example: watchroom score response-times.csv > scored.csv`;

const OPTIONS = { help: { type: 'boolean', short: 'h' } } as const;

export const scoreCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  if (values.help === true) {
    print(SCORE_HELP);
    return HEALTHY;
  }
  const [file] = positionals;
  if (file === undefined) throw new UsageError('Name the file to score.');
  try {
    const problem = await scoreFile(file);
    if (problem === null) return HEALTHY;
    printError(`${file}:${problem.line}: ${problem.message}.`);
  } catch (error) {
    if (!isFileError(error)) throw error;
    printError(`${file} cannot be read: ${whyUnreadable(error)}. Expected a file with the columns timestamp,value.`);
  }
  return USAGE;
};

const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && ['open', 'read'].includes(String(error.syscall));

const HEAD = 'timestamp,value,anomaly_score\n';

/** Prints row by row; answers the first problem, or null where there is none. What was good before it is printed. */
const scoreFile = async (file: string): Promise<LineProblem | null> => {
  const reader = createSeriesReader();
  let detector: Detector | null = null;
  let output = '';
  for await (const lines of linesOf(createReadStream(file, 'utf8'))) {
    for (const line of lines) {
      const read = reader.read(line);
      if (!read.ok) {
        await write(output);
        return read.error;
      }
      if (read.value === null) continue;
      if (detector === null) output += HEAD;
      detector ??= createDetector(read.value.value);
      output += scoredLine(detector, read.value);
    }
    await write(output);
    output = '';
  }
  const end = reader.end();
  return end.ok ? null : end.error;
};

const scoredLine = (detector: Detector, { at, value, timestampText, valueText }: Row): string => {
  const score = advance(detector, at, value);
  return `${written(timestampText)},${valueText},${Number(score.toFixed(6))}\n`;
};

/** Waits where the reader is slower than we are. */
const write = async (text: string): Promise<void> => {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
};
