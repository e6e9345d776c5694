/** The cells of one line of comma-separated values (RFC 4180, without line breaks inside quotes), trimmed. */
export const cellsOf = (line: string): readonly string[] => {
  if (!line.includes('"')) return line.split(',').map((cell) => cell.trim());
  return [...line.matchAll(CELL)].map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').trim());
};

const CELL = /(?<=^|,)(?:\s*"((?:[^"]|"")*)"\s*|([^,]*))(?=,|$)/g;

/** A cell as it is written: quoted where a reader would take it for more than one. */
export const written = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
