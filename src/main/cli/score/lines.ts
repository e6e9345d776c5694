/** Longer lines are no rows of a series; without a limit, one file without line ends would fill the memory. */
export const LONGEST_LINE = 65_536;

/** The lines of a text that comes in pieces, without their ends (LF or CRLF). Ends after a line beyond the limit. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield lines.map(withoutReturn);
    if (rest.length > LONGEST_LINE) break;
  }
  if (rest !== '') yield [withoutReturn(rest)];
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
