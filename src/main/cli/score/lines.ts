/** Longer lines are no rows of a series; without a limit, one file without line ends would fill the memory. */
export const LONGEST_LINE = 65_536;

/** The lines of a text that comes in pieces, without their ends (LF or CRLF). A line beyond the limit is cut off there. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    yield lines.map(withoutReturn);
  }
  if (rest !== '') yield [withoutReturn(rest)];
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
