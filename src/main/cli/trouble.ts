const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
};

/** Why a file cannot be read, in words for the person who named it. */
export const whyUnreadable = (error: unknown): string => {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return WORDS[code ?? ''] ?? (error instanceof Error ? error.message : String(error));
};
